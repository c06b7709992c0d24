//! What a record carries for a later run, in one place: where it was computed from, and the figures to compare with.
//!
//! The figures are the decision's own JSON, less what can be computed again and what is not compared, rounded so that
//! the last digits of a figure are no change, and laid out so that a change moves few lines.

use super::Flavour;
use crate::decision::{
    Analysis, CatalogueInput, Decision, Inputs as Computed, Notice, ProfileInput, Project,
    Recommendation, SCHEMA as DECISION, Verdict,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name of the form.
const SCHEMA: &str = "weigh/record/1";
/// What opens the comment.
const OPEN: &str = "<!-- weigh:data\n";
/// What closes it.
const CLOSE: &str = "\n-->";
/// The most characters of a text that are compared.
const LONGEST: usize = 300;
/// Figures are compared to this part of one.
const FINEST: f64 = 1e4;

/// Where a record was computed from; paths are relative to the record's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The profile; none where flags said everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The flags laid over it, as they were typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The catalogue's folder; none for the embedded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// What was added to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<String>,
}

/// What a record carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// The version of weigh that wrote it.
    pub weigh: String,
    /// How the record is written.
    pub flavour: Flavour,
    /// Where it was computed from.
    pub inputs: Inputs,
    /// The decision, as far as it is compared.
    pub decision: Decision,
}

/// Why a record's data cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// There is none.
    #[error("weigh's part of it carries no data")]
    Missing,
    /// It is damaged.
    #[error("the data in weigh's part of it is damaged ({0})")]
    Damaged(String),
    /// A later weigh wrote it.
    #[error("it was written by a later version of weigh, as `{0}`")]
    Later(String),
}

/// A decision as far as records compare it.
pub(super) fn comparable(decision: &Decision) -> Decision {
    let mut kept = decision.clone();
    kept.project = Project {
        title: None,
        context: None,
        deciders: Vec::new(),
        review_by: None,
        ..kept.project
    };
    kept.notices.retain(|notice| matches!(notice, Notice::OverrideExpired { .. }));
    kept.analysis =
        Analysis { draws: kept.analysis.draws, age: kept.analysis.age, ..Analysis::default() };
    for row in &mut kept.criteria {
        (row.why, row.lead, row.contribution) = (None, None, None);
        row.best_in_draws.clear();
    }
    kept.moving = None;
    kept.inputs.as_of = None;
    let evened = serde_json::to_value(&kept).map(evened);
    // A decision has a JSON form, and every number in it is one after rounding, too.
    evened.and_then(serde_json::from_value).unwrap_or(kept)
}

fn evened(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let figure = number.as_f64().unwrap_or_default();
            json!((figure * FINEST).round() / FINEST)
        }
        Value::String(text) => Value::String(text.chars().take(LONGEST).collect()),
        Value::Array(values) => values.into_iter().map(evened).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, evened(value))).collect()
        }
        other => other,
    }
}

/// The data as a comment.
pub(super) fn comment(decision: &Decision, inputs: &Inputs, flavour: Flavour) -> String {
    let mut fields = Map::new();
    fields.insert("schema".to_owned(), json!(SCHEMA));
    fields.insert("weigh".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    fields.insert("adr".to_owned(), json!(flavour.as_str()));
    fields.insert("inputs".to_owned(), json!(inputs));
    fields.insert("digests".to_owned(), digests(&decision.inputs));
    let mut lines: Vec<String> = fields.iter().map(|(key, value)| line(key, value)).collect();
    lines.extend(changed(&comparable(decision)).iter().map(|(key, value)| line(key, value)));
    format!("{OPEN}{{\n{}\n}}{CLOSE}\n", lines.join(",\n"))
}

fn digests(inputs: &Computed) -> Value {
    let profile = inputs.profile.as_ref().map(|profile| &profile.sha256);
    json!({"profile": profile, "catalogue": inputs.catalogue.sha256})
}

/// One field; a list of objects has a line for each.
fn line(key: &str, value: &Value) -> String {
    let items = value.as_array().filter(|items| items.iter().any(Value::is_object));
    let value = match items {
        None => safe(value),
        Some(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("  {}", safe(item))).collect();
            format!("[\n{}\n]", items.join(",\n"))
        }
    };
    format!("\"{key}\": {value}")
}

/// JSON in which nothing can end the comment, and no character acts on who reads the file.
fn safe(value: &Value) -> String {
    let mut clean = String::new();
    let mut before = ' ';
    for character in value.to_string().chars() {
        let in_pair = character == '-' && before == '-' || character == '[' && before == '#';
        let plain = character.is_alphanumeric() || character.is_ascii_graphic() || character == ' ';
        if plain && !in_pair && !['<', '>', '&'].contains(&character) {
            clean.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing into a string cannot fail.
                let _ = write!(clean, "\\u{unit:04x}");
            }
        }
        before = character;
    }
    clean
}

/// The fields in which a decision differs from one that says nothing; the inputs stand elsewhere.
fn changed(decision: &Decision) -> Map<String, Value> {
    let mut fields = less(fields(decision), &fields(&blank()));
    fields.retain(|key, _| key != "inputs");
    for row in rows(&mut fields) {
        row.retain(|key, value| !value.is_null() && usual(key).as_ref() != Some(value));
    }
    fields
}

