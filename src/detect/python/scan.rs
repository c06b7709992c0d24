//! From tokens to facts: imports, class bases, calls, assignments, telling strings.

use std::collections::{HashMap, HashSet};

use super::facts::{Facts, Seen};
use super::tokens;
use super::tokens::{Token, TokenKind};

/// Modules kept for one file; nobody writes that many imports.
const MOST_IMPORTS: usize = 500;
/// Strings kept for one file.
const MOST_STRINGS: usize = 500;
/// A string longer than this names no module.
const LONGEST_STRING: usize = 80;

/// What is worth noting; everything else leaves no trace and costs no memory.
#[derive(Debug, Default)]
pub(in crate::detect) struct Wanted {
    /// Names, by what they are: `models.Model` as a base, and so on.
    pub(in crate::detect) names: HashMap<(Seen, &'static [u8]), &'static str>,
    /// First parts of the modules that say something.
    pub(in crate::detect) roots: HashSet<Vec<u8>>,
}

impl Wanted {
    fn name(&self, what: Seen, name: &[u8]) -> Option<&'static str> {
        // The map may be looked into as one with shorter-lived keys.
        let names: &HashMap<(Seen, &[u8]), &'static str> = &self.names;
        names.get(&(what, name)).copied()
    }

    fn has_root(&self, dotted: &[u8]) -> bool {
        let end = dotted.iter().position(|b| *b == b'.').unwrap_or(dotted.len());
        self.roots.contains(&dotted[..end])
    }
}

#[derive(Debug)]
struct Scan<'a> {
    source: &'a [u8],
    tokens: &'a [Token],
    wanted: &'a Wanted,
    facts: Facts,
}

/// Reads the facts of a file.
pub(in crate::detect) fn facts(source: &[u8], wanted: &Wanted) -> Facts {
    let tokens = tokens::of(source);
    let facts = Facts { lines: code_lines(&tokens), ..Facts::default() };
    let mut scan = Scan { source, tokens: &tokens, wanted, facts };
    let mut start = 0;
    while start < tokens.len() {
        let rest = tokens[start..].iter().position(|token| token.kind == TokenKind::Newline);
        let end = start + rest.unwrap_or(tokens.len() - start);
        scan.statement(start, end);
        start = end + 1;
    }
    scan.facts
}

/// Lines on which code begins; a string that stands alone is documentation.
fn code_lines(tokens: &[Token]) -> usize {
    let (mut count, mut last, mut fresh) = (0, 0, true);
    for (index, token) in tokens.iter().enumerate() {
        let ends = tokens.get(index + 1).is_none_or(|next| next.kind == TokenKind::Newline);
        let alone = fresh && ends && token.kind == TokenKind::Text;
        fresh = token.kind == TokenKind::Newline;
        if !fresh && !alone && token.line != last {
            count += 1;
            last = token.line;
        }
    }
    count
}

