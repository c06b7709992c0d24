//! Numbered lines for terminals that cannot move their cursor, and for those who have the screen read to them.
//!
//! Typed answers, one line each: a number or several, nothing to skip or to keep, `0` for no answer, `?` for help,
//! `b` one question back. The end of input leaves.

use super::prompter::{Answer, Prompter, Question, parse_number};
use super::text;
use std::io::{self, BufRead, Read, Write};

/// Longer lines are nobody's answer.
const LONGEST: u64 = 4096;

/// Reads lines and writes lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
}

/// What a typed line says.
enum Line {
    Empty,
    Back,
    Help,
    End,
    Text(String),
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Talks through these, in lines of at most `width` columns.
    pub fn new(input: R, output: W, width: usize) -> Self {
        Self { input, output, width: width.saturating_sub(1) }
    }

    fn write(&mut self, text: &str, indent: usize) -> io::Result<()> {
        writeln!(self.output, "{}", text::wrap(text, self.width, 0, indent))
    }

    fn read(&mut self) -> io::Result<Line> {
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            writeln!(self.output)?;
            return Ok(Line::End);
        }
        let text = text::clean(&String::from_utf8_lossy(&bytes));
        Ok(match text.as_str() {
            "" => Line::Empty,
            "b" | "B" => Line::Back,
            "?" => Line::Help,
            _ => Line::Text(text),
        })
    }

    fn head(&mut self, question: &Question) -> io::Result<()> {
        writeln!(self.output)?;
        self.write(&question.text, 2)
    }

    fn list(&mut self, choices: &[String], marked: &[usize]) -> io::Result<()> {
        for (at, choice) in choices.iter().enumerate() {
            let mark = if marked.contains(&at) { " (chosen)" } else { "" };
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
        self.write(
            "Enter alone skips the question or keeps what was chosen; 0 takes an answer away.",
            2,
        )?;
        self.write("b goes one question back, the end of input (Ctrl-D) leaves.", 2)
    }

    /// Asks until a line is an answer; `kept` is what Enter alone stands for.
    fn ask<T: Clone>(
        &mut self,
        question: &Question,
        prompt: &str,
        kept: Option<T>,
        parse: impl Fn(&str) -> Result<Option<T>, String>,
    ) -> io::Result<Answer<T>> {
        loop {
            let prompt = text::wrap(prompt, self.width, 0, 0);
            write!(self.output, "{prompt} ")?;
            self.output.flush()?;
            match self.read()? {
                Line::End => return Ok(Answer::Quit),
                Line::Back => return Ok(Answer::Back),
                Line::Empty => return Ok(kept.map_or(Answer::Skipped, Answer::Given)),
                Line::Help => self.help(question)?,
                Line::Text(text) => match parse(&text) {
                    Ok(answer) => return Ok(answer.map_or(Answer::Skipped, Answer::Given)),
                    Err(problem) => self.write(&problem, 2)?,
                },
            }
        }
    }
}

/// Places typed as numbers from 1 on; `0` is none.
fn places(typed: &str, count: usize) -> Result<Option<Vec<usize>>, String> {
    let words = typed.split([',', ' ', ';']).filter(|word| !word.is_empty());
    let numbers: Result<Vec<usize>, _> = words.map(str::parse).collect();
    match numbers {
        Ok(numbers) if numbers == [0] => Ok(None),
        Ok(numbers) if !numbers.is_empty() && numbers.iter().all(|n| (1..=count).contains(n)) => {
            let mut places: Vec<usize> = numbers.into_iter().map(|number| number - 1).collect();
            places.sort_unstable();
            places.dedup();
            Ok(Some(places))
        }
        _ => Err(format!("Type a number from 1 to {count}; ? for help.")),
    }
}

fn prompt(what: &str, kept: bool) -> String {
    let enter = if kept { "Enter keeps" } else { "Enter skips" };
    format!("{what} ({enter}, ? help, b back):")
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.write(line, 2)
    }

    fn select(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<usize>,
    ) -> io::Result<Answer<usize>> {
        self.head(question)?;
        self.list(choices, given.as_slice())?;
        self.ask(question, &prompt("Number", given.is_some()), given, |typed| {
            match places(typed, choices.len())?.as_deref() {
                Some([one]) => Ok(Some(*one)),
                Some(_) => Err("One number, please.".to_owned()),
                None => Ok(None),
            }
        })
    }

    fn select_several(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> io::Result<Answer<Vec<usize>>> {
        self.head(question)?;
        self.list(choices, given)?;
        let kept = (!given.is_empty()).then(|| given.to_vec());
        let prompt = prompt("Numbers, with commas", kept.is_some());
        self.ask(question, &prompt, kept, |typed| places(typed, choices.len()))
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> io::Result<Answer<String>> {
        self.head(question)?;
        let kept = given.map(str::to_owned);
        let what = given.map_or_else(|| "Text".to_owned(), |given| format!("Text [{given}]"));
        self.ask(question, &prompt(&what, kept.is_some()), kept, |typed| {
            Ok((typed != "0").then(|| typed.to_owned()))
        })
    }

    fn number(
        &mut self,
        question: &Question,
        most: f64,
        given: Option<f64>,
    ) -> io::Result<Answer<f64>> {
        self.head(question)?;
        let what = given.map_or_else(|| "Number".to_owned(), |given| format!("Number [{given}]"));
        self.ask(question, &prompt(&what, given.is_some()), given, |typed| {
            parse_number(typed, most).map(Some)
        })
    }

    fn confirm(&mut self, question: &Question) -> io::Result<Answer<bool>> {
        self.head(question)?;
        let prompt = "y or n (Enter is no, ? help, b back):";
        self.ask(question, prompt, Some(false), |typed| match typed.to_lowercase().as_str() {
            "y" | "yes" => Ok(Some(true)),
            "n" | "no" => Ok(Some(false)),
            _ => Err("y or n, please.".to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Plain, Prompter, Question};

    fn asked(typed: &str) -> (Answer<usize>, String) {
        let mut out = Vec::new();
        let question = Question::new("What are you building?").help("Whatever comes nearest.");
        let choices = ["Shop".to_owned(), "Blog\u{1b}[2J".to_owned()];
        let answer =
            Plain::new(typed.as_bytes(), &mut out, 40).select(&question, &choices, None).unwrap();
        (answer, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_typed_line_is_an_answer_or_one_of_four_words() {
        assert_eq!(asked("2\n").0, Answer::Given(1));
        assert_eq!(asked("\n").0, Answer::Skipped);
        assert_eq!(asked("0\n").0, Answer::Skipped);
        assert_eq!(asked("b\n").0, Answer::Back);
        assert_eq!(asked("").0, Answer::Quit);
        let (answer, shown) = asked("?\n7\n1,2\n1\n");
        assert_eq!(answer, Answer::Given(0));
        assert!(
            shown.contains("nearest")
                && shown.contains("from 1 to 2")
                && shown.contains("One number")
        );
    }

    #[test]
    fn nothing_shown_is_wider_than_the_terminal_or_obeyed_by_it() {
        let shown = asked("?\n\n").1;
        // What is typed after a prompt ends its line on a terminal.
        let shown = shown.replace("back): ", "back):\n");
        assert!(shown.lines().all(|line| line.len() <= 40), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}
