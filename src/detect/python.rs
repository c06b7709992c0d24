//! From tokens to facts: imports, class bases, calls, assignments, handlers, telling strings.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use super::signs::Seen;
use super::tokens::{Token, TokenKind, tokens};

/// Imports kept for one file, and strings.
const MOST_KEPT: usize = 500;
/// A longer string names no module.
const LONGEST_STRING: usize = 80;

/// Methods of a class that answer requests, and decorators that make a function answer them.
const VERBS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const ROUTES: [&str; 3] = ["route", "websocket", "api_route"];

/// What one file shows, before anybody judges it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Modules imported by their absolute names, with the line of the first import of each.
    /// `from a.b import c` counts for `a.b` and for `a.b.c`.
    pub(super) imports: BTreeMap<String, usize>,
    /// What was seen, with the line where it first was.
    pub(super) seen: BTreeMap<(Seen, &'static str), usize>,
    /// Strings that may name an app, a middleware or a database engine, with their lines.
    pub(super) strings: BTreeMap<String, usize>,
    /// Functions that answer requests: under a decorator for a route, or with the arguments of a view.
    pub(super) handlers: usize,
    /// Those of them under a decorator for a route.
    pub(super) routes: usize,
    /// The lines of the handlers that are asynchronous.
    pub(super) asynchronous: Vec<usize>,
    /// Lines on which code begins, without documentation strings.
    pub(super) lines: usize,
}

impl Facts {
    pub(super) fn imports(&self, module: &str) -> bool {
        self.import_line(module).is_some()
    }

    /// The line of the first import of a module or of something in it.
    pub(super) fn import_line(&self, module: &str) -> Option<usize> {
        let from = self.imports.range::<str, _>((Bound::Included(module), Bound::Unbounded));
        let inside = from.take_while(|(name, _)| name.starts_with(module));
        inside.filter(|(name, _)| is_within(name, module)).map(|(_, line)| *line).min()
    }

    /// The line of the first string that names a module or something in it.
    pub(super) fn string_line(&self, module: &str) -> Option<usize> {
        let inside = self.strings.iter().filter(|(text, _)| is_within(text, module));
        inside.map(|(_, line)| *line).min()
    }

    /// The line where something was first seen.
    pub(super) fn line_of(&self, what: Seen, name: &str) -> Option<usize> {
        self.seen.iter().find(|((seen, known), _)| *seen == what && *known == name).map(|s| *s.1)
    }
}

fn is_within(name: &str, module: &str) -> bool {
    name.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What is worth noting; everything else costs no memory.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Names, by what they are: `models.Model` as a base, and so on.
    pub(super) names: HashMap<(Seen, &'static str), &'static str>,
    /// First parts of the modules that say something.
    pub(super) roots: HashSet<String>,
}

impl Wanted {
    fn has_root(&self, dotted: &str) -> bool {
        self.roots.contains(root_of(dotted))
    }
}

/// The first part of a module's name.
pub(super) fn root_of(module: &str) -> &str {
    module.split('.').next().unwrap_or(module)
}

/// Reads the facts of a file.
pub(super) fn facts(source: &str, wanted: &Wanted) -> Facts {
    let tokens = tokens(source);
    let mut scan = Scan { wanted, facts: Facts::default(), routed: Routed::No, setting: "" };
    let mut last_line = 0;
    for statement in tokens.split(|token| token.kind == TokenKind::Newline) {
        if let [Token { kind: TokenKind::Text, .. }] = statement {
            continue;
        }
        for token in statement {
            scan.facts.lines += usize::from(token.line != last_line);
            last_line = token.line;
        }
        scan.statement(statement);
    }
    scan.facts
}

struct Scan<'a> {
    wanted: &'a Wanted,
    facts: Facts,
    routed: Routed,
    /// The name that the statement assigns to; empty where it assigns to none.
    setting: &'a str,
}

/// Where the scan is, seen from the decorator for a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Routed {
    No,
    /// Between the decorator and the function.
    Next,
    /// In the function.
    Inside,
}

