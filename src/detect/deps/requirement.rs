//! One dependency specifier, read leniently: `Django[argon2]~=5.2; python_version >= "3.10"`.

use std::collections::HashSet;
use std::str::FromStr;
use std::sync::LazyLock;

use pep508_rs::pep440_rs::Version;
use pep508_rs::{ExtraName, MarkerTree, Requirement, VerbatimUrl};

use super::names;

/// A longer text is read by our own lenient rules alone. The work that a marker asks for may grow
/// much faster than its length.
const LONGEST: usize = 300;

/// The Python versions that a project may be run with today. A marker that holds for none of them
/// belongs to the past.
static PYTHONS: LazyLock<Vec<Version>> =
    LazyLock::new(|| (8..=16).map(|minor| Version::new([3, minor])).collect());

/// What is of use in a specifier.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parsed {
    /// Normalised.
    pub(super) name: String,
    /// Normalised.
    pub(super) extras: Vec<String>,
}

/// Reads a specifier. Nothing for one that names no package, or whose marker never holds.
///
/// Legacy versions, direct references and environment variables are no reason to refuse: the name
/// is what counts. References are kept from the strict parser, which would look for them.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    let text = text.trim();
    let reference = text.contains('@') || text.contains('$') || text.contains("://");
    if reference || text.len() > LONGEST {
        return lenient(text);
    }
    match Requirement::<VerbatimUrl>::from_str(text) {
        Ok(found) if !may_hold(&found.marker) => None,
        Ok(found) => Some(Parsed {
            name: found.name.to_string(),
            extras: found.extras.iter().map(ToString::to_string).collect(),
        }),
        Err(_) => lenient(text),
    }
}

/// Whether a marker holds on some Python of today, extras left aside.
fn may_hold(marker: &MarkerTree) -> bool {
    let extras: HashSet<ExtraName> = HashSet::new();
    marker.evaluate_extras_and_python_version(&extras, &PYTHONS)
        || marker.top_level_extra().is_some()
}

fn lenient(text: &str) -> Option<Parsed> {
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
        for text in ["", "./local", "-e .", "git+https://x.org/y", "{{ name }}", "a b", "\u{1b}[2J"] {
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
