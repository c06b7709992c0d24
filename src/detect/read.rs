//! Opening a file that nobody vouches for: never a pipe, never a device, never more than allowed.

use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::io;
use std::io::Read;
use std::path::Path;

use super::report::SkipReason;

/// Reads a regular file of at most `limit` bytes.
///
/// The type is asked of the name itself and again of what was opened, so that a link or a pipe put
/// there in between is noticed; the open itself cannot wait for a writer.
pub(super) fn regular(path: &Path, limit: u64) -> Result<Vec<u8>, SkipReason> {
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
    read(file, limit)
}

fn refuse_special(metadata: &Metadata) -> Result<(), SkipReason> {
    match metadata.file_type() {
        kind if kind.is_symlink() => Err(SkipReason::Link),
        kind if kind.is_file() => Ok(()),
        _ => Err(SkipReason::Special),
    }
}

fn read(file: File, limit: u64) -> Result<Vec<u8>, SkipReason> {
    let mut bytes = Vec::new();
    let outcome = file.take(limit + 1).read_to_end(&mut bytes);
    outcome.map_err(|_| SkipReason::Unreadable)?;
    if bytes.len() as u64 > limit { Err(SkipReason::TooLarge) } else { Ok(bytes) }
}

/// The flag under which opening a pipe returns at once. The number differs between systems.
#[cfg(any(target_os = "linux", target_os = "android"))]
const O_NONBLOCK: i32 = 0o4000;
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const O_NONBLOCK: i32 = 0x4;

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(O_NONBLOCK).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
fn same_file(named: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (named.dev(), named.ino()) == (opened.dev(), opened.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}