impl<'a> Scan<'a> {
    /// Notes a name; in `a.b.c` also `*.b.c` and `*.c`, whatever the receiver is, and `a.b`.
    fn note(&mut self, what: Seen, name: &str, line: usize) {
        // The map may be looked into as one with shorter-lived keys.
        let names: &HashMap<(Seen, &str), &'static str> = &self.wanted.names;
        let mut keep = |name: &str| {
            if let Some(known) = names.get(&(what, name)) {
                self.facts.seen.entry((what, known)).or_insert(line);
            }
        };
        keep(name);
        if what == Seen::Call {
            for (dot, _) in name.match_indices('.') {
                keep(&format!("*{}", &name[dot..]));
                keep(&name[..dot]);
            }
        }
    }

    fn statement(&mut self, tokens: &[Token<'a>]) {
        let Some(first) = tokens.first() else { return };
        let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token.is(sign));
        self.setting = "";
        match name(tokens, 0) {
            "import" => return self.import(&tokens[1..]),
            "from" => return self.import_from(&tokens[1..]),
            "class" => {
                self.bases(tokens);
                self.routed = Routed::No;
            }
            "def" => self.function(&tokens[1..], false),
            "async" if name(tokens, 1) == "def" => self.function(&tokens[2..], true),
            "return" if self.routed == Routed::Inside && (is(1, "{") || is(1, "[")) => {
                self.note(Seen::Call, "return {}", first.line);
            }
            "" if first.is("@") => {
                let (decorator, _) = dotted(tokens, 1);
                let (_, last) = decorator.rsplit_once('.').unwrap_or_default();
                if ROUTES.contains(&last) || VERBS.contains(&last) {
                    self.routed = Routed::Next;
                }
            }
            assigned => {
                let equals = match tokens.get(1).map(|token| token.text) {
                    Some("=") if !is(2, "=") => Some(1),
                    Some("+") if is(2, "=") => Some(2),
                    Some(":") => tokens.iter().position(|token| token.is("=")),
                    _ => None,
                };
                if let Some(equals) = equals {
                    self.setting = assigned;
                    self.note(Seen::Setting, assigned, first.line);
                    let value = tokens[equals + 1..].iter().take(3).map(|token| token.text);
                    if !["[]", "()", "{}", "None"].contains(&&*value.collect::<String>()) {
                        self.note(Seen::Assign, assigned, first.line);
                    }
                }
            }
        }
        self.expressions(tokens);
    }

    /// Counts a function that answers requests; the tokens begin at its name.
    fn function(&mut self, tokens: &[Token<'_>], is_async: bool) {
        let first_argument = name(tokens, 2);
        self.facts.routes += usize::from(self.routed == Routed::Next);
        let is_method = VERBS.contains(&name(tokens, 0)) && first_argument == "self";
        if self.routed == Routed::Next || is_method || first_argument == "request" {
            self.facts.handlers += 1;
            self.facts.asynchronous.extend(is_async.then(|| tokens[0].line));
        }
        self.routed = if self.routed == Routed::Next { Routed::Inside } else { Routed::No };
    }

    /// `import a.b as x, c`.
    fn import(&mut self, tokens: &[Token<'_>]) {
        for part in tokens.split(|token| token.is(",")) {
            let (module, _) = dotted(part, 0);
            self.keep_import(&module, part.first().map_or(0, |token| token.line));
        }
    }

    /// `from a.b import (c, d as e)`; relative imports are the project's own.
    fn import_from(&mut self, tokens: &[Token<'_>]) {
        let (module, after) = dotted(tokens, 0);
        if module.is_empty() || name(tokens, after) != "import" {
            return;
        }
        let line = tokens[0].line;
        self.keep_import(&module, line);
        for part in tokens[after + 1..].split(|token| token.is(",")) {
            if let Some(token) = part.iter().find(|token| token.kind == TokenKind::Name) {
                self.keep_import(&format!("{module}.{}", token.text), line);
            }
        }
    }

    fn keep_import(&mut self, name: &str, line: usize) {
        if self.wanted.has_root(name) && self.facts.imports.len() < MOST_KEPT {
            self.facts.imports.entry(name.to_owned()).or_insert(line);
        }
    }

    /// The bases of `class Name(a.B, C, key=value):`.
    fn bases(&mut self, tokens: &[Token<'_>]) {
        if !tokens.get(2).is_some_and(|token| token.is("(")) {
            return;
        }
        for base in tokens[3..].split(|token| token.is(",") || token.is(")")) {
            let (base_name, after) = dotted(base, 0);
            if !base_name.is_empty() && !base.get(after).is_some_and(|token| token.is("=")) {
                self.note(Seen::Base, &base_name, base[0].line);
            }
        }
    }

    /// Calls, decorators and strings, wherever they stand in the statement.
    fn expressions(&mut self, tokens: &[Token<'_>]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if token.kind == TokenKind::Text {
                self.string(token);
            }
            if token.kind != TokenKind::Name {
                at += 1;
                continue;
            }
            let (called, after) = dotted(tokens, at);
            let decorates = at == 1 && tokens[0].is("@");
            let is_call = decorates
                || called.contains('.')
                || tokens.get(after).is_some_and(|token| token.is("("));
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let other =
                before.is_some_and(|token| token.is(".") || ["def", "class"].contains(&token.text));
            if is_call && !other {
                self.note(Seen::Call, &called, token.line);
            }
            at = after;
        }
    }

    fn string(&mut self, token: &Token<'_>) {
        let text = token.text;
        self.note(Seen::Text, text, token.line);
        if self.setting == "AUTHENTICATION_BACKENDS" {
            let backend = text.to_ascii_lowercase();
            let known = self.wanted.names.keys().filter(|(seen, _)| *seen == Seen::Backend);
            for (_, part) in known.filter(|(_, part)| backend.contains(part)) {
                self.note(Seen::Backend, part, token.line);
            }
        }
        // A bare word names a package only in a list of apps.
        let named = text.contains('.') || self.setting.ends_with("APPS");
        let is_dotted = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b));
        let has_room = self.facts.strings.len() < MOST_KEPT && text.len() <= LONGEST_STRING;
        if named && is_dotted && has_room && self.wanted.has_root(text) {
            self.facts.strings.entry(text.to_owned()).or_insert(token.line);
        }
    }
}

/// The name at a place; empty where there is none.
fn name<'s>(tokens: &[Token<'s>], at: usize) -> &'s str {
    tokens.get(at).filter(|token| token.kind == TokenKind::Name).map_or("", |token| token.text)
}

