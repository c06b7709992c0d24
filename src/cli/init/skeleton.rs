//! A framework's file in which everything is unknown, with the items to look up as comments.

use crate::model::{AnswerFit, Catalogue, Criterion, Indicator, Scale, Trait};
use std::fmt::Write;

/// The file, made from the catalogue so that it asks for what there is to be known.
pub(super) fn skeleton(catalogue: &Catalogue, id: &str, name: &str) -> String {
    let name = name.replace(['\\', '"'], "").replace(char::is_control, " ");
    let mut text = format!(
        "# Everything is unknown yet, which is no penalty: it may be anything from 0 to 10. Remove the `#` before\n\
         # what you have found. Sources are ids of sources.yaml; beside a single file that is added, put them into a\n\
         # `sources.yaml` in one folder with it, and add the folder. `weigh lint` on this file lists what is left.\n\
         schema: 1\nid: {id}\nname: \"{name}\"\n\
         # version: \"1.0\"                 # of which the findings speak\n\
         # homepage: https://example.org/\n\
         # summary: One sentence.\n"
    );
    text += "\n# For every criterion that it can win, why; one line of at most 60 characters.\n# because:\n";
    for criterion in catalogue.criteria.values() {
        let _ = writeln!(text, "#   {}: …", criterion.id);
    }
    text += "\n# What was found.\n# findings:\n";
    for criterion in catalogue.criteria.values() {
        text += &findings(criterion);
    }
    text += "\n# How it provides what a project may need: built-in, none, or by which extension.\n# capabilities:\n";
    for capability in catalogue.capabilities.values() {
        let about = capability.about.as_deref().unwrap_or(&capability.title);
        let _ = writeln!(
            text,
            "#   # {about}\n#   {}: {{extension: NAME, released: 2026-01-31}}",
            capability.id
        );
    }
    text += "\n# How well it suits an answer, 0 to 10; 5 neither helps nor hinders.\n# fit:\n";
    for asked in &catalogue.traits {
        text += &fits(asked);
    }
    text + "\n# used-for: [{what: content sites, source: ID, claim: confirmed}]\n\
            # users: [{name: Somebody, source: ID, claim: confirmed}]\n"
}

fn findings(criterion: &Criterion) -> String {
    let mut text = format!("#   # {}\n#   {}:\n", criterion.question, criterion.id);
    for indicator in &criterion.indicators {
        let _ = writeln!(text, "#     # {}", indicator.title);
        if let Some(ends) = ends(indicator) {
            let _ = writeln!(text, "#     # {ends}");
        }
        let _ = writeln!(text, "#     {}:", indicator.id);
        for line in keys(&indicator.scale) {
            let _ = writeln!(text, "#       {line}");
        }
        text += "#       source: ID\n#       checked: 2026-01-31\n#       method: documented\n#       confidence: medium\n";
        if !matches!(indicator.scale, Scale::Judgement) {
            text += "#       because: What was counted, and where the range comes from.\n";
        }
    }
    text
}

/// What scores 0 and what scores 10, on a measured scale.
fn ends(indicator: &Indicator) -> Option<String> {
    let unit = indicator.unit.as_deref().map(|unit| format!("In {unit}; ")).unwrap_or_default();
    match indicator.scale {
        Scale::Linear { worst, best } | Scale::Log { worst, best } => {
            Some(format!("{unit}{worst} scores 0, {best} scores 10"))
        }
        Scale::Checklist { .. } | Scale::Judgement => None,
    }
}

fn keys(scale: &Scale) -> Vec<String> {
    match scale {
        Scale::Checklist { items } => vec![
            "built-in: []".to_owned(),
            "extension: {}    # item: NAME".to_owned(),
            "none:".to_owned(),
        ]
        .into_iter()
        .chain(items.iter().map(|item| format!("  - {item}")))
        .collect(),
        Scale::Linear { .. } | Scale::Log { .. } => {
            vec!["value: 0".to_owned(), "low: 0".to_owned(), "high: 0".to_owned()]
        }
        Scale::Judgement => vec![
            "score: 5".to_owned(),
            "low: 3".to_owned(),
            "high: 7".to_owned(),
            "because: The reason.".to_owned(),
        ],
    }
}

fn fits(asked: &Trait) -> String {
    let marked: Vec<_> =
        asked.answers.iter().filter(|answer| answer.fit == AnswerFit::Stated).collect();
    if marked.is_empty() {
        return String::new();
    }
    let mut text = format!("#   # {}\n#   {}:\n", asked.question, asked.id);
    for answer in marked {
        let _ = writeln!(
            text,
            "#     # {}\n#     {}: {{score: 5, because: the reason, source: ID}}",
            answer.label, answer.id
        );
    }
    text
}
