//! Flags, laid over a profile before it is checked.

use super::diagnostics::Diagnostics;
use super::tree::{At, Node, Spanned};
use crate::model::{Catalogue, FrameworkId};

/// What was typed beside the profile. A flag's value replaces the file's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// `--weight security=30`.
    pub weights: Vec<(String, String)>,
    /// `--trait team=django,flask`.
    pub traits: Vec<(String, String)>,
    /// `--need admin=must`.
    pub needs: Vec<(String, String)>,
    /// `--frameworks django,flask`.
    pub frameworks: Option<Vec<String>>,
    /// `--fit-factor 2`.
    pub fit_factor: Option<f64>,
}

type Pairs = [(String, String)];

impl Overlay {
    fn pairs(&self) -> [(&'static str, &'static str, &Pairs); 3] {
        [
            ("--weight", "weights", &self.weights),
            ("--trait", "traits", &self.traits),
            ("--need", "needs", &self.needs),
        ]
    }

    /// The flags as they were typed, for `inputs` of the result.
    pub fn flags(&self) -> Vec<String> {
        let mut flags = Vec::new();
        for (flag, _, pairs) in self.pairs() {
            flags.extend(pairs.iter().map(|(id, value)| format!("{flag} {id}={value}")));
        }
        flags.extend(self.fit_factor.map(|factor| format!("--fit-factor {factor}")));
        flags.extend(self.frameworks.as_ref().map(|ids| format!("--frameworks {}", ids.join(","))));
        flags
    }

    /// Lays the flags over the profile's tree.
    pub(super) fn lay_over(&self, root: &mut Node, catalogue: &Catalogue, out: &mut Diagnostics) {
        for key in ["ranking", "pairwise"] {
            if let (false, Some(node)) = (self.weights.is_empty(), root.field(key)) {
                let message =
                    format!("`--weight` and `{key}` in the profile are mutually exclusive");
                let help = format!("leave the flag out, or write `weights` instead of `{key}`");
                out.error(node.at, &message, &help);
            }
        }
        out.flags = self.flags();
        let mut places = (0..).map(At::Flag);
        for (_, key, pairs) in self.pairs() {
            for ((id, value), at) in pairs.iter().zip(&mut places) {
                let value = match (key, value.parse()) {
                    ("weights", Ok(points)) => Spanned { value: Node::Number(points), at },
                    ("traits", _) => texts(value.split(',').map(str::trim), at),
                    _ => Spanned { value: Node::Text(value.into()), at },
                };
                put(root, key, id, value);
            }
        }
        for (factor, at) in self.fit_factor.iter().zip(&mut places) {
            set(root, "fit-factor", Spanned { value: Node::Number(*factor), at });
        }
        for (named, at) in self.frameworks.iter().zip(&mut places) {
            let all = || catalogue.frameworks.keys().map(FrameworkId::as_str);
            let ids = match named.as_slice() {
                named if named.iter().any(|id| id == "all") => texts(all(), at),
                named => texts(named.iter().map(String::as_str), at),
            };
            set(root, "frameworks", ids);
        }
    }
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>, at: At) -> Spanned<Node> {
    let items = texts.map(|text| Spanned { value: Node::Text(text.into()), at });
    Spanned { value: Node::List(items.collect()), at }
}

/// Sets a key of a map; anything but a map is left, and reported later.
fn set(root: &mut Node, key: &str, value: Spanned<Node>) {
    let Node::Map(entries) = root else { return };
    match entries.iter_mut().find(|(known, _)| known.value == key) {
        Some((_, old)) => *old = value,
        None => entries.push((Spanned { value: key.into(), at: value.at }, value)),
    }
}

/// Puts an entry into the map under a key, in place of the file's with the same id. Lists of several flags are joined.
fn put(root: &mut Node, key: &str, id: &str, value: Spanned<Node>) {
    let none = Spanned { value: Node::Map(Vec::new()), at: value.at };
    let mut map = root.field(key).cloned().unwrap_or(none);
    let Node::Map(entries) = &mut map.value else { return };
    entries.retain(|(known, _)| known.value != id || matches!(known.at, At::Flag(_)));
    let given = entries.iter_mut().find(|(known, _)| known.value == id);
    if let (Some((_, Spanned { value: Node::List(items), .. })), Node::List(more)) =
        (given, &value.value)
    {
        items.extend_from_slice(more);
    } else {
        entries.push((Spanned { value: id.into(), at: value.at }, value));
    }
    set(root, key, map);
}
