//! What a record carries for a later run: where it was computed from, and the figures to compare with.
//!
//! The figures are the decision's JSON without what is not compared, rounded so that another machine's last digits are
//! no change, and laid out so that a change touches few lines. Fields with their default value are left out.

use super::part::{Split, line_number};
use crate::decision::{
    Analysis, CatalogueInput, Decision, Inputs as DecisionInputs, Notice, ProfileInput, Project,
    SCHEMA as DECISION,
};
use crate::model::AdrFormat;
use crate::text::{escape_json, join};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

const SCHEMA: &str = "weigh/record/2";
/// Records of the method before project fit was counted in points.
const EARLIER: &str = "weigh/record/1";
const OPEN: &str = "<!-- weigh:data\n";
const CLOSE: &str = "\n-->";
/// The number of characters of a text that are compared.
const MAX_TEXT: usize = 300;
/// Figures are compared to four decimals.
const PRECISION: f64 = 1e4;

type Fields = Map<String, Value>;

/// Where a record was computed from; paths are relative to the record's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The profile; none if flags said everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The flags that override it, as they were typed.
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
    /// The record's format.
    pub format: AdrFormat,
    /// Where it was computed from.
    pub inputs: Inputs,
    /// The decision, as far as it is compared.
    pub decision: Decision,
    /// Whether an earlier method made it; then only the recommendation and who was excluded are known.
    pub earlier_method: bool,
}

/// Why a record's data cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct DataError {
    /// What is wrong.
    pub message: String,
    /// The line of the record, counted from 1.
    pub line: u32,
}

impl From<serde_json::Error> for DataError {
    /// The line is counted in the data.
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let why = text.split(" at line ").next().unwrap_or_default();
        let message = format!("the data of weigh is damaged ({why})");
        Self { message, line: u32::try_from(error.line()).unwrap_or_default() }
    }
}

/// A decision as far as records compare it.
pub(super) fn comparable(decision: &Decision) -> Decision {
    // A decision has a JSON form, and every number in it is still one after rounding.
    from_fields(compared(decision)).unwrap_or_default()
}

/// The fields of a decision as far as records compare it.
fn compared(decision: &Decision) -> Fields {
    let mut kept = decision.clone();
    let Project { traits, needs, capabilities, .. } = kept.project;
    kept.project = Project { traits, needs, capabilities, ..Project::default() };
    kept.notices.retain(|notice| matches!(notice, Notice::OverrideExpired { .. }));
    let Analysis { draws, age, .. } = kept.analysis;
    kept.analysis = Analysis { draws, age, ..Analysis::default() };
    for row in &mut kept.criteria {
        (row.why, row.lead, row.contribution) = (None, None, None);
        row.best_in_draws.clear();
    }
    // A refitted constant is no drift.
    (kept.estimate, kept.recommendation.estimate) = (None, None);
    kept.recommendation.reasons.clear();
    kept.precedents.clear();
    kept.not_compared.clear();
    kept.others_qualify.clear();
    for row in &mut kept.fit {
        row.because.clear();
        row.sources.clear();
        row.basis.clear();
    }
    kept.unchecked.clear();
    kept.migration = None;
    kept.inputs.as_of = None;
    fields(&kept).into_iter().map(|(key, value)| (key, rounded(value))).collect()
}

fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            json!((number.as_f64().unwrap_or_default() * PRECISION).round() / PRECISION)
        }
        Value::String(text) => Value::String(text.chars().take(MAX_TEXT).collect()),
        Value::Array(values) => values.into_iter().map(rounded).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, rounded(value))).collect()
        }
        other => other,
    }
}

/// The data as a comment.
pub(super) fn comment(decision: &Decision, inputs: &Inputs, format: AdrFormat) -> String {
    let profile = decision.inputs.profile.as_ref().map(|profile| &profile.sha256);
    let catalogue = &decision.inputs.catalogue.sha256;
    let head = json!({
        "schema": SCHEMA,
        "weigh": env!("CARGO_PKG_VERSION"),
        "adr": format,
        "inputs": inputs,
        "digests": {"profile": profile, "catalogue": catalogue},
    });
    let defaults = fields(&blank());
    let mut figures = compared(decision);
    figures.retain(|key, value| key != "inputs" && defaults.get(key) != Some(value));
    let all = head.as_object().into_iter().flatten().chain(&figures);
    let lines: Vec<String> = all.map(|(key, value)| line(key, value)).collect();
    format!("{OPEN}{{\n{}\n}}{CLOSE}\n", lines.join(",\n"))
}

