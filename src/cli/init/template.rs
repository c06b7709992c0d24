//! A profile and a framework's file to fill in: every key with a comment, and everything that the catalogue asks.

use crate::load::{Key, record};
use crate::model::{AnswerFit, Catalogue, Criterion, Need, Trait, Word};
use crate::text::wrap;

/// How the files begin.
const PROFILE: &str = include_str!("profile.yaml");
const FRAMEWORK: &str = include_str!("framework.yaml");
/// The keys of a finding on any scale.
const COMMON: &str = "because: What was counted, and where the range comes from.\nsource: ID\nchecked: 2026-01-31\n\
                      method: documented\nconfidence: medium";

/// The profile, with the ids that the catalogue has.
pub(super) fn profile(catalogue: &Catalogue) -> String {
    let keys = commented("Profile", &["schema"], |key| match key.name.as_str() {
        "traits" => list("traits:", catalogue.traits.iter().map(question)),
        "needs" => {
            let levels = Need::ALL.iter().map(|need| format!("  {need:<9} {}\n", need.about()));
            let features = catalogue.capabilities.values();
            let wants = features.map(|one| format!("  {}: want    # {}", one.id, one.title));
            levels.collect::<String>() + &list("needs:", wants)
        }
        "weights" => {
            let weight = |one: &Criterion| {
                format!("  {}: {}    # {}", one.id, one.weight.get(), one.question)
            };
            list("weights:", catalogue.criteria.values().map(weight))
        }
        name if key.example.starts_with('\n') => format!("{name}:{}", key.example),
        name => format!("{name}: {}", key.example),
    });
    format!("{PROFILE}{keys}")
}

/// A framework's file in which everything is unknown, with what the catalogue asks.
pub(super) fn framework(catalogue: &Catalogue, id: &str, name: &str) -> String {
    let name = name.replace(['\\', '"'], "").replace(char::is_control, " ");
    let written = ["schema", "id", "name"];
    let keys = commented("Framework", &written, |key| match key.name.as_str() {
        name if !key.example.is_empty() => format!("{name}: {}", key.example),
        "default" => "default: false".to_owned(),
        "because" => list("because:", catalogue.criteria.keys().map(|id| format!("  {id}: …"))),
        "findings" => list("findings:", catalogue.criteria.values().map(findings)),
        "capabilities" => {
            let feature = catalogue.capabilities.values().map(|one| {
                let about = one.about.as_deref().unwrap_or(&one.title);
                format!("  # {about}\n  {}: {{extension: NAME, released: 2026-01-31}}", one.id)
            });
            list("capabilities:", feature)
        }
        "fit" => list("fit:", catalogue.traits.iter().filter_map(fits)),
        name => format!("{name}:"),
    });
    format!("{FRAMEWORK}id: {id}\nname: \"{name}\"\n{keys}")
}

/// The keys of a file as comments, without those that are written.
fn commented(file: &str, written: &[&str], value: impl Fn(&Key) -> String) -> String {
    let mut text = String::new();
    for key in record(file).keys.iter().filter(|key| !written.contains(&key.name.as_str())) {
        text.push('\n');
        for line in wrap(&key.about, 108).iter().map(String::as_str).chain(value(key).lines()) {
            text += &format!("# {line}\n");
        }
    }
    text
}

fn list(head: &str, lines: impl Iterator<Item = String>) -> String {
    lines.fold(head.to_owned(), |text, line| format!("{text}\n{line}"))
}

fn question(asked: &Trait) -> String {
    let answers: Vec<&str> = asked.answers.iter().map(|answer| answer.id.as_str()).collect();
    let first = answers.first().copied().unwrap_or_default();
    let (example, several) = if asked.several {
        (format!("[{first}]"), " (one or several)")
    } else {
        (first.to_owned(), "")
    };
    let head = format!("  {}: {example}\n    # {}{several}", asked.id, asked.question);
    list(&head, wrap(&answers.join(", "), 90).iter().map(|line| format!("    # {line}")))
}

fn findings(criterion: &Criterion) -> String {
    let mut text = format!("  # {}\n  {}:", criterion.question, criterion.id);
    for indicator in &criterion.indicators {
        text += &format!("\n    # {}", indicator.title);
        let unit =
            indicator.unit.as_ref().map(|unit| format!("Unit: {unit}. ")).unwrap_or_default();
        text += &format!("\n    # {unit}{}", indicator.scale.about(|value| value.to_string()));
        let items = list("", indicator.scale.items().iter().map(|item| format!("  - {item}")));
        let (kind, about) = (indicator.scale.kind(), record("Finding"));
        let keys = about.keys.iter().filter(|key| key.scales.contains(&kind));
        let line = |key: &Key| match key.name.as_str() {
            "none" => format!("none:{items}\n"),
            name => format!("{name}: {}\n", key.example),
        };
        let keys: String = keys.map(line).collect();
        let lines = keys.lines().chain(COMMON.lines()).map(|line| format!("      {line}"));
        text = list(&format!("{text}\n    {}:", indicator.id), lines);
    }
    text
}

fn fits(asked: &Trait) -> Option<String> {
    const FIT: &str = "{score: 5, because: the reason, basis: judgement, source: ID}";
    let mut stated = asked.answers.iter().filter(|one| one.fit == AnswerFit::Scored).peekable();
    stated.peek()?;
    let head = format!("  # {}\n  {}:", asked.question, asked.id);
    Some(list(&head, stated.map(|one| format!("    # {}\n    {}: {FIT}", one.label, one.id))))
}
