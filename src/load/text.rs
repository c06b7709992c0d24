//! A file as it was read, before anything is understood.

use super::problem::{Place, Problem};
use super::suggest;
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
}

impl Text {
    /// A text that is already there.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Reads a file, not more of it than [`LARGEST`].
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let bytes = bytes_of(path).map_err(|error| unreadable(path, &error))?;
        Self::from_bytes(&name, bytes)
    }

    /// Takes bytes, from standard input for example, as a text.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        if bytes.len() as u64 > LARGEST {
            let message =
                format!("this is larger than {} KiB, the most that is read", LARGEST / 1024);
            return Err(Problem::new(name, &message)
                .help("leave out what is not needed, or check the path"));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to())),
        }
    }

    /// A line of the text, counted from 1.
    pub fn line(&self, number: u32) -> &str {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let line = text.split('\n').nth((number as usize).saturating_sub(1)).unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// A problem at a place of this text.
    pub(crate) fn problem(&self, place: Place, message: &str) -> Problem {
        Problem::new(&self.name, message).at(place, self.line(place.line))
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
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let place = Place { line: count(line), column: count(before.chars().count() + 1), length: 1 };
    Problem::new(name, "this is no UTF-8 text")
        .at(place, &String::from_utf8_lossy(&bytes[start..end]))
        .help("save the file as UTF-8")
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Says in plain words why a file or folder could not be read.
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
        io::ErrorKind::PermissionDenied => {
            Problem::new(&name, "this may not be read: permission denied")
                .help("give yourself the right to read it, for example with `chmod u+r`")
        }
        _ => Problem::new(&name, &format!("this cannot be read: {error}")),
    }
}

fn missing(path: &Path, name: &str) -> Problem {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let message = format!("there is no such file, and no folder `{}`", folder.display());
        return Problem::new(name, &message).help("check the path");
    }
    let names = yaml_files(folder.unwrap_or(Path::new(".")));
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let problem = Problem::new(name, "there is no such file");
    match suggest::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) => {
            problem.help(&format!("did you mean `{}`?", path.with_file_name(near).display()))
        }
        None => problem.help("check the path"),
    }
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
