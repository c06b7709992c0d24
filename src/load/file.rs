//! Files on disk, read as texts.

use super::problem::Problem;
use super::text::{LARGEST, Text};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

impl Text {
    /// Reads a file, not more of it than [`LARGEST`].
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let bytes = bytes_of(path).map_err(|error| unreadable(path, &error))?;
        Self::from_bytes(&name, bytes)
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
    use super::unreadable;
    use crate::load::{Problem, Text};
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
}
