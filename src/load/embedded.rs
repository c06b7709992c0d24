//! The catalogue that is compiled in; the build script has checked it and brought it into a form that loads at once.

use crate::model::Catalogue;

/// The catalogue as the build script wrote it.
static CATALOGUE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.postcard"));

/// The catalogue's files as they were written: path within the catalogue and text.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The embedded catalogue.
///
/// # Panics
///
/// Never: the build script wrote the bytes from the same types, and a test reads them.
pub fn catalogue() -> Catalogue {
    postcard::from_bytes(CATALOGUE).expect("the build script wrote these bytes from the same types")
}

#[cfg(test)]
mod tests {
    use crate::load::catalogue_from;
    use std::path::Path;

    #[test]
    fn the_embedded_catalogue_is_the_folder() {
        let mut folder = catalogue_from(Path::new("criteria"), &[]).unwrap();
        folder.origin.place = "embedded".to_owned();
        assert_eq!(super::catalogue(), folder);
    }

    #[test]
    fn every_file_is_embedded() {
        for (path, text) in super::FILES {
            let on_disk = std::fs::read_to_string(Path::new("criteria").join(path)).unwrap();
            assert_eq!(*text, on_disk, "{path}");
        }
        assert!(super::FILES.iter().any(|(path, _)| *path == "frameworks/django.yaml"));
    }
}
