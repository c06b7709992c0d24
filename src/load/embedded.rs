//! The catalogue that is compiled in: generated from `criteria/`, and checked in.
//!
//! `UPDATE=1 cargo test --lib embedded` generates it anew; the test below keeps it fresh.

use crate::model::Catalogue;

/// The catalogue in a form that loads in well under a millisecond.
static CATALOGUE: &[u8] = include_bytes!("catalogue.postcard");

/// The catalogue's files as they were written: path within the catalogue and text.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalogue_files.rs"));

impl Catalogue {
    /// The catalogue that comes with the crate.
    ///
    /// # Panics
    ///
    /// Never: a test wrote the bytes from the same types, and reads them.
    pub fn embedded() -> Self {
        postcard::from_bytes(CATALOGUE).expect("the bytes were written from the same types")
    }

    /// The catalogue as bytes, for the same version of this crate.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Reads what [`Catalogue::to_bytes`] wrote; none where another version did.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Catalogue, Origin};
    use std::path::Path;
    use std::{env, fs};

    #[test]
    fn the_embedded_catalogue_is_the_folder() {
        let mut folder = Catalogue::from_folder(Path::new("criteria"), &[]).unwrap();
        folder.origin.place = Origin::EMBEDDED.to_owned();
        let generated = folder.to_bytes();
        let path = "src/load/catalogue.postcard";
        if env::var_os("UPDATE").is_some() {
            fs::write(path, &generated).unwrap();
        }
        let current = fs::read(path).unwrap_or_default();
        assert!(current == generated, "{path} is not fresh: run the tests with UPDATE=1");
    }
}
