//! Public decisions like this one.

use super::{NAME, REASON, TITLE, facts, name};
use crate::decision::{Decision, NearPrecedent};
use crate::text::{and_list, excerpt};

/// The most facts named on either side.
const FEW: usize = 4;

/// A public decision, worded.
#[derive(Debug)]
pub struct Precedent {
    /// "A health portal for clinics (2023) chose Flask".
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The reasons, what is alike, what is not, and what became of it.
    pub text: String,
    /// What shows more of it.
    pub topic: String,
}

/// The public decisions most like this one.
pub fn precedents(decision: &Decision) -> Vec<Precedent> {
    decision.precedents.iter().map(|one| worded(decision, one)).collect()
}

/// The same in a line each.
pub fn precedent_lines(decision: &Decision) -> Vec<String> {
    let line = |one: Precedent| {
        format!("{}. {} {} (`weigh explain {}`)", one.title, one.text, one.url, one.topic)
    };
    precedents(decision).into_iter().map(line).collect()
}

fn worded(decision: &Decision, one: &NearPrecedent) -> Precedent {
    let known = decision.frameworks.iter().find(|known| known.id.as_str() == one.chose);
    let chose = known.map_or_else(|| excerpt(&one.chose, NAME), |known| name(decision, &known.id));
    let year = one.year.map_or(String::new(), |year| format!(" ({year})"));
    let mut text = format!("{}.", excerpt(&one.because, REASON).trim_end_matches('.'));
    for (label, items) in [("Shared", &one.shared), ("Not shared", &one.differs)] {
        let mut named: Vec<String> =
            items.iter().take(FEW).map(|item| facts::item(decision, item)).collect();
        if items.len() > FEW {
            named.push(format!("{} more", items.len() - FEW));
        }
        if !named.is_empty() {
            text += &format!(" {label}: {}.", and_list(&named));
        }
    }
    if let Some(later) = &one.later {
        text += &format!(" Later: {}.", excerpt(later, REASON).trim_end_matches('.'));
    }
    Precedent {
        title: format!("{}{year}: chose {chose}", excerpt(&one.title, TITLE).trim_end_matches('.')),
        url: excerpt(&one.url, REASON),
        text,
        topic: format!("precedent:{}", one.id),
    }
}
