//! From tokens to facts: imports, class bases, calls, assignments, handlers, telling strings.

use std::collections::HashMap;

use super::facts::{Facts, Wanted, root_of};
use super::signs::Seen;
use super::syntax::{assignment, begins_word, dotted, is_dummy, is_empty, name};
use super::tokens::{Token, TokenKind, tokens};

/// Imports kept for one file, and strings.
const MOST_KEPT: usize = 500;
/// A longer string names no module.
const LONGEST_STRING: usize = 80;

/// Reads the facts of a file.
pub(super) fn facts(source: &str, wanted: &Wanted) -> Facts {
    let tokens = tokens(source);
    let mut scan = Scan {
        wanted,
        facts: Facts::default(),
        bound: HashMap::new(),
        lists: HashMap::new(),
        helpers: HashMap::new(),
        registered: Vec::new(),
        routed: Routed::No,
        in_view: false,
        decorated: false,
        setting: "",
    };
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
    scan.count_registered();
    scan.facts
}

pub(super) struct Scan<'a> {
    pub(super) wanted: &'a Wanted,
    pub(super) facts: Facts,
    /// What the imported names stand for, and whether the import may never run.
    bound: HashMap<&'a str, (String, bool)>,
    /// Lists of texts, by the names that they are assigned to.
    lists: HashMap<&'a str, &'a [Token<'a>]>,
    /// Functions that do not answer requests, as far as is seen, and the line of each that is asynchronous.
    pub(super) helpers: HashMap<&'a str, Option<usize>>,
    /// The names in each call that registers a function for a path.
    pub(super) registered: Vec<Vec<&'a str>>,
    pub(super) routed: Routed,
    /// Whether the class answers requests.
    pub(super) in_view: bool,
    /// Whether an object's decorator stands above the function, which makes it something else than a view.
    pub(super) decorated: bool,
    /// The name that the statement assigns to; empty where it assigns to none.
    setting: &'a str,
}

/// Where the scan is, seen from the decorator for a route.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Routed {
    No,
    /// Between the decorator and the function.
    Next,
    /// In a function that answers requests.
    Inside,
}

impl<'a> Scan<'a> {
    /// Notes a name; in a call of `a.b.c` also `*.b.c` and `*.c`, whatever the receiver is, and `a.b`.
    pub(super) fn note(&mut self, what: Seen, name: &str, line: usize) {
        self.note_exact(what, name, line);
        if what == Seen::Call {
            for (dot, _) in name.match_indices('.') {
                self.note_exact(what, &format!("*{}", &name[dot..]), line);
                self.note_exact(what, &name[..dot], line);
            }
        }
    }

    fn note_exact(&mut self, what: Seen, name: &str, line: usize) {
        // The map may be looked into as one with shorter-lived keys.
        let names: &HashMap<(Seen, &str), &'static str> = &self.wanted.names;
        if let Some(known) = names.get(&(what, name)) {
            self.facts.seen.entry((what, known)).or_insert(line);
        }
    }

    /// Notes a name as written and, where an import gave it, by its own and its full name, which is then imported too.
    pub(super) fn note_use(&mut self, what: Seen, name: &str, line: usize) {
        self.note(what, name, line);
        let root = root_of(name);
        let Some((module, guarded)) = self.bound.get(root) else { return };
        let (full, guarded) = (format!("{module}{}", &name[root.len()..]), *guarded);
        let own = module.rfind('.').map_or(0, |dot| dot + 1);
        if full != name {
            self.note_exact(what, &full, line);
            // `from django.db import models as m`: `m.Model` is `models.Model`.
            self.note_exact(what, &full[own..], line);
        }
        if name.contains('.') {
            self.keep_import(&full, line, guarded);
        }
    }

