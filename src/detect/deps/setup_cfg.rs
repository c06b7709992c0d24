//! `setup.cfg`: the few rules of Python's `configparser` that dependency lists need.

use super::super::report::Place;
use super::names;
use super::{Scope, Statement};

/// Reads a `setup.cfg`.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let mut statement = Statement::default();
    for entry in entries(text) {
        let place = Place::new(path, entry.line);
        match (entry.section, entry.key) {
            ("metadata", "name") => statement.package = names::normalise(entry.value),
            ("options", "install_requires") => statement.push(entry.value, Scope::Runtime, place),
            ("options", "tests_require" | "setup_requires") => {
                statement.push(entry.value, Scope::Development, place);
            }
            ("options.extras_require", extra) => {
                statement.push(entry.value, names::group_scope(extra), place);
            }
            _ => {}
        }
    }
    statement
}

/// One line of a value.
struct Entry<'a> {
    section: &'a str,
    key: &'a str,
    value: &'a str,
    line: usize,
}

/// The lines of all values; an indented line continues the value above it.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let (mut section, mut key) = ("", "");
    let mut entries = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let trimmed = raw.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        let value = if raw.starts_with([' ', '\t']) {
            trimmed
        } else if let Some(name) = trimmed.strip_prefix('[') {
            (section, key) = (name.trim_end_matches(']').trim(), "");
            continue;
        } else if let Some((name, value)) = trimmed.split_once(['=', ':']) {
            key = name.trim();
            value.trim()
        } else {
            continue;
        };
        let value = value.split(" #").next().unwrap_or(value).trim();
        // `setuptools` takes several in one line too, parted by semicolons in no other meaning.
        entries.push(Entry { section, key, value, line: index + 1 });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_extras_and_comments() {
        let text = "[metadata]\nname = My.Shop\n[options]\ninstall_requires =\n    Flask>=3\n\
                    \n    # django\n[options.extras_require]\ndev =\n    pytest\n";
        let found = read("setup.cfg", text);
        assert_eq!(found.package.as_deref(), Some("my-shop"));
        let all: Vec<_> = found.dependencies.iter().map(|d| (d.name.as_str(), d.scope)).collect();
        assert_eq!(all, [("flask", Scope::Runtime), ("pytest", Scope::Development)]);
        assert_eq!(found.dependencies[0].place.line, 5);
    }
}
