//! One dependency specifier, read leniently: `Django[argon2]~=5.2; python_version >= "3.10"`.
//!
//! The name is what counts. Legacy versions, direct references and environment variables are no
//! reason to refuse it.

use super::marker;
use super::names;

/// What is of use in a specifier.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parsed {
    /// Normalised.
    pub(super) name: String,
    /// Normalised.
    pub(super) extras: Vec<String>,
}

/// Reads a specifier. Nothing for one that names no package, or whose marker never holds.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    let (requirement, marker) = split_marker(text);
    if marker.is_some_and(|marker| !marker::may_hold(marker)) {
        return None;
    }
    name_and_extras(requirement.trim())
}

/// In a direct reference a semicolon belongs to the address unless a blank stands before it.
fn split_marker(text: &str) -> (&str, Option<&str>) {
    let separator = if text.contains('@') { " ;" } else { ";" };
    match text.split_once(separator) {
        Some((requirement, marker)) => (requirement, Some(marker.trim())),
        None => (text, None),
    }
}

fn name_and_extras(text: &str) -> Option<Parsed> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    if !rest.is_empty() && !rest.starts_with(['[', '@', '=', '<', '>', '~', '!', ';', '(', ',']) {
        return None;
    }
    let listed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|both| both.0);
    let extras = listed.unwrap_or("").split(',').filter_map(|e| names::normalise(e.trim()));
    Some(Parsed { name: names::normalise(name)?, extras: extras.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        parse(text).map(|parsed| parsed.name)
    }

    #[test]
    fn names_and_extras_are_read() {
        let found = parse("Django[argon2, bcrypt]~=5.2 ; python_version >= '3.10'").unwrap();
        assert_eq!((found.name.as_str(), found.extras.len()), ("django", 2));
        assert_eq!(name("django-stubs>=5").as_deref(), Some("django-stubs"));
        assert_eq!(name("flask @ git+https://example.org/flask.git").as_deref(), Some("flask"));
        assert_eq!(name("Flask>=0.12,<2.0.*").as_deref(), Some("flask"));
    }

    #[test]
    fn markers_of_the_past_do_not_count() {
        assert_eq!(name("django<2; python_version < '3'"), None);
        assert_eq!(name("flask; sys_platform == 'win32'").as_deref(), Some("flask"));
        assert_eq!(name("flask; extra == 'web'").as_deref(), Some("flask"));
    }

    #[test]
    fn what_is_no_specifier_is_nothing() {
        for text in ["", "./local", "-e .", "git+https://x.org/y", "{{ name }}", "a b", "\u{1b}[2J"]
        {
            assert_eq!(name(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        /// No text makes it panic.
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}|[a-z\\[\\]();,<>=~!'\" .0-9@-]{0,60}") {
            let _ = parse(&text);
        }
    }
}
