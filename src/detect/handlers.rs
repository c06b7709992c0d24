//! Which functions answer requests, and whether a template makes a page.

use super::kind;
use super::python::{Routed, Scan};
use super::signs::Seen;
use super::syntax::{dotted, name};
use super::tokens::{Token, TokenKind};

/// Methods of a class that answer requests, and decorators that make a function answer them.
const VERBS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];
const ROUTES: [&str; 4] = ["route", "websocket", "api_route", "websocket_route"];
/// How the names of the bases end that make a class answer requests.
const VIEWS: [&str; 5] = ["View", "ViewSet", "Resource", "Endpoint", "Controller"];
/// A file that imports one of these has views, whose first argument has one of these names.
const VIEW_MODULES: [&str; 5] =
    ["django.http", "django.shortcuts", "django.views", "rest_framework", "adrf"];
const REQUESTS: [&str; 3] = ["request", "req", "_request"];
/// Functions kept that do not answer requests as far as is seen.
const MOST_HELPERS: usize = 500;
/// Where a call that registers a function names it, in so many tokens.
const LONGEST_CALL: usize = 64;
/// Calls that make a page or the text of a mail from a template; `PAGES` always make a page.
const RENDERS: [&str; 3] = ["render_template", "render_to_string", "get_template"];
const PAGES: [&str; 2] = ["render", "TemplateResponse"];

