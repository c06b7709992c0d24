//! Several decisions at a glance: one line each.

use super::terminal::{Painter, Style};
use super::{Options, messages};
use crate::decision::{Decision, Verdict};
use std::io;

/// Writes one line for each decision: whose it is, the answer, the lead, and how many draws the leader wins.
///
/// Never more than one line, so that `grep` and `sort` can go on with it.
pub fn lines(decisions: &[Decision], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let painter = Painter { unicode: options.unicode };
    for decision in decisions {
        writeln!(out, "{}", painter.finish(&line(decision, painter)))?;
    }
    Ok(())
}

fn line(decision: &Decision, painter: Painter) -> String {
    let whose = messages::whose(decision);
    let style = match decision.recommendation.verdict {
        Verdict::Clear | Verdict::Lean => Style::Leader,
        Verdict::TooClose | Verdict::NoneQualifies => Style::Doubt,
    };
    let answer = painter.paint(style, &messages::verdict_word(decision));
    let figures = messages::lead_and_wins(decision);
    let figures = if figures.is_empty() {
        figures
    } else {
        format!(" {}", painter.paint(Style::Quiet, &figures))
    };
    format!("{}: {answer}{figures}", painter.paint(Style::Strong, &whose))
}
