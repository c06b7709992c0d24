//! A profile as a commented YAML file, such that loading it gives the same profile.

use crate::model::{Catalogue, OverrideTarget, Profile, Weighting};
use crate::text::{and_list, is_unsafe, sanitize};
use std::fmt::{Display, Write};

/// The profile as a file.
pub fn profile_yaml(profile: &Profile, catalogue: &Catalogue) -> String {
    let head =
        "What the project is and needs. `weigh decide FILE` decides from it; edit what you like.";
    let mut lines = vec![format!("# {head}")];
    let mut line = |line: String| lines.push(line);
    for (key, value) in [("title", &profile.title), ("context", &profile.context)] {
        value.iter().for_each(|value| line(format!("{key}: {}", quoted(value))));
    }
    if let Some(frameworks) = &profile.frameworks {
        line(format!("frameworks: {}", ids(frameworks)));
    }
    if !profile.traits.is_empty() {
        line("traits:".to_owned());
    }
    for asked in &catalogue.traits {
        let Some(answers) = profile.traits.get(&asked.id) else { continue };
        let value = match answers.as_slice() {
            [one] if !asked.several => plain(one),
            several => ids(several),
        };
        let labels = answers.iter().filter_map(|answer| Some(asked.find(answer)?.label.as_str()));
        let labels = and_list(&labels.collect::<Vec<_>>());
        let note = sanitize(&format!("{} {labels}", asked.question));
        line(format!("  {}: {value} # {note}", plain(&asked.id)));
    }
    if !profile.needs.is_empty() {
        line("needs: # built-in, must, want, maybe or bypass".to_owned());
    }
    for (id, need) in &profile.needs {
        let title = catalogue.capabilities.get(id).map_or("", |known| known.title.as_str());
        line(format!("  {}: {need} # {}", plain(id), sanitize(title)));
    }
    match &profile.weighting {
        Weighting::Catalogue => {}
        Weighting::Points(points) => {
            line("weights: # points; what is not named keeps its own".to_owned());
            points
                .iter()
                .for_each(|(id, points)| line(format!("  {}: {}", plain(id), points.get())));
        }
        Weighting::Ranking(order) => {
            line(format!(
                "ranking: {} # the first is lifted first from its worst to its best end",
                ids(order)
            ));
        }
        Weighting::Pairwise(comparisons) => {
            line(
                "pairwise: # the one, the other, how many times as important the one is".to_owned(),
            );
            for c in comparisons {
                line(format!("  - [{}, {}, {}]", plain(&c.first), plain(&c.second), c.ratio.get()));
            }
        }
    }
    if profile.fit_factor.to_bits() != Profile::default().fit_factor.to_bits() {
        line(format!("fit-factor: {} # how much the project's facts count", profile.fit_factor));
    }
    if !profile.overrides.is_empty() {
        line(
            "overrides: # our own judgement in place of a rating or of a fact's points".to_owned(),
        );
    }
    for o in &profile.overrides {
        line(format!("  - framework: {}", plain(&o.framework)));
        match &o.target {
            OverrideTarget::Rating { criterion, score, low, high } => {
                let (score, low, high) = (score.get(), low.get(), high.get());
                line(format!("    criterion: {}", plain(criterion)));
                line(format!("    score: {score}\n    low: {low}\n    high: {high}"));
            }
            OverrideTarget::Fact { fact, points } => {
                line(format!("    fact: {}\n    points: {points}", quoted(&fact.to_string())));
            }
        }
        line(format!("    because: {}", quoted(&o.because)));
        o.until.iter().for_each(|day| line(format!("    until: \"{day}\"")));
    }
    if !profile.deciders.is_empty() {
        let names: Vec<String> = profile.deciders.iter().map(|name| quoted(name)).collect();
        line(format!("deciders: [{}]", names.join(", ")));
    }
    profile.review_by.iter().for_each(|day| line(format!("review-by: \"{day}\"")));
    if *profile == Profile::default() {
        line("{}".to_owned());
    }
    lines.join("\n") + "\n"
}

fn ids<T: Display>(ids: &[T]) -> String {
    format!("[{}]", ids.iter().map(plain).collect::<Vec<_>>().join(", "))
}

/// An id as it is, in quotes where YAML would read something else in it.
fn plain(id: impl Display) -> String {
    let id = id.to_string();
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let text = id.starts_with(|c: char| c.is_ascii_lowercase()) && !words.contains(&id.as_str());
    if text { id } else { format!("\"{id}\"") }
}

/// A text in double quotes, with everything escaped that YAML or a terminal takes for more than text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Writing to a string cannot fail.
            _ if is_unsafe(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::super::fixture::catalogue;
    use super::{plain, profile_yaml};
    use crate::model::Profile;

    #[test]
    fn an_id_that_yaml_would_misread_is_quoted() {
        assert_eq!(
            ["none", "web2py", "no", "2", "1e5"].map(plain).join(" "),
            "none web2py \"no\" \"2\" \"1e5\""
        );
    }

    #[test]
    fn a_profile_that_says_nothing_is_no_empty_file() {
        assert!(profile_yaml(&Profile::default(), &catalogue()).ends_with("\n{}\n"));
    }
}
