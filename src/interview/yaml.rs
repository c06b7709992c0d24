//! A profile as a commented YAML file, such that loading it gives the same profile.

use crate::model::{Catalogue, Comparison, Override, OverrideTarget, Profile, Weighting};
use crate::text;
use std::fmt::Write;

/// The profile as a file.
pub fn profile_yaml(profile: &Profile, catalogue: &Catalogue) -> String {
    profile_yaml_below(&[], profile, catalogue)
}

/// The same below other lines, such as one that names the schema to an editor.
pub fn profile_yaml_below(head: &[&str], profile: &Profile, catalogue: &Catalogue) -> String {
    let mut file = File { text: String::new(), catalogue };
    for line in head {
        file.line(line);
    }
    file.line(
        "# What the project is and needs. `weigh decide FILE` decides from it; edit what you like.",
    );
    file.heads(profile);
    file.traits(profile);
    file.needs(profile);
    file.weighting(&profile.weighting);
    if profile.fit_factor != Profile::default().fit_factor {
        let factor = profile.fit_factor;
        file.noted(&format!("fit-factor: {factor}"), "how much the project's facts count");
    }
    file.overrides(&profile.overrides);
    file.tails(profile);
    if *profile == Profile::default() {
        file.line("{}");
    }
    file.text
}

struct File<'a> {
    text: String,
    catalogue: &'a Catalogue,
}

impl File<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line, and behind it what it means.
    fn noted(&mut self, line: &str, note: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line} # {}", text::sanitize(note));
    }

    fn heads(&mut self, profile: &Profile) {
        for (key, value) in [("title", &profile.title), ("context", &profile.context)] {
            if let Some(value) = value {
                self.line(&format!("{key}: {}", quoted(value)));
            }
        }
        if let Some(frameworks) = &profile.frameworks {
            let ids: Vec<String> = frameworks.iter().map(|id| plain(id.as_str())).collect();
            self.line(&format!("frameworks: [{}]", ids.join(", ")));
        }
    }

    fn traits(&mut self, profile: &Profile) {
        if profile.traits.is_empty() {
            return;
        }
        self.line("traits:");
        let order = |id: &str| self.catalogue.traits.iter().position(|asked| asked.id == *id);
        let mut traits: Vec<_> = profile.traits.iter().collect();
        traits.sort_by_key(|(id, _)| (order(id.as_str()).unwrap_or(usize::MAX), *id));
        for (id, answers) in traits {
            let asked = self.catalogue.find_trait(id);
            let several = asked.is_some_and(|asked| asked.several) || answers.len() != 1;
            let ids: Vec<String> = answers.iter().map(|answer| plain(answer.as_str())).collect();
            let value = if several { format!("[{}]", ids.join(", ")) } else { ids.concat() };
            let label =
                |answer| asked.and_then(|asked| asked.find(answer)).map(|a| a.label.as_str());
            let labels: Vec<&str> = answers.iter().filter_map(label).collect();
            let question = asked.map_or("", |asked| asked.question.as_str());
            let note = format!("{question} {}", text::and_list(&labels));
            self.noted(&format!("  {}: {value}", plain(id.as_str())), &note);
        }
    }

    fn needs(&mut self, profile: &Profile) {
        if profile.needs.is_empty() {
            return;
        }
        self.line("needs: # built-in, must, want, maybe or bypass");
        for (id, need) in &profile.needs {
            let title =
                self.catalogue.capabilities.get(id).map_or("", |known| known.title.as_str());
            self.noted(&format!("  {}: {need}", plain(id.as_str())), title);
        }
    }

    fn weighting(&mut self, weighting: &Weighting) {
        match weighting {
            Weighting::Catalogue => {}
            Weighting::Points(points) => {
                self.line("weights: # points; what is not named keeps its own");
                for (id, points) in points {
                    self.line(&format!("  {}: {}", plain(id.as_str()), points.get()));
                }
            }
            Weighting::Ranking(order) => {
                let ids: Vec<String> = order.iter().map(|id| plain(id.as_str())).collect();
                self.noted(&format!("ranking: [{}]", ids.join(", ")), "the most important first");
            }
            Weighting::Pairwise(comparisons) => self.pairwise(comparisons),
        }
    }

    fn pairwise(&mut self, comparisons: &[Comparison]) {
        self.line("pairwise: # the one, the other, how many times as important the one is");
        for comparison in comparisons {
            let (first, second) =
                (plain(comparison.first.as_str()), plain(comparison.second.as_str()));
            self.line(&format!("  - [{first}, {second}, {}]", comparison.ratio.get()));
        }
    }

    fn overrides(&mut self, overrides: &[Override]) {
        if overrides.is_empty() {
            return;
        }
        self.line("overrides: # our own judgement in place of a rating or of a fact's points");
        for o in overrides {
            self.line(&format!("  - framework: {}", plain(o.framework.as_str())));
            match &o.target {
                OverrideTarget::Rating { criterion, score, low, high } => {
                    self.line(&format!("    criterion: {}", plain(criterion.as_str())));
                    self.line(&format!("    score: {}", score.get()));
                    self.line(&format!("    low: {}", low.get()));
                    self.line(&format!("    high: {}", high.get()));
                }
                OverrideTarget::Fact { fact, points } => {
                    self.line(&format!("    fact: {}", quoted(&fact.to_string())));
                    self.line(&format!("    points: {points}"));
                }
            }
            self.line(&format!("    because: {}", quoted(&o.because)));
            if let Some(until) = o.until {
                self.line(&format!("    until: {}", quoted(&until.to_string())));
            }
        }
    }

    fn tails(&mut self, profile: &Profile) {
        if !profile.deciders.is_empty() {
            let names: Vec<String> = profile.deciders.iter().map(|name| quoted(name)).collect();
            self.line(&format!("deciders: [{}]", names.join(", ")));
        }
        if let Some(day) = profile.review_by {
            self.line(&format!("review-by: {}", quoted(&day.to_string())));
        }
    }
}

/// An id as it is, in quotes where YAML would read something else in it.
fn plain(id: &str) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let text = id.starts_with(|c: char| c.is_ascii_lowercase()) && !words.contains(&id);
    if text { id.to_owned() } else { format!("\"{id}\"") }
}

/// A text in double quotes, with everything escaped that YAML or a terminal takes for more than text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if c.is_control() || is_invisible(c) => {
                let code = u32::from(c);
                // Writing to a string cannot fail.
                let _ = if code > 0xffff {
                    write!(out, "\\U{code:08x}")
                } else {
                    write!(out, "\\u{code:04x}")
                };
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_invisible(c: char) -> bool {
    let turns = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}');
    turns || matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::catalogue;
    use super::{plain, profile_yaml, profile_yaml_below};
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
        let headed = profile_yaml_below(&["# schema"], &Profile::default(), &catalogue());
        assert!(headed.starts_with("# schema\n# What"));
    }
}
