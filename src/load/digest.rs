//! Digests of what was read, so that a record can say what it rests on.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over the parts one after the other, in hexadecimal.
pub(crate) fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// SHA-256 over named files, which are given in the order of their names.
pub(crate) fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let lengths: Vec<_> = files
        .into_iter()
        .map(|(name, bytes)| (name, bytes, (bytes.len() as u64).to_le_bytes()))
        .collect();
    sha256(
        lengths
            .iter()
            .flat_map(|(name, bytes, length)| [name.as_bytes(), &[0][..], &length[..], bytes]),
    )
}