/// One field; each object of a list has a line of its own.
fn line(key: &str, value: &Value) -> String {
    match value.as_array().filter(|items| items.iter().any(Value::is_object)) {
        None => format!("\"{key}\": {}", escaped(value)),
        Some(items) => {
            let items = join(items.iter().map(|item| format!("  {}", escaped(item))), ",\n");
            format!("\"{key}\": [\n{items}\n]")
        }
    }
}

/// JSON in which nothing ends the comment or acts on a terminal or a CI runner.
fn escaped(value: &Value) -> String {
    let json = escape_json(&value.to_string()).replace("--", "-\\u002d");
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The defaults, overridden by the fields and by the fields of those that are objects.
fn with_defaults(fields: Fields, mut defaults: Fields) -> Fields {
    for (key, value) in fields {
        match (defaults.get_mut(&key), value) {
            (Some(Value::Object(default)), Value::Object(own)) => default.extend(own),
            (_, value) => drop(defaults.insert(key, value)),
        }
    }
    defaults
}

fn fields(decision: &Decision) -> Fields {
    // A decision's JSON form is an object.
    let value = serde_json::to_value(decision).unwrap_or_default();
    value.as_object().cloned().unwrap_or_default()
}

fn blank() -> Decision {
    Decision { schema: DECISION.to_owned(), ..Decision::default() }
}

#[derive(Deserialize)]
struct Digests {
    profile: Option<String>,
    catalogue: String,
}

impl Data {
    /// Reads the data from weigh's part of a record.
    pub fn read(split: &Split<'_>) -> Result<Self, DataError> {
        let text = split.inside.replace("\r\n", "\n");
        let opened = text.split_once(OPEN);
        let data = opened.and_then(|(above, from)| Some((above, from.split_once(CLOSE)?.0)));
        let Some((above, json)) = data else {
            let message = "the part written by weigh has no data".to_owned();
            return Err(DataError { message, line: split.line });
        };
        let opened = split.line + line_number(above, above.len());
        Self::from_json(json).map_err(|error| DataError { line: opened + error.line, ..error })
    }

    fn from_json(json: &str) -> Result<Self, DataError> {
        let mut all: Fields = serde_json::from_str(json)?;
        let schema: String = take(&mut all, "schema")?;
        let earlier_method = schema == EARLIER;
        if schema != SCHEMA && !earlier_method {
            let message = format!(
                "unsupported schema version `{schema}` (supported: `{SCHEMA}`); upgrade weigh"
            );
            return Err(DataError { message, line: 0 });
        }
        let weigh = take(&mut all, "weigh")?;
        let format = take(&mut all, "adr")?;
        let inputs: Inputs = take(&mut all, "inputs")?;
        let digests: Digests = take(&mut all, "digests")?;
        if earlier_method {
            all.retain(|key, _| ["recommendation", "excluded"].contains(&key.as_str()));
        }
        let all = with_defaults(all, fields(&blank()));
        let mut decision = from_fields(all)?;
        let path = inputs.profile.clone().unwrap_or_default();
        decision.inputs = DecisionInputs {
            profile: digests.profile.map(|sha256| ProfileInput { path, sha256 }),
            flags: inputs.flags.clone(),
            catalogue: CatalogueInput { origin: String::new(), sha256: digests.catalogue },
            as_of: None,
        };
        Ok(Self { weigh, format, inputs, decision, earlier_method })
    }
}

/// A decision of its fields: through text, as from a file, so that the reading of a decision is compiled once.
fn from_fields(fields: Fields) -> serde_json::Result<Decision> {
    serde_json::from_str(&Value::Object(fields).to_string())
}

fn take<T: DeserializeOwned>(fields: &mut Fields, key: &str) -> Result<T, DataError> {
    let value = fields.remove(key).ok_or_else(|| serde_json::Error::custom(format!("no `{key}`")));
    Ok(serde_json::from_value(value?)?)
}
