//! The lists in a `setup.py`, as far as they are written out. Nothing of it is run.

use std::collections::BTreeMap;

use super::super::tokens::{Token, TokenKind, tokens};
use super::manifest::Entry;

/// Values that are kept: variables that add one another up could double without end.
const MOST_VALUES: usize = 10_000;
/// Tokens of values that are read: each counts once for every value around it.
const MOST_TOKENS: usize = 200_000;
/// Tokens of the longest annotation.
const LONGEST_ANNOTATION: usize = 50;

/// What makes a list of another, with the same values.
const COPIES: [&str; 5] = ["list", "tuple", "set", "sorted", "frozenset"];
/// The arguments that are also looked for as keys of a dictionary.
const ARGUMENTS: [&str; 2] = ["install_requires", "extras_require"];

/// Texts with their lines; `?` stands for what is computed.
type Values<'a> = Vec<(&'a str, usize)>;

#[derive(Default)]
struct Scan<'a> {
    entries: Vec<Entry<'a>>,
    /// The values of each variable, argument, and key of a dictionary.
    known: BTreeMap<Vec<&'a str>, Values<'a>>,
}

/// What arguments, variables and dictionaries hold, in the order of the file.
pub(super) fn entries(text: &str) -> Vec<Entry<'_>> {
    let tokens = tokens(text);
    let (mut scan, mut left) = (Scan::default(), MOST_TOKENS);
    for at in 0..tokens.len() {
        if let Some((keys, value)) = target(&tokens[at..])
            && scan.entries.len() < MOST_VALUES
            && left > 0
        {
            let value = expression(value);
            left = left.saturating_sub(value.len() + 1);
            scan.assign(&keys, value);
        }
    }
    scan.entries
}

/// The keys that the tokens give a value to, and where it begins.
fn target<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Vec<&'a str>, &'t [Token<'a>])> {
    let [first, rest @ ..] = tokens else { return None };
    let (name, is_text) = (first.text, first.kind == TokenKind::Text);
    if is_text && ARGUMENTS.contains(&name) && rest.first()?.is(":") {
        return Some((vec![name], &rest[1..]));
    } else if first.kind != TokenKind::Name {
        return None;
    }
    match rest {
        [equals, value @ ..] if equals.is("=") => Some((vec![name], value)),
        [plus, equals, value @ ..] if plus.is("+") && equals.is("=") => Some((vec![name], value)),
        [dot, method, open, value @ ..]
            if dot.is(".") && ["append", "extend"].contains(&method.text) && open.is("(") =>
        {
            Some((vec![name], value))
        }
        [open, key, close, equals, value @ ..]
            if open.is("[") && key.kind == TokenKind::Text && close.is("]") && equals.is("=") =>
        {
            let is_argument = ARGUMENTS.contains(&key.text);
            Some((if is_argument { vec![key.text] } else { vec![name, key.text] }, value))
        }
        // `requires: list[str] = []`, where a statement ends before the next one.
        [colon, annotation @ ..] if colon.is(":") => {
            let near = &annotation[..annotation.len().min(LONGEST_ANNOTATION)];
            let length = expression(near).iter().position(|token| token.is("="))?;
            Some((vec![name], &annotation[length + 1..]))
        }
        _ => None,
    }
}

/// The tokens up to the comma, the bracket or the line that ends an expression.
fn expression<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut depth = 0_usize;
    let mut ends = |token: &Token<'_>| {
        let is_one_of = |signs: [&str; 3]| signs.iter().any(|sign| token.is(sign));
        if is_one_of(["(", "[", "{"]) {
            depth += 1;
        } else if depth > 0 {
            depth -= usize::from(is_one_of([")", "]", "}"]));
        } else {
            return is_one_of([")", "]", "}"]) || token.is(",");
        }
        false
    };
    let is_end = |token: &Token<'_>| token.kind == TokenKind::Newline || ends(token);
    let end = tokens.iter().position(is_end).unwrap_or(tokens.len());
    &tokens[..end]
}