impl<'a> Scan<'a> {
    /// The bases of `class Name(a.B, C, key=value):`. Whether one of them answers requests.
    pub(super) fn bases(&mut self, tokens: &[Token<'_>]) -> bool {
        let mut in_view = false;
        if !tokens.get(2).is_some_and(|token| token.is("(")) {
            return in_view;
        }
        for base in tokens[3..].split(|token| token.is(",") || token.is(")")) {
            let (base_name, after) = dotted(base, 0);
            if !base_name.is_empty() && !base.get(after).is_some_and(|token| token.is("=")) {
                self.note_use(Seen::Base, &base_name, base[0].line);
                in_view |= VIEWS.iter().any(|end| base_name.ends_with(end));
            }
        }
        in_view
    }

    /// A decorator for a route has a method of an object, and a path.
    pub(super) fn decorator(&mut self, tokens: &[Token<'_>]) {
        let (decorator, after) = dotted(tokens, 1);
        let Some((_, last)) = decorator.rsplit_once('.') else { return };
        let path = tokens.get(after + 1).filter(|token| token.kind == TokenKind::Text);
        let is_path = |text: &str| text.is_empty() || text.starts_with(['/', '{', '<']);
        let routes = tokens.get(after).is_some_and(|token| token.is("("))
            && (ROUTES.contains(&last) || VERBS.contains(&last))
            && path.is_none_or(|path| is_path(path.text) || self.facts.imports("ninja"));
        if routes {
            self.routed = Routed::Next;
            self.note(Seen::Call, &format!("@{last}"), tokens[0].line);
        }
        self.decorated = true;
    }

    /// Counts a function that answers requests; the tokens begin at its name.
    pub(super) fn function(&mut self, tokens: &[Token<'a>], is_async: bool, indented: bool) {
        let first_argument = name(tokens, 2);
        let routed = self.routed == Routed::Next;
        self.facts.routes += usize::from(routed);
        let is_method = self.in_view
            && indented
            && VERBS.contains(&name(tokens, 0))
            && first_argument == "self";
        let is_view = !indented
            && !self.decorated
            && REQUESTS.contains(&first_argument)
            && VIEW_MODULES.iter().any(|module| self.facts.imports(module));
        let is_handler = routed || is_method || is_view;
        if is_handler {
            self.facts.handlers += 1;
            self.facts.asynchronous.extend(is_async.then(|| tokens[0].line));
        }
        if !is_handler && self.helpers.len() < MOST_HELPERS {
            self.helpers.insert(name(tokens, 0), is_async.then(|| tokens[0].line));
        }
        self.routed = if is_handler { Routed::Inside } else { Routed::No };
        self.decorated = false;
    }

    /// Notes what a call registers for a path: `add_api_route("/path", function)`, `get("/path")(function)`.
    pub(super) fn register(&mut self, tokens: &[Token<'a>], called: &str, after: usize) {
        let is_verb = called.rsplit_once('.').is_some_and(|(_, last)| VERBS.contains(&last));
        let end = tokens.len().min(after + LONGEST_CALL);
        let Some(call) = tokens.get(after..end) else { return };
        let twice = || call.windows(2).any(|two| two[0].is(")") && two[1].is("("));
        let registers = called.ends_with(".add_api_route") || is_verb && twice();
        if registers && self.registered.len() < MOST_HELPERS {
            let names = call.iter().filter(|token| token.kind == TokenKind::Name);
            self.registered.push(names.map(|token| token.text).collect());
        }
    }

    /// Counts the functions of the file that it registers.
    pub(super) fn count_registered(&mut self) {
        for names in std::mem::take(&mut self.registered) {
            let registered = names.into_iter().find_map(|name| self.helpers.remove(name));
            self.facts.handlers += usize::from(registered.is_some());
            self.facts.asynchronous.extend(registered.flatten());
        }
    }

    /// Whether a call makes no page of its template, but a mail: the template's name tells it, or it is not
    /// what a handler returns, in a file that sends mail.
    pub(super) fn makes_mail(&mut self, tokens: &[Token<'_>], called: &str, after: usize) -> bool {
        let last = called.rsplit('.').next().unwrap_or(called);
        let renders = RENDERS.contains(&last);
        if !renders && !PAGES.contains(&last) {
            return false;
        }
        let mut arguments = tokens.iter().skip(after + 1).take(3);
        let Some(template) = arguments.find(|token| token.kind == TokenKind::Text) else {
            return false;
        };
        let returned = self.routed == Routed::Inside && name(tokens, 0) == "return";
        if renders && !returned && self.wanted.mail.iter().any(|module| self.facts.imports(module))
        {
            self.facts.mailed.insert(template.text.to_owned());
            return true;
        }
        kind::is_mail(template.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::python::tests::of;
    use super::*;

    #[test]
    fn handlers_are_told_from_helpers() {
        let found = of("from django.http import X\n\
                        @bp.get('/')\n@login_required\nasync def a():\n  return {'a': 1}\n\
                        async def b():\n  return {}\n@gzip\nasync def c(req): pass\n\
                        class V(a.ListView):\n  def get(self): pass\n");
        assert_eq!((found.handlers, found.asynchronous), (3, vec![4, 9]));
        assert_eq!(found.seen.into_iter().collect::<Vec<_>>(), [((Seen::Call, "return {}"), 5)]);
        for (helper, handlers) in [
            ("async def a(request): pass", 0),
            ("from django.conf import settings\nasync def a(request): pass", 0),
            ("import django.http\n@app.middleware('http')\nasync def a(request): pass", 0),
            ("import django.http\ndef wrap():\n  async def a(request): pass", 0),
            ("@registry.get('a')\nasync def a(): pass", 0),
            ("import ninja\n@api.get('a')\nasync def a(): pass", 1),
            ("@api.head('/a')\nasync def a(): pass", 1),
            ("async def a(): pass\nx.add_api_route('/a', a, methods=['POST'])", 1),
            ("async def a(): pass\nx.add_api_route('/a', b)", 0),
            ("x.add_api_route('/a', a)\nasync def a(): pass", 1),
            ("async def a(): pass\nx.get('/a', tags=['b'])(a)", 1),
            ("async def a(): pass\nx.get('/a')", 0),
            ("class A:\n  async def get(self): pass", 0),
            ("class A(Client):\n  async def get(self): pass", 0),
        ] {
            assert_eq!(of(helper).handlers, handlers, "{helper}");
        }
    }

    #[test]
    fn what_is_rendered_for_a_mail_is_no_page() {
        let route = "@bp.get('/')\ndef a():\n";
        for (source, page) in [
            ("def a():\n  return flask.render_template('email/a.html')".to_owned(), false),
            ("def a():\n  return flask.render_template('a.html')".to_owned(), true),
            ("from a.mail import b\ndef a():\n  flask.render_template('a.html')".to_owned(), false),
            (format!("import a.mail\n{route}  x = flask.render_template('a.html')"), false),
            (format!("import a.mail\n{route}  return flask.render_template('a.html')"), true),
        ] {
            let found = of(&source);
            assert_eq!(!found.seen.is_empty(), page, "{source}");
            assert_eq!(found.mailed.is_empty(), page || source.contains("email/"), "{source}");
        }
    }
}
