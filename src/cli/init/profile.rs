//! The profile to fill in: every key with a comment, every answer to choose from, nothing said yet.

use crate::model::{Catalogue, Need, Trait};
use std::fmt::Write;

/// The profile, made from the catalogue so that it names what there is.
pub(super) fn template(catalogue: &Catalogue) -> String {
    let mut text = String::from(HEAD);
    text += "\n# What the project is. Answer what you know; a question not answered changes nothing.\n# traits:\n";
    for asked in &catalogue.traits {
        text += &question(asked);
    }
    text += "\n# What the project needs, and how much:\n";
    for need in Need::ALL.iter().copied() {
        let _ = writeln!(text, "#   {:<9} {}", need.as_str(), meaning(need));
    }
    text += "# needs:\n";
    for capability in catalogue.capabilities.values() {
        let _ = writeln!(text, "#   {}: want    # {}", capability.id, capability.title);
    }
    text += "\n# How much each criterion counts, in points; those not named keep theirs (shown here).\n# weights:\n";
    for criterion in catalogue.criteria.values() {
        let _ = writeln!(
            text,
            "#   {}: {}    # {}",
            criterion.id,
            criterion.weight.get(),
            criterion.question
        );
    }
    text + TAIL
}

const HEAD: &str = "\
# yaml-language-server: $schema=profile.schema.json
# An editor completes and checks this file once `weigh schema profile > profile.schema.json` is beside it.
#
# A project for weigh. Remove the `#` before what you want to say; `weigh decide` on this file as it stands
# decides with the catalogue's own weights. `weigh explain ID` tells everything about any id below.
schema: 1

# Becomes the title of the decision record.
# title: Web shop for a bakery

# The situation in your own words.
# context: Two people, an existing till system, orders until six in the morning.

# The candidates; without this line those that the catalogue compares by default.
# frameworks: [django, flask]
";

const TAIL: &str = "
# In place of weights, the criteria from the most important on. Use one of weights, ranking and pairwise.
# ranking: [security, hiring]

# In place of weights, how many times as important one is as the other (1/9 to 9), for every pair you name.
# pairwise: [[security, hiring, 5]]

# Your own judgement in place of a rating, with its reason and the last day on which it counts.
# overrides:
#   - {framework: flask, criterion: hiring, score: 8, because: two of us have used it for years, until: 2027-06-01}

# Who decides, and when to look at the decision again.
# deciders: [Ada, Grace]
# review-by: 2027-11-23
";

fn question(asked: &Trait) -> String {
    let answers: Vec<&str> = asked.answers.iter().map(|answer| answer.id.as_str()).collect();
    let first = answers.first().copied().unwrap_or_default();
    let example = if asked.several { format!("[{first}]") } else { first.to_owned() };
    let mut text = format!("#   {}: {example}\n", asked.id);
    let several = if asked.several { " (one or several)" } else { "" };
    let _ = writeln!(text, "#     # {}{several}", asked.question);
    for line in wrapped(&answers) {
        let _ = writeln!(text, "#     # {line}");
    }
    text
}

/// Answers in lines that can be read.
fn wrapped(answers: &[&str]) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (at, answer) in answers.iter().enumerate() {
        let comma = if at + 1 < answers.len() { "," } else { "" };
        let word = format!("{answer}{comma}");
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 90 => {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn meaning(need: Need) -> &'static str {
    match need {
        Need::BuiltIn => "must ship with the framework, or the framework is out",
        Need::Must => "must be there, a named extension counts, or the framework is out",
        Need::Want => "is wanted",
        Need::Maybe => "may come to be wanted",
        Need::Bypass => "built in or not, this project goes round it",
    }
}
