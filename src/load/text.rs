//! A file as it was read, before anything is understood.

use super::problem::{Place, Problem};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 1024 * 1024;

/// The text of a file, with the name by which problems call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The name.
    pub name: String,
    /// The text.
    pub text: String,
    /// The number of its first line, where it is a part of something longer.
    first: u32,
}

impl Text {
    /// A text that is already there.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), first: 1 }
    }

    /// Says that the text is a part of something longer, of which it begins at this line.
    #[must_use]
    pub fn starting_at(mut self, number: u32) -> Self {
        self.first = number;
        self
    }

    /// Reads a file, not more of it than [`LARGEST`].
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let bytes = bytes_of(path).map_err(|error| unreadable(path, &error))?;
        Self::from_bytes(&name, bytes)
    }

    /// Takes bytes, from standard input for example, as a text.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                return Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to()));
            }
        };
        text.within_limits().map(|()| text)
    }

    /// Refuses what is larger than [`LARGEST`].
    pub(crate) fn within_limits(&self) -> Result<(), Problem> {
        if self.text.len() as u64 > LARGEST {
            let message = format!("this file is larger than {} KiB, the limit", LARGEST / 1024);
            return Err(Problem::new(&self.name, &message).help("shorten it, or check the path"));
        }
        Ok(())
    }

    /// A line of the text, counted from 1.
    pub fn line(&self, number: u32) -> &str {
        const END: [char; 2] = ['\n', '\r'];
        let mut rest = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        for _ in 1..number {
            let Some(end) = rest.find(END) else { return "" };
            rest = &rest[end..];
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
        rest.split(END).next().unwrap_or_default()
    }

    /// A problem at a place of this text.
    pub(crate) fn problem(&self, place: Place, message: &str) -> Problem {
        let line = place.line.saturating_add(self.first).saturating_sub(1);
        Problem::new(&self.name, message).at(Place { line, ..place }, self.line(place.line))
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Points at the first byte that is no UTF-8.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Problem {
    let start =
        bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end =
        bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |more| at + more);
    let before = String::from_utf8_lossy(&bytes[start..at]);
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    let place = Place { line: count(line), column: count(before.chars().count() + 1), length: 1 };
    Problem::new(name, "this file is not UTF-8 text")
        .at(place, &String::from_utf8_lossy(&bytes[start..end]))
        .help("save the file as UTF-8")
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Why a file or folder could not be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let name = path.display().to_string();
    if path.is_dir() && error.kind() != io::ErrorKind::PermissionDenied {
        let problem = Problem::new(&name, "this is a folder, not a file");
        return match yaml_files(path).first() {
            Some(file) => problem
                .help(&format!("name one of its files, such as `{}`", path.join(file).display())),
            None => problem.help("name a file"),
        };
    }
    match error.kind() {
        io::ErrorKind::NotFound => missing(path, &name),
        io::ErrorKind::PermissionDenied => Problem::new(&name, "permission denied")
            .help("allow yourself to read it, for example with `chmod u+r`"),
        _ => Problem::new(&name, &format!("cannot read this file: {error}")),
    }
}

fn missing(path: &Path, name: &str) -> Problem {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let message = format!("no such file; the folder `{}` does not exist", folder.display());
        return Problem::new(name, &message).help("check the path");
    }
    Problem::new(name, "no such file").help("check the path")
}

/// The names of the YAML files in a folder, sorted; none where it cannot be read.
fn yaml_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_yaml = |name: &String| [".yaml", ".yml", ".json"].iter().any(|end| name.ends_with(end));
    let mut names: Vec<_> = names.filter(is_yaml).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Text, unreadable};
    use crate::load::Problem;
    use std::io;
    use std::path::Path;

    fn said(problem: Problem) -> (String, String) {
        (problem.message, problem.hint.unwrap_or_default())
    }

    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let (message, hint) = said(unreadable(Path::new("shop.yaml"), &denied));
        assert_eq!(message, "permission denied");
        assert!(hint.contains("chmod"), "{hint}");
    }

    #[test]
    fn a_missing_file_is_not_taken_for_another() {
        let read = |path: &str| said(Text::read(Path::new(path)).unwrap_err());
        let missing = read("tests/fixtures/catalogue/securty.yaml");
        assert_eq!(missing, ("no such file".to_owned(), "check the path".to_owned()));
        let (message, _) = read("no/such/folder/shop.yaml");
        assert_eq!(message, "no such file; the folder `no/such/folder` does not exist");
    }

    #[test]
    fn the_limit_on_size_is_kept() {
        let limit = usize::try_from(LARGEST).unwrap();
        assert!(Text::from_bytes("big", vec![b'#'; limit]).is_ok());
        let (message, _) = said(Text::from_bytes("big", vec![b'#'; limit + 1]).unwrap_err());
        assert_eq!(message, "this file is larger than 1024 KiB, the limit");
    }

    #[test]
    fn lines_end_as_yaml_says() {
        let text = Text::new("", "\u{feff}a\r\nb\rc\n");
        assert_eq!([1, 2, 3, 9].map(|number| text.line(number)), ["a", "b", "c", ""]);
    }
}
