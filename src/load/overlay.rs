//! Flags, laid over a profile before it is checked.

use super::diagnostics::Diagnostics;
use super::tree::{At, Node, Spanned};
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
        for key in ["ranking", "pairwise"] {
            if let (false, Some(node)) = (self.weights.is_empty(), root.field(key)) {
                let message =
                    format!("`--weight` and `{key}` in the profile are mutually exclusive");
                let help = format!("leave the flag out, or write `weights` instead of `{key}`");
                out.error(node.at, &message, &help);
            }
        }
        let mut place = |flag: String| {
            out.flags.push(flag);
            At::Flag(out.flags.len() - 1)
        };
        for (id, points) in &self.weights {
            let at = place(format!("--weight {id}={points}"));
            put(root, "weights", id, Spanned { value: Node::Number(*points), at });
        }
        for (id, answers) in &self.traits {
            let at = place(format!("--trait {id}={}", answers.join(",")));
            put(root, "traits", id, texts(answers, at));
        }
        for (id, need) in &self.needs {
            let at = place(format!("--need {id}={need}"));
            put(root, "needs", id, Spanned { value: Node::Text(need.clone()), at });
        }
        if let Some(named) = &self.frameworks {
            let at = place(format!("--frameworks {}", named.join(",")));
            let all = catalogue.frameworks.keys().map(ToString::to_string).collect();
            let named = if named.as_slice() == ["all"] { &all } else { named };
            set(root, "frameworks", texts(named, at));
        }
        if let Some(factor) = self.fit_factor {
            let at = place(format!("--fit-factor {factor}"));
            set(root, "fit-factor", Spanned { value: Node::Number(factor), at });
        }
    }
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
        None => entries.push((Spanned { value: key.to_owned(), at: value.at }, value)),
    }
}

/// Puts an entry into the map under a key, in place of the file's with the same id.
fn put(root: &mut Node, key: &str, id: &str, value: Spanned<Node>) {
    let none = Spanned { value: Node::Map(Vec::new()), at: value.at };
    let mut map = root.field(key).cloned().unwrap_or(none);
    let Node::Map(entries) = &mut map.value else { return };
    entries.retain(|(known, _)| known.value != id || matches!(known.at, At::Flag(_)));
    entries.push((Spanned { value: id.to_owned(), at: value.at }, value));
    set(root, key, map);
}
