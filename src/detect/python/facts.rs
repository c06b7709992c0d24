//! What one Python file shows, before anybody judges it.

use std::collections::BTreeMap;
use std::ops::Bound;

/// What kind of thing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::detect) enum Seen {
    /// A class with this base, as written: `models.Model`.
    Base,
    /// A call or decorator by this name, as written: `admin.site.register`.
    Call,
    /// A function of this name.
    Def,
    /// An asynchronous function; the name does not matter.
    AsyncDef,
    /// An assignment to this name.
    Assign,
    /// A string that is exactly this.
    Text,
}

/// What one file shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::detect) struct Facts {
    /// Modules imported by their absolute names, with the line of the first import of each.
    /// `from a.b import c` counts for `a.b` and for `a.b.c`.
    pub(in crate::detect) imports: BTreeMap<String, u32>,
    /// What was seen, with the line where it first was.
    pub(in crate::detect) seen: BTreeMap<(Seen, &'static str), u32>,
    /// Strings that name an app, middleware or database engine, with their lines.
    pub(in crate::detect) strings: BTreeMap<String, u32>,
    /// Lines with code on them.
    pub(in crate::detect) lines: usize,
}

impl Facts {
    /// Whether a module, or something in it, is imported.
    pub(in crate::detect) fn imports(&self, module: &str) -> bool {
        self.import_line(module).is_some()
    }

    /// The line of the first import of a module or of something in it.
    pub(in crate::detect) fn import_line(&self, module: &str) -> Option<u32> {
        let from = self.imports.range::<str, _>((Bound::Included(module), Bound::Unbounded));
        let inside = from.take_while(|(name, _)| name.starts_with(module));
        let whole = inside.filter(|(name, _)| {
            let rest = name.as_bytes().get(module.len());
            rest.is_none() || rest == Some(&b'.')
        });
        whole.map(|(_, line)| *line).min()
    }

    /// The line where something was first seen.
    pub(in crate::detect) fn line_of(&self, what: Seen, name: &'static str) -> Option<u32> {
        self.seen.get(&(what, name)).copied()
    }
}
