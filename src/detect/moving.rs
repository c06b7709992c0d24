//! What a move would have to carry over: the capabilities that are in use today.

use super::report::{Confidence, Place, Report, Strength, Target};

/// A capability in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// Its id.
    pub capability: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// In a sentence without a full stop.
    pub because: String,
    /// Where it shows.
    pub places: Vec<Place>,
}

/// What a move would be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// The frameworks in use, by id: what one would move away from.
    pub from: Vec<String>,
    /// What is in use, by id.
    pub capabilities: Vec<InUse>,
}

/// What is in use, if a framework is. Wishes and guesses are nothing to carry over.
pub fn moving(report: &Report) -> Option<Moving> {
    let sure = |confidence: Confidence| confidence > Confidence::Low;
    let from: Vec<String> = report
        .frameworks
        .iter()
        .filter(|found| sure(found.confidence))
        .map(|found| found.id.clone())
        .collect();
    let in_use = report.proposals.iter().filter(|proposal| sure(proposal.confidence));
    let capabilities = in_use.filter_map(|proposal| match &proposal.target {
        Target::Need { capability, strength: Strength::Must } => Some(InUse {
            capability: capability.clone(),
            confidence: proposal.confidence,
            because: proposal.because.clone(),
            places: proposal.places.clone(),
        }),
        _ => None,
    });
    let capabilities = capabilities.collect();
    (!from.is_empty()).then_some(Moving { from, capabilities })
}
