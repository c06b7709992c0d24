//! Several decisions at a glance: one line each.

use super::layout::{Pen, Tone};
use super::{Style, wording};
use crate::decision::{Decision, Verdict};
use std::io;

/// Writes one line for each decision: whose it is, the answer, the lead, and how many draws the leader wins.
///
/// Never more than one line, so that `grep` and `sort` can go on with it.
pub fn lines(decisions: &[Decision], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let pen = Pen { unicode: style.unicode };
    for decision in decisions {
        writeln!(out, "{}", pen.finish(&line(decision, pen)))?;
    }
    Ok(())
}

fn line(decision: &Decision, pen: Pen) -> String {
    let whose = wording::whose(decision);
    let tone = match decision.recommendation.verdict {
        Verdict::Clear | Verdict::Lean => Tone::Leader,
        Verdict::TooClose | Verdict::NoneQualifies => Tone::Doubt,
    };
    let answer = pen.paint(tone, &wording::verdict_word(decision));
    let figures = wording::lead_and_wins(decision);
    let figures =
        if figures.is_empty() { figures } else { format!(" {}", pen.paint(Tone::Quiet, &figures)) };
    format!("{}: {answer}{figures}", pen.paint(Tone::Strong, &whose))
}