/// The dotted name that begins at a place, and the place after it.
fn dotted(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let mut dotted = name(tokens, at).to_owned();
    let mut after = at + usize::from(!dotted.is_empty());
    while after > at && tokens.get(after).is_some_and(|token| token.is(".")) {
        let next = name(tokens, after + 1);
        if next.is_empty() {
            break;
        }
        dotted.push('.');
        dotted.push_str(next);
        after += 2;
    }
    (dotted, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Facts {
        let names: [(Seen, &'static str); 7] = [
            (Seen::Backend, "oidc"),
            (Seen::Call, "return {}"),
            (Seen::Call, "*.test_client"),
            (Seen::Base, "models.Model"),
            (Seen::Call, "Flask"),
            (Seen::Call, "admin.register"),
            (Seen::Assign, "INSTALLED_APPS"),
        ];
        let names = names.into_iter().map(|(seen, name)| ((seen, name), name)).collect();
        let roots = ["a", "flask", "os", "django"].map(str::to_owned).into();
        facts(source, &Wanted { names, roots })
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
        let lines: Vec<usize> = found.seen.values().copied().collect();
        assert_eq!(lines, [1, 2, 3, 7], "{:?}", found.seen);
        assert_eq!(found.handlers, 0);
        assert_eq!(found.strings.get("a.b"), Some(&7));
    }

    #[test]
    fn handlers_are_told_from_helpers() {
        let found = of("@bp.get('/')\n@login_required\nasync def a():\n  return {'a': 1}\n\
                        async def b():\n  return {}\ndef c(request): pass\n\
                        class V:\n  def get(self): pass\n");
        assert_eq!((found.handlers, found.asynchronous), (3, vec![3]));
        assert_eq!(found.seen.into_iter().collect::<Vec<_>>(), [((Seen::Call, "return {}"), 4)]);
    }

    #[test]
    fn settings_have_values_and_apps() {
        let found = of("INSTALLED_APPS = []\nX = 'flask'\nMORE_APPS: list[str] = ['flask']\n\
                        AUTHENTICATION_BACKENDS = ['x.Oidc']\nc = app.test_client()\n");
        assert_eq!(found.strings.get("flask"), Some(&3));
        let seen: Vec<_> = found.seen.keys().map(|(_, name)| *name).collect();
        assert_eq!(seen, ["*.test_client", "oidc"]);
        assert_eq!(found.line_of(Seen::Backend, "oidc"), Some(4));
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
