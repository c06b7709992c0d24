//! Several decisions at a glance: one line each, for `grep` and `sort`.

use super::terminal::{Painter, Style};
use super::{Options, messages};
use crate::decision::{Decision, Verdict};
use std::io;

/// Writes one line for each decision: its profile, the answer, the lead and the estimate.
pub fn lines(decisions: &[Decision], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let painter = Painter { unicode: options.unicode };
    for decision in decisions {
        let style = match decision.recommendation.verdict {
            Verdict::Clear | Verdict::Lean if decision.described => Style::Leader,
            _ => Style::Doubt,
        };
        let [profile, verdict, lead] = messages::summary(decision);
        let line = format!(
            "{}: {} {}",
            painter.paint(Style::Strong, &profile),
            painter.paint(style, &verdict),
            painter.paint(Style::Quiet, &lead)
        );
        writeln!(out, "{}", painter.finish(&line))?;
    }
    Ok(())
}
