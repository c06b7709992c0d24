//! The decision for a pull request's comment or a job's summary.
//!
//! What files say stays text: no markup, no link, no mention, no reference to an issue.

use super::Options;
use super::messages::{self, COLUMNS, Comparison};
use crate::decision::Decision;
use crate::text::{escape_comment, escape_line_start, hundredths, join, markdown_table};

/// Characters of the longest bar.
const LONGEST: f64 = 20.0;

/// A section: the answer, the comparison, and how robust the answer is.
pub(super) fn render(decision: &Decision, options: &Options) -> String {
    let heading = escape_comment(&messages::heading(decision));
    let answer = escape_comment(&messages::headline(decision));
    let said = messages::estimate(decision).into_iter().chain(messages::because(decision));
    let said = escape_comment(&join(said, " "));
    let comparison = table(&Comparison::of(decision, COLUMNS)) + &bars(decision);
    let brief = list("", &messages::brief(decision));
    let notes = list("### Notes\n\n", &messages::notices(decision));
    let open = if options.full { " open" } else { "" };
    let sections = messages::sections(decision).into_iter();
    let sections = sections.map(|(title, said)| list(&format!("**{title}**\n\n"), &said));
    let analysis: String = sections.collect();
    format!(
        "## {heading}\n\n**{answer}.** {said}\n\n{comparison}{brief}{notes}\
         <details{open}><summary>Full analysis</summary>\n\n{analysis}</details>\n"
    )
}

fn table(comparison: &Comparison) -> String {
    if comparison.names.is_empty() {
        return String::new();
    }
    let cells = comparison.cells().into_iter();
    let lines = cells.map(|line| line.iter().map(|cell| escape_comment(cell)).collect());
    let mut table = markdown_table(lines, 1..2 + comparison.names.len());
    if !comparison.legend.is_empty() {
        let legend = join(comparison.legend.iter().map(|line| escape_comment(line)), "<br>");
        table += &format!("\n<sub>{legend}</sub>\n");
    }
    table + "\n"
}

/// What each row adds to the lead, as bars of characters that fixed-width fonts have too.
fn bars(decision: &Decision) -> String {
    let parts = messages::lead_parts(decision);
    let largest = parts.iter().map(|(_, part)| part.abs()).fold(0.0, f64::max);
    let ([first, second, ..], true) = (decision.frameworks.as_slice(), largest > 0.0) else {
        return String::new();
    };
    let [first, second] =
        [first, second].map(|one| escape_comment(&messages::name(decision, &one.id)));
    let head = format!("| Lead of {first} over {second} | Points | █ {first}, ░ {second} |");
    let mut table = head + "\n| :-- | --: | :-- |\n";
    for (title, part) in parts {
        let character = if part < 0.0 { "░" } else { "█" };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to LONGEST")]
        let bar = character.repeat((part.abs() / largest * LONGEST).round() as usize);
        table += &format!("| {} | {} | {bar} |\n", escape_comment(&title), hundredths(part));
    }
    table + "\n"
}

fn list(title: &str, sentences: &[String]) -> String {
    if sentences.is_empty() {
        return String::new();
    }
    let item = |said: &String| format!("- {}\n", escape_line_start(&escape_comment(said)));
    format!("{title}{}\n", join(sentences.iter().map(item), ""))
}
