//! What a migration would mean, where the project has code in one of the candidates.

use crate::decision::Migration;
use crate::model::{Catalogue, Framework, FrameworkId, Profile, TraitId};
use crate::score::Scoreboard;
use crate::score::needs::provided;

/// The trait whose answers say which framework the existing code uses.
const EXISTING_CODE: &str = "existing-code";

/// How every other candidate has what the project needs; none where no candidate is in use.
pub(super) fn migration(board: &Scoreboard) -> Option<Migration> {
    let from = in_use(board.catalogue, board.profile)?;
    let used = |framework: &&Framework| framework.base() == from;
    let others = || board.candidates.iter().filter(|framework| framework.base() != from);
    let moves = board.candidates.iter().any(used) && others().next().is_some();
    moves.then(|| Migration {
        from: from.clone(),
        to: others().map(|to| (to.id.clone(), provided(to, &board.needs))).collect(),
    })
}

/// The one framework that the answers name.
fn in_use<'a>(catalogue: &'a Catalogue, profile: &Profile) -> Option<&'a FrameworkId> {
    let asked = catalogue.find_trait(&TraitId::new(EXISTING_CODE).ok()?)?;
    let answers = profile.traits.get(&asked.id)?;
    let mut named = answers.iter().filter_map(|answer| asked.find(answer)?.names());
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}
