//! The schema of profiles for one catalogue: its traits and answers, capabilities, criteria and frameworks.

use crate::model::{Catalogue, Need, Trait};
use serde_json::{Map, Value, json};

/// Narrows the shape of profiles to what the catalogue knows.
pub(super) fn schema(mut shape: Value, catalogue: &Catalogue) -> Value {
    let parts = Parts::of(catalogue);
    for (path, narrow) in [
        ("/properties/frameworks", parts.frameworks()),
        ("/properties/traits", group(&traits(catalogue))),
        ("/properties/needs", group(&needs(catalogue))),
        ("/properties/weights", parts.weights()),
        ("/properties/ranking", parts.ranking()),
        ("/properties/pairwise", parts.pairwise()),
        ("/definitions/Override/properties/framework", json!({"enum": parts.framework_ids})),
        ("/definitions/Override/properties/criterion", json!({"enum": parts.criterion_ids})),
    ] {
        if let Some(place) = shape.pointer_mut(path) {
            *place = described(narrow, place.get("description"));
        }
    }
    reason_needed(&mut shape);
    shape
}

/// What is said of a key stays said.
fn described(mut narrow: Value, description: Option<&Value>) -> Value {
    if let (Value::Object(keys), Some(text)) = (&mut narrow, description) {
        keys.insert("description".to_owned(), text.clone());
    }
    narrow
}

/// An override without a reason is refused, though it has the right shape.
fn reason_needed(shape: &mut Value) {
    let required = shape.pointer_mut("/definitions/Override/required");
    if let Some(required) = required.and_then(Value::as_array_mut) {
        required.push(json!("because"));
    }
    if let Some(because) = shape.pointer_mut("/definitions/Override/properties/because/type") {
        *because = json!("string");
    }
}

/// Known keys and no others.
fn group(properties: &Map<String, Value>) -> Value {
    json!({"type": ["object", "null"], "properties": properties, "additionalProperties": false})
}

struct Parts {
    framework_ids: Vec<String>,
    fewest: usize,
    criterion_ids: Vec<String>,
    titles: Vec<String>,
}

impl Parts {
    fn of(catalogue: &Catalogue) -> Self {
        let criteria: Vec<_> = catalogue.weighable().collect();
        Self {
            framework_ids: catalogue.frameworks.keys().map(ToString::to_string).collect(),
            // Whatever is added is a candidate without being named.
            fewest: 2_usize.saturating_sub(catalogue.origin.added.len()),
            titles: criteria.iter().map(|id| catalogue.criterion_title(id).to_owned()).collect(),
            criterion_ids: criteria.iter().map(ToString::to_string).collect(),
        }
    }

    fn frameworks(&self) -> Value {
        json!({
            "type": ["array", "null"],
            "items": {"enum": self.framework_ids},
            "minItems": self.fewest,
            "uniqueItems": true,
        })
    }

    fn weights(&self) -> Value {
        let points = |title: &String| json!({"title": title, "type": "number", "minimum": 0});
        let ids = self.criterion_ids.iter().cloned();
        group(&ids.zip(self.titles.iter().map(points)).collect())
    }

    fn ranking(&self) -> Value {
        json!({
            "type": ["array", "null"],
            "items": {"enum": self.criterion_ids},
            "uniqueItems": true,
        })
    }

    fn pairwise(&self) -> Value {
        let criterion = json!({"enum": self.criterion_ids});
        let ratio = json!({"anyOf": [
            {"type": "number", "minimum": 0.11, "maximum": 9},
            {"type": "string", "pattern": "^\\s*[0-9.eE+-]+\\s*/\\s*[0-9.eE+-]+\\s*$"},
        ]});
        json!({
            "type": ["array", "null"],
            "items": {
                "type": "array",
                "items": [criterion, criterion, ratio],
                "minItems": 3,
                "maxItems": 3,
            },
        })
    }
}

fn traits(catalogue: &Catalogue) -> Map<String, Value> {
    catalogue.traits.iter().map(|asked| (asked.id.to_string(), answers(asked))).collect()
}

/// One answer, or a list of them; the labels stand in the description, where editors show them.
fn answers(asked: &Trait) -> Value {
    let ids: Vec<_> = asked.answers.iter().map(|answer| answer.id.as_str()).collect();
    let labels = asked.answers.iter().map(|answer| format!("{}: {}", answer.id, answer.label));
    let most = if asked.several { ids.len() } else { 1 };
    json!({
        "title": asked.question,
        "description": labels.collect::<Vec<_>>().join("; "),
        "anyOf": [
            {"enum": ids},
            {"type": "array", "items": {"enum": ids}, "minItems": 1, "maxItems": most, "uniqueItems": true},
        ],
    })
}

fn needs(catalogue: &Catalogue) -> Map<String, Value> {
    let strengths: Vec<_> = Need::ALL.iter().map(|need| need.as_str()).collect();
    let need = |title: &str, about: &Option<String>| json!({"title": title, "description": about.as_deref().unwrap_or(title), "enum": strengths});
    let each = catalogue.capabilities.values();
    each.map(|one| (one.id.to_string(), need(&one.title, &one.about))).collect()
}
