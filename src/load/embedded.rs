//! The catalogue that is compiled in, generated from `criteria/` and checked in.
//!
//! `UPDATE=1 cargo test embedded` generates both files anew; the tests below keep them fresh.

use crate::model::Catalogue;

/// The catalogue in a form that loads in well under a millisecond.
static CATALOGUE: &[u8] = include_bytes!("embedded/catalogue.postcard");

/// The catalogue's files as they were written: path within the catalogue and text.
pub static FILES: &[(&str, &str)] = include!("embedded/files.rs");

impl Catalogue {
    /// The catalogue that comes with the crate.
    pub fn embedded() -> Self {
        catalogue()
    }
}

/// The embedded catalogue.
///
/// # Panics
///
/// Never: a test wrote the bytes from the same types, and reads them.
pub fn catalogue() -> Catalogue {
    postcard::from_bytes(CATALOGUE).expect("the bytes were written from the same types")
}

#[cfg(test)]
mod tests {
    use crate::load::catalogue_from;
    use crate::model::Origin;
    use std::fmt::Write;
    use std::path::Path;
    use std::{env, fs};

    const FOLDER: &str = "criteria";

    /// Whether a generated file is what is checked in; `UPDATE=1` writes it.
    fn fresh(name: &str, generated: &[u8]) {
        let path = Path::new("src/load/embedded").join(name);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, generated).unwrap();
        }
        let current = fs::read(&path).unwrap_or_default();
        assert!(current == generated, "{name} is not fresh: run the tests with UPDATE=1");
    }

    #[test]
    fn the_embedded_catalogue_is_the_folder() {
        let mut folder = catalogue_from(Path::new(FOLDER), &[]).unwrap();
        folder.origin.place = Origin::EMBEDDED.to_owned();
        fresh("catalogue.postcard", &postcard::to_stdvec(&folder).unwrap());
    }

    #[test]
    fn every_file_is_embedded() {
        let mut paths = Vec::new();
        let mut folders = vec![Path::new(FOLDER).to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "yaml" || end == "md") {
                    paths.push(path.strip_prefix(FOLDER).unwrap().to_owned());
                }
            }
        }
        paths.sort();
        let mut list = String::from("&[\n");
        for path in paths {
            let name = path.to_str().unwrap();
            writeln!(list, "    ({name:?}, include_str!(\"../../../{FOLDER}/{name}\")),").unwrap();
        }
        list.push_str("]\n");
        fresh("files.rs", list.as_bytes());
    }
}
