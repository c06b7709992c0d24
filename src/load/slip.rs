//! The commonest slips in YAML, which its parser notices late or not at all: a missing space, an unclosed bracket.

use super::problem::{Place, Problem};
use super::text::{Text, narrow};

/// The slip that is behind a syntax error: an open bracket above it, or a space missing in its line or just above.
pub(super) fn behind(text: &Text, place: Place) -> Option<Problem> {
    if let Some((bracket, at)) = open_bracket(text, place.line) {
        let problem = text.problem(at, "unclosed bracket");
        let line = problem.place.map_or(at.line, |place| place.line);
        return Some(problem.help(&format!("close the `{bracket}` of line {line}")));
    }
    for number in (place.line.saturating_sub(2).max(1)..=place.line).rev() {
        let line = text.line(number);
        let item = line.trim_start().trim_start_matches("- ").trim_start();
        let is_item = line.trim_start().starts_with("- ");
        let start =
            (!is_item || item.contains(':')).then(|| line.chars().count() - item.chars().count());
        if let Some(found) = start.and_then(|start| missing_space(text, number, start)) {
            return Some(found);
        }
        if number < place.line && (line.contains(": ") || line.ends_with(':') || is_item) {
            break;
        }
    }
    None
}

/// A space that is missing after the `-` or `:` of what begins at a place.
pub(super) fn at(text: &Text, place: Place) -> Option<Problem> {
    let (line, start) = (text.line(place.line), place.column.saturating_sub(1) as usize);
    let before: String = line.chars().take(start).collect();
    let is_key = before.trim().is_empty() || before.rfind('{') > before.rfind(['[', '}']);
    is_key.then(|| missing_space(text, place.line, start))?
}

fn missing_space(text: &Text, line: u32, start: usize) -> Option<Problem> {
    let rest: Vec<char> = text.line(line).chars().skip(start).collect();
    let is_name = |c: &char| c.is_alphanumeric() || "-_".contains(*c);
    let at = rest.iter().take_while(|c| is_name(c)).count();
    let sign = match *rest {
        ['-', next, ..] if next.is_alphabetic() => 0,
        [first, ..] if first.is_alphabetic() && rest.get(at) == Some(&':') => at,
        _ => return None,
    };
    let is_apart = rest.get(sign + 1).is_none_or(|next| next.is_whitespace() || *next == '/');
    let place = Place { line, column: narrow(start + sign + 1), length: 1 };
    let sign = rest[sign];
    let problem = text.problem(place, &format!("missing space after `{sign}`"));
    (!is_apart).then(|| problem.help(&format!("write a space after `{sign}`")))
}

/// The bracket that is still open where a line begins, though this line is not within it by its indentation.
fn open_bracket(text: &Text, before: u32) -> Option<(char, Place)> {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    let (mut open, mut quote) = (Vec::new(), None);
    for number in 1..before {
        let (mut last, mut previous) = (None, ' ');
        for (column, c) in text.line(number).chars().enumerate() {
            let begins = match last {
                None | Some('[' | '{') => true,
                Some(',') => !open.is_empty(),
                Some(sign) => ":-".contains(sign) && previous == ' ',
            };
            match (quote, c) {
                (Some(mark), _) => quote = quote.filter(|_| c != mark || previous == '\\'),
                (None, '"' | '\'') if begins => quote = Some(c),
                (None, '#') if previous == ' ' => break,
                (None, '[' | '{') if begins || !open.is_empty() => {
                    let place = Place { line: number, column: narrow(column + 1), length: 1 };
                    open.push((c, place, last.is_some()));
                }
                (None, ']' | '}') => drop(open.pop()),
                _ => {}
            }
            last = Some(c).filter(|c| *c != ' ').or(last);
            previous = c;
        }
    }
    let (bracket, at, is_value) = open.pop()?;
    let (line, above) = (text.line(before), text.line(at.line));
    let is_outside = indent(line) <= indent(above) && !line.trim_start().starts_with([']', '}']);
    (is_value && is_outside).then_some((bracket, at))
}
