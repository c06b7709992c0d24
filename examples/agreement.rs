//! What weigh makes of twenty public decisions, case by case.
//!
//! `cargo run --release --example agreement`. Each profile in `examples/decisions/` restates what a team said of its
//! project, never why it chose; `# chosen:` in it is what the team took. A verdict of too-close among the contenders
//! counts half.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use weigh::{Catalogue, Decision, Profile, Settings, Verdict, decide};

/// How far an answer agrees with what the team took.
fn credit(decision: &Decision, chosen: &str) -> f64 {
    let recommendation = &decision.recommendation;
    if recommendation.winner.as_ref().is_some_and(|winner| winner.as_str() == chosen) {
        return 1.0;
    }
    let contends = recommendation.contenders.iter().any(|contender| contender.as_str() == chosen);
    if contends { 0.5 } else { 0.0 }
}

fn answer(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let leader = recommendation.leader.as_ref().map_or("none", |leader| leader.as_str());
    match recommendation.verdict {
        Verdict::NoneQualifies => "none qualifies".to_owned(),
        verdict => format!("{leader} ({})", verdict.as_str()),
    }
}

/// The value of a comment `# key: value` in a file.
fn comment<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let start = format!("# {key}: ");
    text.lines().find_map(|line| line.strip_prefix(start.as_str())).map(str::trim)
}

/// The whole table, and how many agree.
pub(crate) fn table() -> Result<(String, f64), Box<dyn Error>> {
    let catalogue = Catalogue::embedded();
    let mut table = String::from(HEAD);
    let mut sum = 0.0;
    for path in cases()? {
        let text = fs::read_to_string(&path)?;
        let chosen = comment(&text, "chosen").ok_or("a case says what was chosen")?;
        let profile = Profile::from_yaml(&text, &catalogue)?;
        let decision = decide(&catalogue, &profile, &Settings::default())?;
        sum += credit(&decision, chosen);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        table.push_str(&row(&name, chosen, &decision));
    }
    Ok((table, sum))
}

const HEAD: &str = "\
| case | chosen | weigh says | lead | draws won | agrees |
| --- | --- | --- | --: | --: | --: |
";

fn cases() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir("examples/decisions")? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    Ok(paths)
}

fn row(name: &str, chosen: &str, decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let lead = recommendation.lead.unwrap_or_default();
    let wins = 100.0 * recommendation.leader_wins.unwrap_or_default();
    let (answer, credit) = (answer(decision), credit(decision, chosen));
    format!("| {name} | {chosen} | {answer} | {lead:.2} | {wins:.0} % | {credit} |\n")
}

fn main() -> Result<(), Box<dyn Error>> {
    let (table, sum) = table()?;
    writeln!(io::stdout().lock(), "{table}\n{sum} of {} agree.", cases()?.len())?;
    Ok(())
}