impl<'a> Scan<'a> {
    fn name(&self, at: usize) -> &'a [u8] {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Name => token.text(self.source),
            _ => &[],
        }
    }

    fn is_op(&self, at: usize, sign: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_op(sign))
    }

    fn line(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| token.line)
    }

    fn note(&mut self, what: Seen, name: &[u8], line: u32) {
        if let Some(known) = self.wanted.name(what, name) {
            self.facts.seen.entry((what, known)).or_insert(line);
        }
    }

    fn statement(&mut self, start: usize, end: usize) {
        match self.name(start) {
            b"import" => return self.import(start + 1, end),
            b"from" => return self.import_from(start + 1, end),
            b"class" => self.class(start + 1, end),
            b"def" => self.note(Seen::Def, self.name(start + 1), self.line(start)),
            b"async" if self.name(start + 1) == b"def" => {
                self.note(Seen::AsyncDef, b"", self.line(start));
            }
            _ if self.is_op(start + 1, b'=') && !self.is_op(start + 2, b'=') => {
                self.note(Seen::Assign, self.name(start), self.line(start));
            }
            _ if self.is_op(start + 1, b'+') && self.is_op(start + 2, b'=') => {
                self.note(Seen::Assign, self.name(start), self.line(start));
            }
            _ => {}
        }
        self.expressions(start, end);
    }

    /// `import a.b as x, c`.
    fn import(&mut self, mut at: usize, end: usize) {
        while at < end {
            let line = self.line(at);
            let (name, after) = self.dotted(at);
            self.keep_import(&name, line);
            let comma = (after..end).find(|at| self.is_op(*at, b','));
            at = comma.map_or(end, |comma| comma + 1);
        }
    }

    /// `from a.b import (c, d as e)`; relative imports are the project's own.
    fn import_from(&mut self, at: usize, end: usize) {
        let line = self.line(at);
        let (module, after) = self.dotted(at);
        if module.is_empty() || self.name(after) != b"import" {
            return;
        }
        self.keep_import(&module, line);
        let mut fresh = true;
        for at in after + 1..end {
            if fresh && !self.name(at).is_empty() {
                let inner = [module.as_slice(), b".", self.name(at)].concat();
                self.keep_import(&inner, line);
                fresh = false;
            }
            fresh |= self.is_op(at, b',');
        }
    }

    fn keep_import(&mut self, name: &[u8], line: u32) {
        if !self.wanted.has_root(name) || self.facts.imports.len() >= MOST_IMPORTS {
            return;
        }
        if let Ok(name) = str::from_utf8(name) {
            self.facts.imports.entry(name.to_owned()).or_insert(line);
        }
    }

    /// The dotted name that begins at a token, and the token after it.
    fn dotted(&self, mut at: usize) -> (Vec<u8>, usize) {
        let mut name = self.name(at).to_vec();
        if name.is_empty() {
            return (name, at);
        }
        at += 1;
        while self.is_op(at, b'.') && !self.name(at + 1).is_empty() {
            name.push(b'.');
            name.extend_from_slice(self.name(at + 1));
            at += 2;
        }
        (name, at)
    }

    /// The bases of `class Name(a.B, C):`.
    fn class(&mut self, at: usize, end: usize) {
        let mut base = at + 2;
        while self.is_op(at + 1, b'(') && base < end && !self.is_op(base, b')') {
            let (name, after) = self.dotted(base);
            if !name.is_empty() && !self.is_op(after, b'=') {
                self.note(Seen::Base, &name, self.line(base));
            }
            base = after.max(base + 1);
            while base < end && !self.is_op(base, b',') && !self.is_op(base, b')') {
                base += 1;
            }
            base += usize::from(self.is_op(base, b','));
        }
    }

    /// Calls, decorators and strings, wherever they stand in the statement.
    fn expressions(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            match self.tokens[at].kind {
                TokenKind::Name => at = self.call(start, at),
                TokenKind::Text => {
                    self.string(at);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    fn call(&mut self, start: usize, at: usize) -> usize {
        let decorates = at == start + 1 && self.is_op(start, b'@');
        let mut after = at + 1;
        while self.is_op(after, b'.') && !self.name(after + 1).is_empty() {
            after += 2;
        }
        let defines = at > start && matches!(self.name(at - 1), b"def" | b"class");
        let begins_inside = at > start && self.is_op(at - 1, b'.');
        if (decorates || self.is_op(after, b'(')) && !defines && !begins_inside {
            let (name, _) = self.dotted(at);
            self.note(Seen::Call, &name, self.line(at));
        }
        after
    }

    fn string(&mut self, at: usize) {
        let token = self.tokens[at];
        let text = token.literal(self.source);
        self.note(Seen::Text, text, token.line);
        let dotted = |b: &u8| b.is_ascii_alphanumeric() || b"._".contains(b);
        let fits = text.len() <= LONGEST_STRING && self.facts.strings.len() < MOST_STRINGS;
        if fits && text.iter().all(dotted) && self.wanted.has_root(text) {
            let text = String::from_utf8_lossy(text).into_owned();
            self.facts.strings.entry(text).or_insert(token.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Facts {
        let names: [(Seen, &'static str); 6] = [
            (Seen::Base, "models.Model"),
            (Seen::Call, "Flask"),
            (Seen::Call, "admin.register"),
            (Seen::Def, "create_app"),
            (Seen::Assign, "INSTALLED_APPS"),
            (Seen::AsyncDef, ""),
        ];
        let wanted = names.into_iter().map(|(seen, name)| ((seen, name.as_bytes()), name));
        let roots = ["a", "flask", "os", "django"].map(|root| root.as_bytes().to_vec());
        let wanted = Wanted { names: wanted.collect(), roots: roots.into() };
        facts(source.as_bytes(), &wanted)
    }

    #[test]
    fn imports_of_all_forms() {
        let found = of("import os, flask as f\nfrom a.b import (c as d,\n  e)\nfrom . import x\n");
        let names: Vec<_> = found.imports.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.b", "a.b.c", "a.b.e", "flask", "os"]);
        assert!(found.imports("a"));
        assert!(!found.imports("fla"));
    }

    #[test]
    fn bases_calls_and_assignments() {
        let found = of("class A(models.Model, metaclass=M):\n  x = Flask(__name__)\n\
                        @admin.register(A)\nclass B(C[models.Model]): pass\n\
                        def create_app(): pass\nasync def f(): pass\nINSTALLED_APPS += ['a.b']\n");
        let lines: Vec<u32> = found.seen.values().copied().collect();
        assert_eq!(found.seen.len(), 6, "{:?}", found.seen);
        assert_eq!(lines, [1, 2, 3, 5, 6, 7]);
        assert_eq!(found.strings.get("a.b"), Some(&7));
    }

    #[test]
    fn mentions_are_no_use() {
        let found = of(
            "'''\nfrom flask import Flask\n'''\n# Flask(__name__)\nx.Flask()\nclass Flask(): pass\n",
        );
        assert!(found.imports.is_empty());
        assert!(found.seen.is_empty(), "{:?}", found.seen);
        assert_eq!(found.lines, 2);
    }
}