impl<'a> Scan<'a> {
    fn assign(&mut self, keys: &[&'a str], value: &[Token<'a>]) {
        let line = value.first().map_or(1, |token| token.line);
        match value {
            [open, key, colon, ..]
                if open.is("{") && key.kind == TokenKind::Text && colon.is(":") =>
            {
                let mut rest = &value[1..];
                while let [key, colon, after @ ..] = rest
                    && key.kind == TokenKind::Text
                    && colon.is(":")
                {
                    let value = expression(after);
                    let values = self.values(value);
                    self.add(&[keys, &[key.text]].concat(), values);
                    rest = after.get(value.len() + 1..).unwrap_or_default();
                }
                if rest.first().is_some_and(|token| !token.is("}")) {
                    self.add(&[keys, &[""]].concat(), vec![("?", line)]);
                }
            }
            [open, close] if open.is("{") && close.is("}") => {}
            [name] if keys == ["extras_require"] && name.kind == TokenKind::Name => {
                let is_group = |group: &&Vec<&str>| group.len() == 2 && group[0] == name.text;
                let groups: Vec<Vec<&str>> = self.known.keys().filter(is_group).cloned().collect();
                if groups.is_empty() {
                    self.add(&[keys, &[""]].concat(), vec![("?", line)]);
                }
                for group in groups {
                    let values = self.known[&group].clone();
                    self.add(&[keys[0], group[1]], values);
                }
            }
            _ if keys == ["extras_require"] => self.add(&[keys[0], ""], vec![("?", line)]),
            _ => {
                let values = self.values(value);
                self.add(keys, values);
            }
        }
    }

    fn add(&mut self, keys: &[&'a str], values: Values<'a>) {
        let entry = |&(value, line): &(&'a str, usize)| Entry { keys: keys.to_vec(), value, line };
        self.entries.extend(values.iter().map(entry));
        self.known.entry(keys.to_vec()).or_default().extend(values);
    }

    /// The texts of an expression, with `?` before them if there is more.
    fn values(&self, expression: &[Token<'a>]) -> Values<'a> {
        let mut values: Values<'a> = Vec::new();
        let (mut is_computed, mut at) = (expression.is_empty(), 0);
        while let Some(token) = expression.get(at).filter(|_| values.len() < MOST_VALUES) {
            let after_dot = at > 0 && expression[at - 1].is(".");
            at += 1;
            let is_call = expression.get(at).is_some_and(|next| next.is("("));
            match token.kind {
                TokenKind::Text => values.extend(token.text.lines().map(|text| (text, token.line))),
                TokenKind::Name if after_dot || !self.known.contains_key(&vec![token.text]) => {
                    if is_call && !after_dot && COPIES.contains(&token.text) {
                        continue;
                    }
                    let arguments =
                        if is_call { self::expression(&expression[at + 1..]) } else { &[] };
                    at += if is_call { arguments.len() + 1 } else { 0 };
                    match (token.text, arguments) {
                        ("split", []) if after_dot => {
                            let words = |(text, line): &(&'a str, usize)| {
                                let line = *line;
                                text.split_whitespace().map(move |word| (word, line)).collect()
                            };
                            values = values.iter().flat_map::<Values<'a>, _>(words).collect();
                        }
                        ("split", [one]) if after_dot && one.kind == TokenKind::Text => {
                            let parts = |(text, line): &(&'a str, usize)| {
                                let line = *line;
                                text.split(one.text).map(move |part| (part, line)).collect()
                            };
                            values = values.iter().flat_map::<Values<'a>, _>(parts).collect();
                        }
                        ("strip" | "splitlines", []) if after_dot => {}
                        ("for", _) => return vec![("?", token.line)],
                        ("if", _) => {
                            is_computed = true;
                            break;
                        }
                        _ => is_computed = true,
                    }
                }
                TokenKind::Name => values.extend(&self.known[&vec![token.text]]),
                TokenKind::Sign if "()[]{},+*.".contains(token.text) => {}
                _ => {
                    is_computed = true;
                    break;
                }
            }
        }
        if is_computed {
            values.insert(0, ("?", expression.first().map_or(1, |token| token.line)));
        }
        values
    }
}
