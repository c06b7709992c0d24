//! What a migration would mean, where the project has code in one of the candidates.

use crate::decision::Migration;
use crate::model::Framework;
use crate::score::Scoreboard;
use crate::score::needs::provided;

/// The trait whose answers say which framework the existing code uses.
const EXISTING_CODE: &str = "existing-code";

/// How every other candidate has what the project needs; none where no candidate is in use, or the answers name several
/// frameworks.
pub(super) fn migration(board: &Scoreboard) -> Option<Migration> {
    let asked = board.catalogue.find_trait(EXISTING_CODE)?;
    let answers = board.profile.traits.get(&asked.id)?;
    let mut named = answers.iter().filter_map(|answer| asked.find(answer)?.names());
    let from = named.next()?;
    let (used, others): (Vec<&Framework>, Vec<&Framework>) =
        board.candidates.iter().partition(|framework| framework.base() == from);
    let moves = named.all(|other| other == from) && !used.is_empty() && !others.is_empty();
    moves.then(|| Migration {
        from: from.clone(),
        to: others.iter().map(|to| (to.id.clone(), provided(to, &board.needs))).collect(),
    })
}
