//! The profile to fill in: every key with a comment, every answer to choose from.

use crate::load::{Key, PROFILE};
use crate::model::{Catalogue, Need, Trait, Word};
use crate::text;
use std::fmt::Write;

const HEAD: &str = "\
# yaml-language-server: $schema=profile.schema.json
# `weigh schema profile > profile.schema.json` lets an editor complete and check this file.
#
# The profile of a project. Remove the `#` before what applies to yours; without any answer, `weigh decide` uses the
# catalogue's own weights. `weigh explain ID` explains any id below.
schema: 1
";

/// The profile, with the ids that the catalogue has.
pub(super) fn template(catalogue: &Catalogue) -> String {
    let mut text = String::from(HEAD);
    for key in PROFILE.keys.iter().filter(|key| key.name != "schema") {
        text.push('\n');
        for line in text::wrap(key.about, 108) {
            text += &format!("# {line}\n");
        }
        // Writing to memory cannot fail.
        let _ = write_key(&mut text, key, catalogue);
    }
    text
}

fn write_key(text: &mut String, key: &Key, catalogue: &Catalogue) -> std::fmt::Result {
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
            let capabilities = catalogue.capabilities.values();
            capabilities
                .into_iter()
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

fn question(text: &mut String, asked: &Trait) -> std::fmt::Result {
    let answers: Vec<&str> = asked.answers.iter().map(|answer| answer.id.as_str()).collect();
    let first = answers.first().copied().unwrap_or_default();
    let (example, several) = if asked.several {
        (format!("[{first}]"), " (one or several)")
    } else {
        (first.to_owned(), "")
    };
    writeln!(text, "#   {}: {example}\n#     # {}{several}", asked.id, asked.question)?;
    text::wrap(&answers.join(", "), 90).iter().try_for_each(|line| writeln!(text, "#     # {line}"))
}
