//! What one Python file shows, and what is looked for in it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use super::signs::Seen;

/// What one file shows, before anybody judges it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Modules imported by their absolute names, with the line of the first import of each.
    /// `from a.b import c` counts for `a.b` and for `a.b.c`.
    pub(super) imports: BTreeMap<String, usize>,
    /// What was seen, with the line where it first was.
    pub(super) seen: BTreeMap<(Seen, &'static str), usize>,
    /// Lines of imports that may never run: in a function, after `try` or under a condition.
    pub(super) guarded: BTreeSet<usize>,
    /// Templates that code renders into mails.
    pub(super) mailed: BTreeSet<String>,
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
    /// Modules that send mail.
    pub(super) mail: Vec<&'static str>,
}

impl Wanted {
    pub(super) fn has_root(&self, dotted: &str) -> bool {
        self.roots.contains(root_of(dotted))
    }
}

/// The first part of a module's name.
pub(super) fn root_of(module: &str) -> &str {
    module.split('.').next().unwrap_or(module)
}
