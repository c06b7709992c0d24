//! Who leads and how clearly, and nothing else: cheap enough to be asked of every answer that could still be given.

use super::recommend;
use crate::analysis::contributions;
use crate::decision::Verdict;
use crate::model::{Catalogue, FrameworkId, Profile};
use crate::score::Scoreboard;
use crate::score::weights::ZeroWeights;
use jiff::civil::Date;

/// Where a decision stands before anything is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// How it would come out.
    pub verdict: Verdict,
    /// Who has the highest total.
    pub leader: Option<FrameworkId>,
    /// The totals of those that qualify.
    pub totals: Vec<(FrameworkId, f64)>,
}

impl Outlook {
    /// A framework's total less the best of the others; none where there is no other.
    pub fn margin(&self, id: &FrameworkId) -> Option<f64> {
        let own = self.totals.iter().find(|(other, _)| other == id)?.1;
        let others = self.totals.iter().filter(|(other, _)| other != id);
        Some(own - others.map(|(_, total)| *total).reduce(f64::max)?)
    }
}

/// Where the decision stands.
pub fn outlook(
    catalogue: &Catalogue,
    profile: &Profile,
    today: Option<Date>,
) -> Result<Outlook, ZeroWeights> {
    let board = Scoreboard::new(catalogue, profile, today)?;
    let matrix = board.matrix();
    let parts = contributions::of_lead(&matrix);
    let found = recommend::recommend(&board, &matrix, None, &parts);
    let ids = board.candidates.iter().map(|framework| framework.id.clone());
    Ok(Outlook {
        verdict: found.verdict,
        leader: found.leader,
        totals: ids.zip(matrix.totals()).collect(),
    })
}
