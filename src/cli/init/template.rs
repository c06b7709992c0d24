//! A profile and a framework's file to fill in: every key with a comment, and everything that the catalogue asks.

use crate::load::{FRAMEWORK, Key, PROFILE, Record};
use crate::model::{AnswerFit, Catalogue, Criterion, Need, Scale, Trait, Word};
use crate::text::wrap;
use std::fmt::{Result, Write};

const HEAD: &str = "\
# The profile of a project. Remove the `#` before what applies to yours; without any answer, `weigh decide` uses the
# catalogue's own weights. `weigh explain ID` explains any id below.
#
# For an editor that completes and checks this file, run `weigh schema profile > profile.schema.json` and write
# `# yaml-language-server: $schema=profile.schema.json` as the first line.
schema: 1
";

/// The profile, with the ids that the catalogue has.
pub(super) fn profile(catalogue: &Catalogue) -> String {
    let mut text = String::from(HEAD);
    keys(&mut text, &PROFILE, &["schema"], |text, key| profile_key(text, key, catalogue));
    text
}

/// The keys of a file as comments.
fn keys(
    text: &mut String,
    record: &Record,
    written: &[&str],
    write_key: impl Fn(&mut String, &Key) -> Result,
) {
    for key in record.keys.iter().filter(|key| !written.contains(&key.name)) {
        text.push('\n');
        for line in wrap(key.about, 108) {
            *text += &format!("# {line}\n");
        }
        // Writing to memory cannot fail.
        let _ = write_key(text, key);
    }
}

fn profile_key(text: &mut String, key: &Key, catalogue: &Catalogue) -> Result {
    match key.name {
        "traits" => {
            writeln!(text, "# traits:")?;
            catalogue.traits.iter().try_for_each(|asked| question(text, asked))
        }
        "needs" => {
            for need in Need::ALL {
                writeln!(text, "#   {:<9} {}", need.as_str(), need.about())?;
            }
            writeln!(text, "# needs:")?;
            catalogue
                .capabilities
                .values()
                .try_for_each(|one| writeln!(text, "#   {}: want    # {}", one.id, one.title))
        }
        "weights" => {
            writeln!(text, "# weights:")?;
            catalogue.criteria.values().try_for_each(|one| {
                writeln!(text, "#   {}: {}    # {}", one.id, one.weight.get(), one.question)
            })
        }
        name => {
            let space = if key.example.starts_with('\n') { "" } else { " " };
            writeln!(text, "# {name}:{space}{}", key.example)
        }
    }
}

fn question(text: &mut String, asked: &Trait) -> Result {
    let answers: Vec<&str> = asked.answers.iter().map(|answer| answer.id.as_str()).collect();
    let first = answers.first().copied().unwrap_or_default();
    let (example, several) = if asked.several {
        (format!("[{first}]"), " (one or several)")
    } else {
        (first.to_owned(), "")
    };
    writeln!(text, "#   {}: {example}\n#     # {}{several}", asked.id, asked.question)?;
    wrap(&answers.join(", "), 90).iter().try_for_each(|line| writeln!(text, "#     # {line}"))
}

/// A framework's file in which everything is unknown, with what the catalogue asks.
pub(super) fn framework(catalogue: &Catalogue, id: &str, name: &str) -> String {
    let name = name.replace(['\\', '"'], "").replace(char::is_control, " ");
    let mut text = format!(
        "# Everything is unknown yet, which is no penalty: it may be anything from 0 to 10. Remove the `#` before what\n\
         # you have found. Sources are ids of sources.yaml; for a single file that is added, put them into a\n\
         # `sources.yaml` in the same folder, and add the folder. `weigh lint` on this file lists what is missing.\n\
         schema: 1\nid: {id}\nname: \"{name}\"\n"
    );
    let written = ["schema", "id", "name"];
    keys(&mut text, &FRAMEWORK, &written, |text, key| framework_key(text, key, catalogue));
    text
}

fn framework_key(text: &mut String, key: &Key, catalogue: &Catalogue) -> Result {
    if !key.example.is_empty() {
        return writeln!(text, "# {}: {}", key.name, key.example);
    }
    writeln!(text, "# {}:{}", key.name, if key.name == "default" { " false" } else { "" })?;
    match key.name {
        "because" => {
            catalogue.criteria.keys().try_for_each(|criterion| writeln!(text, "#   {criterion}: …"))
        }
        "findings" => catalogue.criteria.values().try_for_each(|one| findings(text, one)),
        "capabilities" => catalogue.capabilities.values().try_for_each(|one| {
            let about = one.about.as_deref().unwrap_or(&one.title);
            writeln!(
                text,
                "#   # {about}\n#   {}: {{extension: NAME, released: 2026-01-31}}",
                one.id
            )
        }),
        "fit" => catalogue.traits.iter().try_for_each(|asked| fits(text, asked)),
        _ => Ok(()),
    }
}

fn findings(text: &mut String, criterion: &Criterion) -> Result {
    writeln!(text, "#   # {}\n#   {}:", criterion.question, criterion.id)?;
    for indicator in &criterion.indicators {
        writeln!(text, "#     # {}", indicator.title)?;
        if let Scale::Linear { worst, best } | Scale::Log { worst, best } = indicator.scale {
            let unit = indicator.unit.as_deref().map(|unit| format!("In {unit}; "));
            let unit = unit.unwrap_or_default();
            writeln!(text, "#     # {unit}{worst} scores 0, {best} scores 10")?;
        }
        writeln!(text, "#     {}:", indicator.id)?;
        let keys = match &indicator.scale {
            Scale::Checklist { items } => {
                let items = items.join("\n  - ");
                &format!("built-in: []\nextension: {{}}    # item: NAME\nnone:\n  - {items}")
            }
            Scale::Linear { .. } | Scale::Log { .. } => "value: 0\nlow: 0\nhigh: 0",
            Scale::Judgement => "score: 5\nlow: 3\nhigh: 7\nbecause: The reason.",
        };
        let because = match indicator.scale {
            Scale::Judgement => None,
            _ => Some("because: What was counted, and where the range comes from."),
        };
        let common =
            ["source: ID", "checked: 2026-01-31", "method: documented", "confidence: medium"];
        for line in keys.lines().chain(common).chain(because) {
            writeln!(text, "#       {line}")?;
        }
    }
    Ok(())
}

fn fits(text: &mut String, asked: &Trait) -> Result {
    let mut answers = asked.answers.iter().filter(|one| one.fit == AnswerFit::Stated).peekable();
    if answers.peek().is_none() {
        return Ok(());
    }
    writeln!(text, "#   # {}\n#   {}:", asked.question, asked.id)?;
    answers.try_for_each(|one| {
        writeln!(
            text,
            "#     # {}\n#     {}: {{score: 5, because: the reason, basis: judgement, source: ID}}",
            one.label, one.id
        )
    })
}
