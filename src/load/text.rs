//! A file as it was read, before anything is understood.

use super::problem::{Place, Problem};
use sha2::{Digest, Sha256};

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

    /// Takes bytes as a text, whose first line is this one of something longer.
    pub fn from_bytes(name: &str, first: u32, bytes: Vec<u8>) -> Result<Self, Problem> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let text = Self { first, ..Self::new(name, String::from_utf8_lossy(error.as_bytes())) };
            let place = place_of(error.as_bytes(), error.utf8_error().valid_up_to());
            text.problem(place, "this file is not UTF-8 text").help("save the file as UTF-8")
        })?;
        let text = Self { first, ..Self::new(name, text) };
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
        // Lines end with \n, \r\n or \r.
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let mut lines = lines.flat_map(|line| line.split('\r'));
        lines.nth(number.saturating_sub(1) as usize).unwrap_or_default()
    }

    /// The text as its digest sees it: a checkout on Windows may change the line ends.
    pub(super) fn with_unix_ends(&self) -> String {
        self.text.replace("\r\n", "\n")
    }

    /// The digest of the text.
    pub fn sha256(&self) -> String {
        sha256([self.with_unix_ends().as_bytes()])
    }

    /// A problem at a place of this text.
    pub(crate) fn problem(&self, place: Place, message: &str) -> Problem {
        let line = place.line.saturating_add(self.first).saturating_sub(1);
        Problem::new(&self.name, message).at(Place { line, ..place }, self.line(place.line))
    }

    /// A problem at a byte of this text.
    pub(crate) fn problem_at_byte(&self, at: usize, message: &str) -> Problem {
        self.problem(place_of(self.text.as_bytes(), at.min(self.text.len())), message)
    }
}

/// The place of a byte.
fn place_of(bytes: &[u8], at: usize) -> Place {
    let lines = String::from_utf8_lossy(&bytes[..at]);
    let (line, last) = lines.split('\n').enumerate().last().unwrap_or_default();
    Place { line: narrow(line + 1), column: narrow(last.chars().count() + 1), length: 1 }
}

pub(super) fn narrow(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// SHA-256 over the parts one after the other, in hexadecimal.
pub(crate) fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Text};

    #[test]
    fn the_limit_on_size_is_kept() {
        let limit = usize::try_from(LARGEST).unwrap();
        assert!(Text::from_bytes("big", 1, vec![b'#'; limit]).is_ok());
        let problem = Text::from_bytes("big", 1, vec![b'#'; limit + 1]).unwrap_err();
        assert_eq!(problem.message, "this file is larger than 1024 KiB, the limit");
    }

    #[test]
    fn lines_end_as_yaml_says() {
        let text = Text::new("", "\u{feff}a\r\nb\rc\n");
        assert_eq!([1, 2, 3, 9].map(|number| text.line(number)), ["a", "b", "c", ""]);
    }
}
