//! `setup.py`, as text: the literal lists of `install_requires` and the literal `name`.

use super::super::python::tokens;
use super::super::python::tokens::{Token, TokenKind};
use super::super::report::Place;
use super::names;
use super::{Scope, Statement};

/// Reads a `setup.py` without running it. What is computed there stays unknown.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let tokens = tokens::of(text.as_bytes());
    let mut statement = Statement::default();
    for (index, window) in tokens.windows(3).enumerate() {
        let [name, equals, value] = window else { continue };
        if name.kind != TokenKind::Name || !equals.is_op(b'=') {
            continue;
        }
        match (name.text(text.as_bytes()), value.kind) {
            (b"name", TokenKind::Text) => {
                let literal = String::from_utf8_lossy(value.literal(text.as_bytes()));
                statement.package = names::normalise(&literal).or(statement.package.take());
            }
            (b"install_requires" | b"requires", _) if value.is_op(b'[') => {
                list(&mut statement, &tokens[index + 3..], (path, text));
            }
            _ => {}
        }
    }
    statement
}

/// The strings up to the closing bracket.
fn list(statement: &mut Statement, tokens: &[Token], (path, text): (&str, &str)) {
    for token in tokens.iter().take_while(|token| !token.is_op(b']')) {
        if token.kind == TokenKind::Text {
            let literal = String::from_utf8_lossy(token.literal(text.as_bytes()));
            statement.push(&literal, Scope::Runtime, Place::new(path, token.line as usize));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_lists_are_read() {
        let text = "from setuptools import setup\n# install_requires=['django']\nsetup(\n  \
                    name='Flask',\n  install_requires=[\n    'Werkzeug>=3',\n  ],\n)\n";
        let found = read("setup.py", text);
        assert_eq!(found.package.as_deref(), Some("flask"));
        assert_eq!(found.dependencies.len(), 1);
        assert_eq!(found.dependencies[0].place.line, 6);
    }
}
