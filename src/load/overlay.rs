//! Flags, laid over a profile before it is checked.

use super::check::Diagnostics;
use super::tree::{At, Entry, Node, Spanned};
use crate::model::Catalogue;

/// What was typed beside the profile. A flag's value replaces the file's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// `--weight security=30`.
    pub weights: Vec<(String, f64)>,
    /// `--trait team=django,flask`.
    pub traits: Vec<(String, Vec<String>)>,
    /// `--need admin=must`.
    pub needs: Vec<(String, String)>,
    /// `--frameworks django,flask`.
    pub frameworks: Option<Vec<String>>,
    /// `--fit-factor 2`.
    pub fit_factor: Option<f64>,
}

impl Overlay {
    /// Lays the flags over the profile's tree.
    pub(super) fn lay_over(
        &self,
        root: &mut Node,
        catalogue: &Catalogue,
        out: &mut Diagnostics<'_>,
    ) {
        self.against_other_weights(root, out);
        let flags = &mut out.flags;
        let mut add = |flag: String| {
            flags.push(flag);
            At::Flag(flags.len() - 1)
        };
        let mut weights = Vec::new();
        for (id, points) in &self.weights {
            let at = add(format!("--weight {id}={points}"));
            weights.push((name(id, at), Spanned { value: Node::Number(*points), at }));
        }
        let mut traits = Vec::new();
        for (id, answers) in &self.traits {
            let at = add(format!("--trait {id}={}", answers.join(",")));
            traits.push((name(id, at), texts(answers, at)));
        }
        let mut needs = Vec::new();
        for (id, need) in &self.needs {
            let at = add(format!("--need {id}={need}"));
            needs.push((name(id, at), Spanned { value: Node::Text(need.clone()), at }));
        }
        if let Some(named) = &self.frameworks {
            let at = add(format!("--frameworks {}", named.join(",")));
            let all = catalogue.frameworks.keys().map(ToString::to_string).collect();
            let named = if named.as_slice() == ["all"] { &all } else { named };
            set(root, "frameworks", texts(named, at));
        }
        if let Some(factor) = self.fit_factor {
            let at = add(format!("--fit-factor {factor}"));
            set(root, "fit-factor", Spanned { value: Node::Number(factor), at });
        }
        for (key, entries) in [("weights", weights), ("traits", traits), ("needs", needs)] {
            replace(root, key, entries);
        }
    }

    fn against_other_weights(&self, root: &Node, out: &mut Diagnostics<'_>) {
        for key in ["ranking", "pairwise"] {
            if let (false, Some(node)) = (self.weights.is_empty(), root.field(key)) {
                let message =
                    format!("`--weight` and `{key}` in the profile are mutually exclusive");
                let help = format!("leave the flag out, or write `weights` instead of `{key}`");
                out.error(node.at, &message, &help);
            }
        }
    }
}

fn name(text: &str, at: At) -> Spanned<String> {
    Spanned { value: text.to_owned(), at }
}

fn texts(texts: &[String], at: At) -> Spanned<Node> {
    let items = texts.iter().map(|text| Spanned { value: Node::Text(text.clone()), at });
    Spanned { value: Node::List(items.collect()), at }
}

/// Sets a key of a map; anything but a map is left, and reported later.
fn set(root: &mut Node, key: &str, value: Spanned<Node>) {
    let Node::Map(entries) = root else { return };
    match entries.iter_mut().find(|(known, _)| known.value == key) {
        Some((_, old)) => *old = value,
        None => entries.push((name(key, value.at), value)),
    }
}

/// Puts the flags' entries into the map under a key, in place of those with the same id.
fn replace(root: &mut Node, key: &str, flags: Vec<Entry>) {
    let Some(at) = flags.first().map(|(flag, _)| flag.at) else { return };
    let mut kept = match root.field(key) {
        None => Spanned { value: Node::Map(Vec::new()), at },
        Some(node) => node.clone(),
    };
    let Node::Map(entries) = &mut kept.value else { return };
    entries.retain(|(known, _)| flags.iter().all(|(flag, _)| flag.value != known.value));
    entries.extend(flags);
    set(root, key, kept);
}