    fn statement(&mut self, tokens: &'a [Token<'a>]) {
        let Some(first) = tokens.first() else { return };
        let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token.is(sign));
        self.setting = "";
        match name(tokens, 0) {
            "import" => return self.import(&tokens[1..], first.spaced),
            "from" => return self.import_from(&tokens[1..], first.spaced),
            "class" => {
                self.in_view = self.bases(tokens);
                (self.routed, self.decorated) = (Routed::No, false);
            }
            "def" => self.function(&tokens[1..], false, first.spaced),
            "async" if name(tokens, 1) == "def" => self.function(&tokens[2..], true, first.spaced),
            "return" if self.routed == Routed::Inside && (is(1, "{") || is(1, "[")) => {
                self.note(Seen::Call, "return {}", first.line);
            }
            "" if first.is("@") => self.decorator(tokens),
            _ => {
                if let Some((assigned, value)) = assignment(tokens) {
                    self.setting = assigned;
                    self.note(Seen::Setting, assigned, first.line);
                    if !is_empty(&tokens[value..]) {
                        self.note(Seen::Assign, assigned, first.line);
                    }
                    if tokens.get(value).is_some_and(|token| token.is("[") || token.is("(")) {
                        self.lists.insert(assigned, &tokens[value..]);
                    } else if let [value] = tokens[value..] {
                        let both = format!("{assigned} = {}", value.text);
                        self.note(Seen::Assign, &both, first.line);
                    }
                }
            }
        }
        self.expressions(tokens);
    }

    /// `import a.b as x, c`.
    fn import(&mut self, tokens: &[Token<'a>], guarded: bool) {
        for part in tokens.split(|token| token.is(",")) {
            let (module, after) = dotted(part, 0);
            self.keep_import(&module, part.first().map_or(0, |token| token.line), guarded);
            if name(part, after) == "as" {
                self.bind(name(part, after + 1), module, guarded);
            } else {
                self.bind(name(part, 0), root_of(&module).to_owned(), guarded);
            }
        }
    }

    /// `from a.b import (c, d as e)`; relative imports are the project's own.
    fn import_from(&mut self, tokens: &[Token<'a>], guarded: bool) {
        let (module, after) = dotted(tokens, 0);
        if module.is_empty() || name(tokens, after) != "import" {
            return;
        }
        let line = tokens[0].line;
        self.keep_import(&module, line, guarded);
        for part in tokens[after + 1..].split(|token| token.is(",")) {
            let mut names = part.iter().filter(|token| token.kind == TokenKind::Name);
            if let Some(token) = names.next() {
                let full = format!("{module}.{}", token.text);
                self.keep_import(&full, line, guarded);
                self.bind(names.next_back().unwrap_or(token).text, full, guarded);
            }
        }
    }

    /// Keeps an import; one that always runs stands for one that may not.
    fn keep_import(&mut self, name: &str, line: usize, guarded: bool) {
        if !self.wanted.has_root(name) || self.facts.imports.len() >= MOST_KEPT {
            return;
        }
        let known = self.facts.imports.get(name).copied();
        if known.is_none_or(|known| !guarded && self.facts.guarded.contains(&known)) {
            self.facts.imports.insert(name.to_owned(), line);
            if guarded {
                self.facts.guarded.insert(line);
            }
        }
    }

    fn bind(&mut self, name: &'a str, module: String, guarded: bool) {
        if self.wanted.has_root(&module) && self.bound.len() < MOST_KEPT {
            self.bound.insert(name, (module, guarded));
        }
    }

    /// Calls, decorators and strings, wherever they stand in the statement.
    fn expressions(&mut self, tokens: &[Token<'a>]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if token.kind == TokenKind::Text {
                let is_logger =
                    at > 1 && ["getLogger", "get_logger"].contains(&name(tokens, at - 2));
                self.string(token, is_logger || self.setting == "LOGGING");
            }
            if token.kind != TokenKind::Name {
                at += 1;
                continue;
            }
            let (called, after) = dotted(tokens, at);
            // `AUTHENTICATION_BACKENDS = MORE + [..]`
            if let Some(list) =
                self.lists.get(called.as_str()).filter(|_| self.sets_backends() && at > 0)
            {
                let texts = list.iter().filter(|token| token.kind == TokenKind::Text);
                texts.for_each(|token| self.backend(token));
            }
            self.register(tokens, &called, after);
            let decorates = at == 1 && tokens[0].is("@");
            let is_call = decorates
                || called.contains('.')
                || tokens.get(after).is_some_and(|token| token.is("("));
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let other =
                before.is_some_and(|token| token.is(".") || ["def", "class"].contains(&token.text));
            if is_call && !other && !self.makes_mail(tokens, &called, after) {
                self.note_use(Seen::Call, &called, token.line);
            }
            // `client("ses").send_email()`
            if at > 1 && tokens[at - 1].is(".") && tokens[at - 2].is(")") {
                self.note(Seen::Call, &format!("*.{called}"), token.line);
            }
            at = after;
        }
    }

    fn sets_backends(&self) -> bool {
        self.setting.contains("AUTH") && self.setting.ends_with("BACKENDS")
    }

    fn backend(&mut self, token: &Token<'_>) {
        let known = self.wanted.names.keys().filter(|(seen, _)| *seen == Seen::Backend);
        let known = known.map(|(_, part)| *part).filter(|part| begins_word(token.text, part));
        // `oauth2_provider` says something else than `oauth`.
        if let Some(part) = known.max_by_key(|part| (part.len(), *part)) {
            self.note(Seen::Backend, part, token.line);
        }
    }

    fn string(&mut self, token: &Token<'_>, is_logger: bool) {
        let text = token.text;
        if !is_logger {
            self.note(Seen::Text, text, token.line);
        }
        if self.sets_backends() {
            self.backend(token);
        }
        // A bare word names a package only in a list of apps.
        let named = text.contains('.') || self.setting.ends_with("APPS");
        let is_dotted = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b));
        let has_room = self.facts.strings.len() < MOST_KEPT && text.len() <= LONGEST_STRING;
        if named && is_dotted && has_room && self.wanted.has_root(text) && !is_dummy(text) {
            self.facts.strings.entry(text.to_owned()).or_insert(token.line);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn of(source: &str) -> Facts {
        let names: [(Seen, &'static str); 14] = [
            (Seen::Backend, "oidc"),
            (Seen::Backend, "oauth"),
            (Seen::Backend, "oauth2_provider"),
            (Seen::Call, "flask.render_template"),
            (Seen::Call, "@websocket"),
            (Seen::Assign, "managed = False"),
            (Seen::Assign, "ROUTERS"),
            (Seen::Text, "audit_log"),
            (Seen::Call, "return {}"),
            (Seen::Call, "*.test_client"),
            (Seen::Base, "models.Model"),
            (Seen::Call, "Flask"),
            (Seen::Call, "admin.register"),
            (Seen::Assign, "INSTALLED_APPS"),
        ];
        let names = names.into_iter().map(|(seen, name)| ((seen, name), name)).collect();
        let roots = ["a", "flask", "os", "django", "ninja"].map(str::to_owned).into();
        facts(source, &Wanted { names, roots, mail: vec!["a.mail"] })
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
    fn names_stand_for_what_was_imported() {
        for (source, call) in [
            ("import flask as f\nf.render_template('a.html')", true),
            ("from flask import render_template as r\nr('a.html')", true),
            ("from .flask import render_template as r\nr('a.html')", false),
        ] {
            assert_eq!(!of(source).seen.is_empty(), call, "{source}");
        }
        let found = of("import flask as f\nfrom a import b\ndef g(x: f.X = b.y): pass\n");
        let names: Vec<_> = found.imports.keys().map(String::as_str).collect();
        assert_eq!(names, ["a", "a.b", "a.b.y", "flask", "flask.X"]);
    }

    #[test]
    fn imports_that_may_never_run_are_told_apart() {
        let found =
            of("try:\n  import a\nexcept X: pass\nimport flask\ndef f():\n  import os\na.b()\n");
        assert_eq!(found.guarded.into_iter().collect::<Vec<_>>(), [2, 6, 7]);
        let found = of("def f():\n  import os\nimport os\n");
        assert_eq!(found.imports["os"], 3);
    }

    #[test]
    fn a_setting_counts_by_its_value() {
        for (source, seen) in [
            ("ROUTERS = list()", ""),
            ("ROUTERS = ()", ""),
            ("ROUTERS: list[str] = []", ""),
            ("ROUTERS = ''", ""),
            ("ROUTERS = env.list('R', default=[])", ""),
            ("ROUTERS = os.environ.get('R', '')", ""),
            ("ROUTERS = {'a': {'X': 'a.dummy.Dummy'}}", ""),
            ("ROUTERS = env.list('R', default=['a.B'])", "ROUTERS"),
            ("ROUTERS = routers()", "ROUTERS"),
            ("ROUTERS.append('a.B')", "ROUTERS"),
            ("app.config['ROUTERS'] = {'a': 'b'}", "ROUTERS"),
            ("managed = True", ""),
            ("managed = False", "managed = False"),
            ("AUTHENTICATION_BACKENDS = ['x.lazoidc.B']", ""),
            ("AUTHENTICATION_BACKENDS = ['x.MyOIDCBackend']", "oidc"),
            ("AUTHENTICATION_BACKENDS.append('x.oidc.B')", "oidc"),
            (
                "AUTHENTICATION_BACKENDS += ['oauth2_provider.backends.OAuth2Backend']",
                "oauth2_provider",
            ),
            ("MORE = ('x.oidc.B',)\nAUTHENTICATION_BACKENDS = MORE + ['y']", "oidc"),
            ("x = 'audit_log'", "audit_log"),
            ("x = logging.getLogger('audit_log')", ""),
        ] {
            let found = of(source);
            let names: Vec<_> = found.seen.keys().map(|(_, name)| *name).collect();
            assert_eq!(names.join(" "), seen, "{source}");
        }
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
