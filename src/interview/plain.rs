//! Numbered lines, for terminals without cursor movement and for screen readers.
//!
//! Each answer is a typed line: numbers or text, nothing to skip or to keep, `0` (`-` for a text) to remove the
//! answer, `?` for help, `b` to go back. The end of input quits.

use super::{Answer, Prompter, Question, Stop};
use crate::text::{hang, sanitize};
use std::io::{self, BufRead, Read, Write};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 4096;

/// Reads and writes lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Writes lines of less than `width` columns.
    pub fn new(input: R, output: W, width: usize) -> Self {
        Self { input, output, width: width.saturating_sub(1) }
    }

    fn write(&mut self, text: &str, indent: usize) -> io::Result<()> {
        let lines = hang(&sanitize(text), "", &" ".repeat(indent), self.width);
        writeln!(self.output, "{}", lines.join("\n"))
    }

    fn show(&mut self, question: &Question) -> io::Result<()> {
        writeln!(self.output)?;
        self.write(&question.text, 2)?;
        for (at, choice) in question.choices.iter().enumerate() {
            let mark = if question.given.contains(&at) { " (chosen)" } else { "" };
            self.write(&format!("{}. {choice}{mark}", at + 1), 4)?;
        }
        Ok(())
    }

    fn help(&mut self, question: &Question) -> io::Result<()> {
        if let Some(help) = &question.help {
            self.write(help, 2)?;
        }
        if let Some(found) = &question.found {
            self.write(&format!("Found in {found}."), 2)?;
        }
        if question.saves {
            return self.write("Enter saves; - ends without saving.", 2);
        }
        self.write("Enter skips the question or keeps the answer.", 2)?;
        let back = if question.first { "" } else { " b goes back," };
        let remove = if question.choices.is_empty() { "-" } else { "0" };
        self.write(&format!("{remove} removes the answer,{back} Ctrl-D quits."), 2)
    }

    /// Asks until a line can be parsed; `given` is what Enter keeps.
    fn ask<T>(
        &mut self,
        question: &Question,
        prompt: &str,
        given: Option<T>,
        parse: impl Fn(&str) -> Result<Option<T>, String>,
    ) -> Answer<T> {
        let enter = match given {
            _ if question.saves => "Enter saves, - ends without saving",
            Some(_) => "Enter keeps",
            None => "Enter skips",
        };
        let back = if question.first { "" } else { ", b back" };
        let prompt = format!("{prompt} ({enter}, ? help{back}):");
        loop {
            write!(self.output, "{} ", hang(&sanitize(&prompt), "", "", self.width).join("\n"))?;
            self.output.flush()?;
            let mut bytes = Vec::new();
            if self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
                writeln!(self.output)?;
                return Err(Stop::Quit);
            }
            match sanitize(&String::from_utf8_lossy(&bytes)).as_str() {
                "" => return Ok(given),
                "b" | "B" if question.first => self.write("There is nothing to go back to.", 2)?,
                "b" | "B" => return Err(Stop::Back),
                "?" => self.help(question)?,
                text => match parse(text) {
                    Ok(answer) => return Ok(answer),
                    Err(problem) => self.write(&problem, 2)?,
                },
            }
        }
    }
}

/// The positions of numbers typed from 1 on; none for `0`.
fn positions(typed: &str, count: usize) -> Result<Option<Vec<usize>>, String> {
    let words = typed.split([',', ' ', ';']).filter(|word| !word.is_empty());
    let numbers: Vec<usize> = words.map(|word| word.parse().unwrap_or(usize::MAX)).collect();
    if numbers == [0] {
        return Ok(None);
    }
    if numbers.is_empty() || !numbers.iter().all(|number| (1..=count).contains(number)) {
        return Err(format!("Type a number from 1 to {count}, or ? for help."));
    }
    let mut positions: Vec<usize> = numbers.into_iter().map(|number| number - 1).collect();
    positions.sort_unstable();
    positions.dedup();
    Ok(Some(positions))
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.write(line, 2)
    }

    fn choose(&mut self, question: &Question) -> Answer<Vec<usize>> {
        self.show(question)?;
        let prompt = if question.several { "Numbers, separated by commas" } else { "Number" };
        let given = Some(question.given.clone()).filter(|given| !given.is_empty());
        self.ask(question, prompt, given, |typed| match positions(typed, question.choices.len())? {
            Some(picked) if picked.len() > 1 && !question.several => {
                Err("Type one number.".to_owned())
            }
            picked => Ok(picked),
        })
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> Answer<String> {
        self.show(question)?;
        let prompt = match given {
            Some(given) if question.saves => format!("File [{given}]"),
            Some(given) => format!("Text [{given}], - for none"),
            None => "Text".to_owned(),
        };
        self.ask(question, &prompt, given.map(str::to_owned), |typed| {
            Ok(Some(typed.to_owned()).filter(|text| text != "-"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Plain, Prompter, Question, Stop};

    fn asked(typed: &str) -> (Result<Option<usize>, Stop>, String) {
        let mut out = Vec::new();
        let mut question = Question::new("What are you building?", Some("Whatever comes nearest."));
        question.choices = vec!["Shop".to_owned(), "Blog\u{1b}[2J".to_owned()];
        let answer = Plain::new(typed.as_bytes(), &mut out, 40).choose(&question);
        (answer.map(|picked| picked.map(|picked| picked[0])), String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_typed_line_is_an_answer_or_one_of_four_words() {
        assert_eq!(asked("2\n").0.unwrap(), Some(1));
        assert_eq!(asked("\n").0.unwrap(), None);
        assert_eq!(asked("0\n").0.unwrap(), None);
        assert!(matches!(asked("b\n").0, Err(Stop::Back)));
        assert!(matches!(asked("").0, Err(Stop::Quit)));
        let (answer, shown) = asked("?\n7\n1,2\n1\n");
        assert_eq!(answer.unwrap(), Some(0));
        for part in ["nearest", "0 removes", "from 1 to 2", "one number"] {
            assert!(shown.contains(part), "{shown}");
        }
    }

    #[test]
    fn a_text_is_typed_kept_or_removed() {
        let asked = |typed: &str| {
            let mut plain = Plain::new(typed.as_bytes(), Vec::new(), 40);
            plain.text(&Question::new("Title?", None), Some("Shop")).unwrap()
        };
        assert_eq!(asked("0\n"), Some("0".to_owned()));
        assert_eq!(asked("\n"), Some("Shop".to_owned()));
        assert_eq!(asked("-\n"), None);
    }

    #[test]
    fn nothing_shown_is_wider_than_the_terminal_or_obeyed_by_it() {
        let shown = asked("?\n\n").1;
        // What is typed after a prompt ends its line on a terminal.
        let shown = shown.replace("): ", "):\n");
        assert!(shown.lines().all(|line| line.len() <= 40), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}
