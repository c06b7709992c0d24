//! Names in dependency specifiers: `Django[argon2]~=5.2; python_version >= "3.10"`.
//!
//! Read leniently: legacy versions and environment variables are no reason to refuse one.

use crate::detect::kind::file_name;
use crate::detect::signs::signs;

/// A package's name as PEP 503 normalises it, if it is a name at all.
pub(in crate::detect) fn normalise(name: &str) -> Option<String> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    let ends = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    if !bytes.iter().all(|b| inner(*b)) || !ends(bytes.first()) || !ends(bytes.last()) {
        return None;
    }
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join("-").to_ascii_lowercase())
}

/// The normalised name in a specifier or an address, unless its marker never holds.
pub(super) fn name(text: &str) -> Option<String> {
    // In an address a semicolon belongs to it unless a blank stands before it.
    let separator = if text.contains(['@', '/']) { " ;" } else { ";" };
    let (requirement, marker) = text.split_once(separator).unwrap_or((text, ""));
    if !may_hold(marker) {
        return None;
    }
    let requirement = requirement.trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let end = requirement.find(|c| !is_name(c)).unwrap_or(requirement.len());
    let (name, rest) = requirement.split_at(end);
    let rest = rest.trim_start();
    if rest.is_empty() || rest.starts_with(['[', '@', '=', '<', '>', '~', '!', ';', '(', ',']) {
        normalise(name)
    } else {
        name_in_address(requirement)
    }
}

/// `git+https://example.org/flask.git@main`, `https://example.org/Flask-3.1.whl#sha256=00`: the
/// name after `#egg=`, else that of the repository or the file.
fn name_in_address(address: &str) -> Option<String> {
    let version = |name: &str| {
        let digit = |at: &usize| name.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        name.match_indices('-').map(|(at, _)| at).find(digit)
    };
    if let Some((_, egg)) = address.split_once("egg=") {
        let egg = egg.split(['&', '#', '[', ' ']).next()?;
        return normalise(&egg[..version(egg).unwrap_or(egg.len())]);
    }
    let path = address.split(['#', '?', ' ']).next()?;
    // Of an address for a version control system, what follows the path is a branch or a tag.
    if let Some((scheme, rest)) = path.split_once("://")
        && scheme.contains('+')
    {
        let path = rest.split_once('/')?.1.split('@').next()?.trim_end_matches('/');
        return normalise(file_name(path).trim_end_matches(".git"));
    }
    // A hosting service names an archive for a branch or a tag.
    let archive =
        ["/-/archive/", "/archive/", "/zipball/", "/tarball/", "/zip/refs/", "/tar.gz/refs/"];
    if let Some((repository, _)) = archive.iter().find_map(|part| path.split_once(part)) {
        return normalise(file_name(repository));
    }
    let last = file_name(path);
    if ![".whl", ".tar.gz", ".zip"].iter().any(|end| last.ends_with(end)) {
        return None;
    }
    normalise(&last[..version(last)?])
}

/// Whether a marker can hold on a Python in use today.
///
/// It cannot where each alternative asks for a version of the past. Markers know no "not", so that leaving brackets and
/// all else out of account only makes more of them hold.
fn may_hold(marker: &str) -> bool {
    let is_past = |comparison: &str| {
        let comparison = comparison.replace([' ', '"', '\''], "").replace("_full", "");
        let version = comparison.strip_prefix("python_version");
        version.is_some_and(|version| signs().past_versions.split(' ').any(|past| past == version))
    };
    let marker = marker.replace(['(', ')'], " ");
    marker.split(" or ").any(|all| !all.split(" and ").any(is_past))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised() {
        assert_eq!(normalise("Flask_SQLAlchemy").as_deref(), Some("flask-sqlalchemy"));
        assert_eq!(normalise("zope..interface").as_deref(), Some("zope-interface"));
        assert_eq!(normalise("-e"), None);
        assert_eq!(normalise(""), None);
        assert_eq!(normalise("caf\u{e9}"), None);
    }

    #[test]
    fn specifiers_and_addresses_have_names() {
        for (text, expected) in [
            ("Django[argon2, bcrypt]~=5.2 ; python_version >= '3.10'", "django"),
            ("django-stubs>=5", "django-stubs"),
            ("Flask>=0.12,<2.0.*", "flask"),
            ("flask; sys_platform == 'win32'", "flask"),
            ("flask; extra == 'web'", "flask"),
            ("flask @ git+https://example.org/x.git", "flask"),
            ("git+https://example.org/x.git@5.2#egg=Django", "django"),
            ("git+ssh://git@example.org/x#egg=django&subdirectory=a", "django"),
            ("git+https://example.org/pallets/flask.git@main", "flask"),
            ("https://example.org/Flask-3.1.0-py3-none-any.whl#sha256=00", "flask"),
            ("./wheels/django_cms-4.1-py3-none-any.whl", "django-cms"),
            ("git+https://example.org/x.git#egg=Django-5.2", "django"),
            ("git+https://example.org/flask.git@feature/x", "flask"),
            ("git+ssh://git@example.org/pallets/flask/", "flask"),
            ("https://codeload.github.com/pallets/flask/zip/refs/heads/main", "flask"),
            ("https://github.com/pallets/flask/archive/main.zip", "flask"),
            ("https://github.com/django/django/archive/refs/tags/5.0-1.tar.gz", "django"),
            ("https://gitlab.com/a/flask/-/archive/1.0/flask-1.0.zip", "flask"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_name() {
        for text in [
            "",
            "./local",
            "-e .",
            "https://x.org/y",
            "{{ name }}",
            "a b",
            "\u{1b}[2J",
            "django<2; python_version < '3'",
        ] {
            assert_eq!(name(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_marker_of_the_past_does_not_hold() {
        for marker in [
            "python_version < '3'",
            "python_version == \"2.7\"",
            "python_version<'3.8'",
            "python_full_version < '3.8.0' and sys_platform == 'win32'",
            "(python_version == '2.*' or python_version <= '3.5')",
            "python_version ~= '2.6'",
        ] {
            assert!(!may_hold(marker), "{marker}");
        }
    }

    #[test]
    fn any_other_marker_does() {
        for marker in [
            "",
            "python_version in_valid",
            "python_version >= '3.10'",
            "python_version < '3.9'",
            "python_version ~= '3.6'",
            "python_full_version <= '3.8.5'",
            "python_version < '3' or extra == 'web'",
            "sys_platform == 'win32'",
            "os_name ~= 'x'",
            "'3' in python_version",
            "python_version not in '2.6 2.7'",
            "python_version != '3.9'",
            "python_version == '3.*'",
            "((((",
            "python_version < ''",
            "python_version < '99999999999999999999999'",
        ] {
            assert!(may_hold(marker), "{marker}");
        }
    }

    proptest::proptest! {
        /// No text makes it panic.
        #[test]
        fn any_text_is_survived(
            text in "\\PC{0,40}|[a-z\\[\\]();,<>=~!'\"/+# .0-9@-]{0,60}",
            marker in "python_version *[<=~]{1,3} *['0-9.*\\PC]{0,8}",
        ) {
            let _ = name(&text);
            let _ = may_hold(&marker);
        }
    }
}
