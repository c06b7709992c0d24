//! What is wrong with a file, where, and what to do about it.
//!
//! Every text is sanitized here, once: a problem has no control characters, escape sequences or CI commands.

use crate::text;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// Messages longer than this, because of what they quote, are cut.
const LONGEST_MESSAGE: usize = 400;

/// Where something stands in a file; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column of its first character.
    pub column: u32,
    /// How many characters it has on that line; zero where only its start is known.
    pub length: u32,
}

/// One thing wrong with a file or with something typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as it was named, or the flag.
    pub file: String,
    /// Where in the file, if that can be told.
    pub place: Option<Place>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it, if that can be told.
    pub hint: Option<String>,
    /// The line that the place is on.
    pub line: Option<String>,
}

impl Problem {
    /// A problem with a whole file, or with something that is not in a file.
    pub fn new(file: &str, message: &str) -> Self {
        let (file, message) = (safe(file), safe(message));
        Self { file, place: None, message, hint: None, line: None }
    }

    /// Says where in the file it is, and shows the line.
    #[must_use]
    pub fn at(mut self, place: Place, line: &str) -> Self {
        self.line = Some(text::mask(line));
        self.place = Some(place);
        self
    }

    /// Says what to do about it, where there is something to say.
    #[must_use]
    pub fn help(mut self, hint: &str) -> Self {
        self.hint = (!hint.is_empty()).then(|| safe(hint));
        self
    }

    fn group(&self) -> Group<'_> {
        let title = Group::with_title(Level::ERROR.primary_title(&*self.message));
        let source: Element = if let (Some(place), Some(line)) = (self.place, self.line.as_deref())
        {
            let marked = AnnotationKind::Primary.span(place.bytes_of(line));
            let snippet = Snippet::source(line).line_start(place.line as usize).annotation(marked);
            snippet.path(&*self.file).into()
        } else {
            Origin::path(&*self.file).into()
        };
        let help = self.hint.as_deref().map(|hint| Level::HELP.message(hint));
        title.element(source).elements(help)
    }
}

impl Place {
    /// The bytes of its line that are meant.
    fn bytes_of(self, line: &str) -> Range<usize> {
        let start = (self.column as usize).saturating_sub(1);
        let length = match self.length {
            0 => line.chars().skip(start).take_while(|c| !" :,]}".contains(*c)).count().max(1),
            length => length as usize,
        };
        let byte = |char| line.char_indices().nth(char).map_or(line.len(), |(at, _)| at);
        byte(start)..byte(start + length)
    }
}

/// The text without unsafe characters, and not longer than anyone reads.
fn safe(text: &str) -> String {
    text::clip(&text::sanitize(text), LONGEST_MESSAGE)
}

/// Everything wrong with what was read; at least one problem, in the order of files and places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Gathers problems; nothing where there are none.
    pub fn gather(mut problems: Vec<Problem>) -> Option<Self> {
        problems.sort();
        problems.dedup();
        (!problems.is_empty()).then_some(Self(problems))
    }

    /// The value where nothing is wrong, else the problems.
    pub(super) fn unless<T>(problems: Vec<Problem>, value: Option<T>) -> Result<T, Self> {
        match (Self::gather(problems), value) {
            (None, Some(value)) => Ok(value),
            (Some(problems), _) => Err(problems),
            (None, None) => {
                Err(Problem::new("weigh", "internal error: invalid, without a problem").into())
            }
        }
    }

    /// The same, each with the line where its file is one line of a longer one.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        for problem in self.0.iter_mut().filter(|problem| problem.place.is_none()) {
            problem.file = format!("{}:{line}", problem.file);
        }
        self
    }

    /// The problems, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// As people read them: each with its file, line and column, the line itself and what to do.
    pub fn render(&self, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        text::join(self.0.iter().map(|problem| renderer.render(&[problem.group()])), "\n\n")
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::{Place, Problem, Problems};

    fn render(column: u32, length: u32, line: &str) -> String {
        let place = Place { line: 7, column, length };
        Problems::from(Problem::new("a.yaml", "wrong").at(place, line).help("put it right"))
            .render(false)
    }

    #[test]
    fn shows_place_line_and_advice() {
        let expected = "error: wrong\n --> a.yaml:7:4\n  |\n7 | a: bcd\n  |    ^^^\n  |\n  = help: put it right";
        assert_eq!(render(4, 3, "a: bcd"), expected);
    }

    #[test]
    fn escape_sequences_never_come_out_raw() {
        let problem = Problem::new("\u{1b}]0;x\u{7}.yaml", "no `\u{1b}[31m\u{202e}`\nhere");
        let place = Place { line: 1, column: 2, length: 9 };
        let shown = Problems::from(problem.at(place, "a\u{1b}[31mé\u{2066}\t漢字").help("\r"))
            .render(false);
        assert!(shown.chars().all(|c| c == '\n' || !crate::text::is_unsafe(c)), "{shown:?}");
    }

    #[test]
    fn columns_of_long_lines_are_true() {
        let line = format!("{}wrong{}", "é".repeat(500), "x".repeat(500));
        let shown = render(501, 5, &line);
        assert!(shown.contains("a.yaml:7:501") && shown.contains("^^^^^\n"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }

    #[test]
    fn a_place_past_the_end_is_no_panic() {
        assert!(render(40, 3, "ab").contains("a.yaml:7"));
        assert!(render(0, 0, "").contains("a.yaml:7"));
    }
}