/// The criteria's rows.
fn rows(fields: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let rows = fields.get_mut("criteria").and_then(Value::as_array_mut);
    rows.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// What a field of a criterion's row is where it is left out.
fn usual(key: &str) -> Option<Value> {
    match key {
        "tie" | "provisional" => Some(json!(false)),
        "parts" => Some(json!([])),
        "best_in_draws" => Some(json!({})),
        _ => None,
    }
}

/// The fields that are not as in the blank, those of an object that the blank fills likewise.
fn less(own: Map<String, Value>, blank: &Map<String, Value>) -> Map<String, Value> {
    let differs = |(key, value): (String, Value)| match (value, blank.get(&key)) {
        (value, Some(usual)) if value == *usual => None,
        (Value::Object(own), Some(Value::Object(usual))) if !usual.is_empty() => {
            Some((key, Value::Object(less(own, usual))))
        }
        (value, _) => Some((key, value)),
    };
    own.into_iter().filter_map(differs).collect()
}

/// The blank with what was left out of it put back.
fn more(blank: &mut Map<String, Value>, said: Map<String, Value>) {
    for (key, value) in said {
        match (blank.get_mut(&key), value) {
            (Some(Value::Object(usual)), Value::Object(own)) if !usual.is_empty() => {
                more(usual, own);
            }
            (_, value) => {
                blank.insert(key, value);
            }
        }
    }
}

fn fields(decision: &Decision) -> Map<String, Value> {
    match serde_json::to_value(decision) {
        Ok(Value::Object(fields)) => fields,
        // A decision's JSON form is an object.
        _ => Map::new(),
    }
}

fn blank() -> Decision {
    Decision {
        schema: DECISION.to_owned(),
        recommendation: Recommendation {
            verdict: Verdict::NoneQualifies,
            winner: None,
            contenders: Vec::new(),
            lead: None,
            leader: None,
            runner_up: None,
            leader_wins: None,
            provisional: false,
            reasons_for: Vec::new(),
            reasons_against: Vec::new(),
        },
        frameworks: Vec::new(),
        excluded: Vec::new(),
        to_add: BTreeMap::new(),
        lacking: BTreeMap::new(),
        unused: BTreeMap::new(),
        moving: None,
        criteria: Vec::new(),
        analysis: Analysis::default(),
        notices: Vec::new(),
        project: Project {
            title: None,
            context: None,
            traits: BTreeMap::new(),
            needs: BTreeMap::new(),
            capabilities: BTreeMap::new(),
            deciders: Vec::new(),
            review_by: None,
        },
        inputs: Computed::default(),
    }
}

#[derive(Deserialize)]
struct Digests {
    profile: Option<String>,
    catalogue: String,
}

impl Data {
    /// Reads what weigh's part of a record carries.
    pub fn read(inside: &str) -> Result<Self, DataError> {
        let text = inside.replace("\r\n", "\n");
        let json = text.split_once(OPEN).ok_or(DataError::Missing)?.1;
        let json = json.split_once(CLOSE).ok_or(DataError::Missing)?.0;
        let mut said: Map<String, Value> =
            serde_json::from_str(json).map_err(|error| damaged(&error))?;
        let schema: String = taken(&mut said, "schema")?;
        if schema != SCHEMA {
            return Err(DataError::Later(schema));
        }
        let (weigh, adr): (String, String) = (taken(&mut said, "weigh")?, taken(&mut said, "adr")?);
        let inputs: Inputs = taken(&mut said, "inputs")?;
        let digests: Digests = taken(&mut said, "digests")?;
        let flavour = Flavour::ALL.into_iter().find(|flavour| flavour.as_str() == adr);
        let flavour = flavour.ok_or_else(|| DataError::Damaged(format!("no flavour `{adr}`")))?;
        let mut all = fields(&blank());
        more(&mut all, said);
        for row in rows(&mut all) {
            for key in ["tie", "provisional", "parts", "best_in_draws"] {
                row.entry(key).or_insert_with(|| usual(key).unwrap_or_default());
            }
        }
        let mut decision: Decision =
            serde_json::from_value(Value::Object(all)).map_err(|error| damaged(&error))?;
        decision.inputs = computed(&inputs, digests);
        Ok(Self { weigh, flavour, inputs, decision })
    }
}

fn damaged(error: &serde_json::Error) -> DataError {
    DataError::Damaged(error.to_string())
}

fn taken<T: serde::de::DeserializeOwned>(
    fields: &mut Map<String, Value>,
    key: &str,
) -> Result<T, DataError> {
    let value = fields.remove(key).ok_or_else(|| DataError::Damaged(format!("no `{key}`")))?;
    serde_json::from_value(value).map_err(|error| damaged(&error))
}

fn computed(inputs: &Inputs, digests: Digests) -> Computed {
    let profile = digests
        .profile
        .map(|sha256| ProfileInput { path: inputs.profile.clone().unwrap_or_default(), sha256 });
    let catalogue = CatalogueInput { origin: String::new(), sha256: digests.catalogue };
    Computed { profile, flags: inputs.flags.clone(), catalogue, as_of: None }
}
