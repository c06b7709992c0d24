//! TOML values with the line each stands on.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::report::Place;

/// Turns byte offsets of one file into places.
pub(super) struct Lines<'a> {
    path: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub(super) fn new(path: &'a str, text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { path, starts }
    }

    /// The place of an offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        Place::new(self.path, self.starts.partition_point(|start| *start <= offset))
    }
}

/// The table under a key.
pub(super) fn table<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    table.get(key).and_then(|value| value.get_ref().as_table())
}

/// The table under a path of keys.
pub(super) fn at<'t, 'i>(root: &'t DeTable<'i>, keys: &[&str]) -> Option<&'t DeTable<'i>> {
    keys.iter().try_fold(root, |inner, key| table(inner, key))
}

/// The values of the array under a key; none where there is no array.
pub(super) fn array<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> impl Iterator<Item = &'t Spanned<DeValue<'i>>> {
    items(table.get(key))
}

/// The values of an array; none of anything else.
pub(super) fn items<'t, 'i>(
    value: Option<&'t Spanned<DeValue<'i>>>,
) -> impl Iterator<Item = &'t Spanned<DeValue<'i>>> {
    value.and_then(|value| value.get_ref().as_array()).into_iter().flat_map(|array| array.iter())
}

/// The text under a key.
pub(super) fn text<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key).and_then(|value| value.get_ref().as_str())
}

/// The entries of a table in the order of the file: `(key, offset of the key, value)`.
pub(super) fn entries<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t str, usize, &'t Spanned<DeValue<'i>>)> {
    let entry = |(key, value): (&'t Spanned<toml::de::DeString<'i>>, _)| {
        (key.get_ref().as_ref(), key.span().start, value)
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|(_, offset, _)| *offset);
    entries
}
