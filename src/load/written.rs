//! A profile as a commented YAML file, such that loading it gives the same profile.

use super::shape::{Ref, Shape, record};
use crate::model::{Catalogue, Profile};
use crate::text::{and_list, is_unsafe, join, sanitize};
use serde_json::{Value, json};

/// The profile as a file: its keys in the order of their description, its ids with their titles.
pub fn profile_yaml(profile: &Profile, catalogue: &Catalogue) -> String {
    let written = json!(profile);
    let mut text = String::from(
        "# What the project is and needs. `weigh decide FILE` decides from it; edit what you like.\n",
    );
    for key in &record("Profile").keys {
        match (&key.shape, &written[&key.name]) {
            (_, Value::Null) => {}
            (_, value) if *value == json!({}) || *value == json!([]) => {}
            (Shape::Map(ids, values), Value::Object(entries)) => {
                text += &format!("{}: # {}\n", key.name, key.about);
                let mut entries: Vec<_> = entries.iter().collect();
                let place = |id: &str| catalogue.traits.iter().position(|asked| asked.id == *id);
                entries.sort_by_key(|(id, _)| place(id));
                for (id, value) in entries {
                    let note = sanitize(&note(ids, id, value, catalogue));
                    text += &format!("  {}: {} # {note}\n", plain(id), inline(value, values));
                }
            }
            (Shape::List(shape), Value::Array(items))
                if matches!(**shape, Shape::Tuple(_) | Shape::Record(_)) =>
            {
                text += &format!("{}: # {}\n", key.name, key.about);
                items.iter().for_each(|item| text += &format!("  - {}\n", inline(item, shape)));
            }
            (shape, value) => text += &format!("{}: {}\n", key.name, inline(value, shape)),
        }
    }
    if *profile == Profile::default() {
        text.push_str("{}\n");
    }
    text
}

/// What an entry means.
fn note(of: &Shape, id: &str, value: &Value, catalogue: &Catalogue) -> String {
    match of {
        Shape::Id(Ref::Trait) => {
            let Some(asked) = catalogue.find_trait(id) else { return String::new() };
            let given =
                |id: &str| value == id || value.as_array().is_some_and(|v| v.contains(&id.into()));
            let answers = asked.answers.iter().filter(|answer| given(answer.id.as_str()));
            format!("{} {}", asked.question, and_list(answers.map(|answer| &answer.label)))
        }
        Shape::Id(Ref::Capability) => {
            catalogue.capabilities.get(id).map_or("", |one| &one.title).to_owned()
        }
        _ => catalogue.criteria.get(id).map_or("", |one| &one.question).to_owned(),
    }
}

/// A value on one line.
fn inline(value: &Value, shape: &Shape) -> String {
    match (value, shape) {
        (Value::Array(items), Shape::OneOrMany(shape)) if items.len() == 1 => {
            inline(&items[0], shape)
        }
        (Value::Array(items), Shape::OneOrMany(shape) | Shape::List(shape)) => {
            format!("[{}]", join(items.iter().map(|item| inline(item, shape)), ", "))
        }
        (Value::Array(items), Shape::Tuple(shapes)) => {
            let items = items.iter().zip(shapes).map(|(item, shape)| inline(item, shape));
            format!("[{}]", join(items, ", "))
        }
        (Value::Object(_), Shape::Record(name)) => {
            let keys = record(name).keys.iter().filter(|key| !value[&key.name].is_null());
            let keys =
                keys.map(|key| format!("{}: {}", key.name, inline(&value[&key.name], &key.shape)));
            format!("{{{}}}", join(keys, ", "))
        }
        (Value::String(id), Shape::Id(_) | Shape::Words(..)) => plain(id),
        (Value::String(text), _) => quoted(text),
        (Value::Number(number), _) => number.as_f64().unwrap_or_default().to_string(),
        _ => value.to_string(),
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
    let escaped = |c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        c if is_unsafe(c) || ('\u{fff0}'..='\u{ffff}').contains(&c) => {
            format!("\\U{:08x}", u32::from(c))
        }
        c => c.to_string(),
    };
    format!("\"{}\"", join(text.chars().map(escaped), ""))
}

#[cfg(test)]
mod tests {
    use super::{plain, profile_yaml};
    use crate::model::{Catalogue, Profile};

    #[test]
    fn an_id_that_yaml_would_misread_is_quoted() {
        assert_eq!(
            ["none", "web2py", "no", "2", "1e5"].map(plain).join(" "),
            "none web2py \"no\" \"2\" \"1e5\""
        );
    }

    #[test]
    fn a_profile_that_says_nothing_is_no_empty_file() {
        assert!(profile_yaml(&Profile::default(), &Catalogue::embedded()).ends_with("\n{}\n"));
    }
}
