//! Opens a file that nobody vouches for: never a pipe or a device, never more than the limit.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use super::report::SkipReason;

/// The text of a regular file of at most `limit` bytes.
///
/// The type is asked of the name and again of what was opened, so that a link or a pipe put there
/// in between is noticed; opening cannot wait for a writer.
pub(super) fn text(path: &Path, limit: u64) -> Result<String, SkipReason> {
    let named = path.symlink_metadata().map_err(|_| SkipReason::Unreadable)?;
    refuse_special(&named)?;
    if named.len() > limit {
        return Err(SkipReason::TooLarge);
    }
    let file = open(path).map_err(|_| SkipReason::Unreadable)?;
    let opened = file.metadata().map_err(|_| SkipReason::Unreadable)?;
    refuse_special(&opened)?;
    if !same_file(&named, &opened) {
        return Err(SkipReason::Link);
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| SkipReason::Unreadable)?;
    if bytes.len() as u64 > limit { Err(SkipReason::TooLarge) } else { Ok(decode(&bytes)) }
}

fn refuse_special(metadata: &Metadata) -> Result<(), SkipReason> {
    match metadata.file_type() {
        kind if kind.is_symlink() => Err(SkipReason::Link),
        kind if kind.is_file() => Ok(()),
        _ => Err(SkipReason::SpecialFile),
    }
}

/// UTF-8 unless a byte-order mark says otherwise, as pip reads requirements files.
fn decode(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The flag under which opening a pipe returns at once. The number differs between systems.
#[cfg(any(target_os = "linux", target_os = "android"))]
const O_NONBLOCK: i32 = 0o4000;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const O_NONBLOCK: i32 = 0x4;

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(O_NONBLOCK).open(path)
}

fn same_file(named: &Metadata, opened: &Metadata) -> bool {
    (named.dev(), named.ino()) == (opened.dev(), opened.ino())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbfflask"), "flask");
        assert_eq!(decode(b"\xff\xfef\0l\0"), "fl");
        assert_eq!(decode(b"\xfe\xff\0f\0l\0"), "fl");
        assert_eq!(decode(b"\xff"), "\u{fffd}");
    }
}
