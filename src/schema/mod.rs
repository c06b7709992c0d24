//! JSON schemas (draft-07) of files and results, for editors and other programs.
//!
//! Those of files come from the descriptions against which the files are checked. Those of results are files of their
//! own, which a test holds against real results.

use crate::load::{Key, Range, Record, Ref, Shape, record, words};
use crate::model::{
    Answer, Capability, Catalogue, ID_PATTERN, ScaleKind, Trait, words as word_list,
};
use crate::text::{capitalise, or_list};
use serde_json::{Map, Value, json};

/// A day that exists: those of all years, then February 29 of leap years.
const DAY: &str = "[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|\
                   ([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";

word_list! {
    /// Something that has a schema.
    pub enum Subject {
        /// A profile: what the project is and needs, and what counts.
        Profile = "profile",
        /// A criterion of the catalogue.
        Criterion = "criterion",
        /// A framework of the catalogue.
        Framework = "framework",
        /// The questions about the project: `traits.yaml`.
        Traits = "traits",
        /// What a project may need: `capabilities.yaml`.
        Capabilities = "capabilities",
        /// The sources of findings: `sources.yaml`.
        Sources = "sources",
        /// The rules of project fit: `fit.yaml`.
        Fit = "fit",
        /// A public decision of a real team.
        Precedent = "precedent",
        /// The settings of a repository: `weigh.yaml`.
        Config = "config",
        /// The result of `decide --format json`.
        Decision = "decision",
        /// The result of `diff --format json`.
        Difference = "difference",
    }
}

impl Subject {
    /// The schema as text; that of a profile has the ids of the catalogue, so that editors complete them.
    pub fn schema(self, catalogue: &Catalogue) -> String {
        let record = match self {
            Self::Decision => return include_str!("../../schemas/decision.schema.json").into(),
            Self::Difference => return include_str!("../../schemas/difference.schema.json").into(),
            file => record(&capitalise(file.as_str())),
        };
        let catalogue = (self == Self::Profile).then_some(catalogue);
        let mut schema = Schema { catalogue, definitions: Map::new() };
        let id = format!(
            "https://raw.githubusercontent.com/weigh-project/weigh/main/schemas/{self}.schema.json"
        );
        let mut root = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": id,
            "title": record.title,
        });
        if let (Value::Object(root), Value::Object(body)) = (&mut root, schema.record(record)) {
            root.extend(body);
        }
        if !schema.definitions.is_empty() {
            root["definitions"] = Value::Object(schema.definitions);
        }
        format!("{root:#}\n")
    }
}

struct Schema<'c> {
    /// The catalogue whose ids the schema lists.
    catalogue: Option<&'c Catalogue>,
    definitions: Map<String, Value>,
}

impl Schema<'_> {
    fn record(&mut self, record: &Record) -> Value {
        let properties = record.keys.iter().map(|key| (key.name.clone(), self.property(key)));
        let properties: Map<_, _> = properties.collect();
        let required = record.keys.iter().filter(|key| key.required);
        let required: Vec<_> = required.map(|key| &key.name).collect();
        let rest = record.entries.as_ref().map_or(json!(false), |value| self.shape(value, ""));
        let mut schema =
            json!({"description": record.about, "type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema["additionalProperties"] = rest;
        let mut rules: Vec<Value> = Vec::new();
        if record.keys.iter().any(|key| key.name == "scale") {
            let kinds = ScaleKind::ALL.iter().map(|kind| (kind, record.keys_of(*kind, true)));
            rules.extend(kinds.filter(|(_, keys)| !keys.is_empty()).map(|(kind, keys)| {
                json!({"if": {"required": ["scale"], "properties": {"scale": {"const": kind}}},
                    "then": given(&keys)})
            }));
        }
        for alternative in &record.alternatives {
            let mut then = given(&alternative.needs);
            for foreign in record.foreign_to(alternative) {
                then["properties"][foreign] = json!({"type": "null"});
            }
            rules.push(json!({"if": given(&[&alternative.key]), "then": then}));
        }
        if record.one_needed {
            let one: Vec<_> = record.alternatives.iter().map(|one| given(&[&one.key])).collect();
            rules.push(json!({"anyOf": one}));
        }
        if !rules.is_empty() {
            schema["allOf"] = json!(rules);
        }
        schema
    }

    /// The value of a key with its description; that of an optional key may be null.
    fn property(&mut self, key: &Key) -> Value {
        let mut schema = self.shape(&key.shape, "");
        if let Some((least, ..)) = key.least {
            let several = several(&mut schema);
            let bound = if several["type"] == "object" { "minProperties" } else { "minItems" };
            several[bound] = json!(least);
        }
        if !key.required {
            schema = or_null(schema);
        } else if schema.get("$ref").is_some() {
            schema = json!({"allOf": [schema]});
        }
        let words = words_of(&key.shape).map(|words| format!(" {words}")).unwrap_or_default();
        let scales = or_list(key.scales.iter().map(|scale| format!("`{scale}`")));
        let scales =
            if scales.is_empty() { scales } else { format!(" Only for the scale {scales}.") };
        schema["description"] = json!(format!("{}{words}{scales}", key.about));
        schema
    }

    /// The schema of a value; `scope` is the key above, on which references may depend.
    fn shape(&mut self, shape: &Shape, scope: &str) -> Value {
        match shape {
            Shape::Version => json!({"enum": [1]}),
            Shape::Bool => json!({"type": "boolean"}),
            Shape::Number(range) => number(*range),
            Shape::Ratio => json!({"anyOf": [
                {"type": "number", "minimum": 0.11, "maximum": 9},
                {"type": "string", "pattern": "^\\s*[0-9.eE+-]+\\s*/\\s*[0-9.eE+-]+\\s*$"},
            ]}),
            Shape::Text => json!({"type": "string", "pattern": "\\S"}),
            Shape::Months | Shape::Url => json!({"type": "string"}),
            Shape::Date => json!({"type": "string", "pattern": format!("^({DAY})$")}),
            Shape::PartialDate => {
                let pattern = format!("^([0-9]{{4}}(-(0[1-9]|1[0-2]))?|{DAY})$");
                json!({"type": "string", "pattern": pattern})
            }
            Shape::OrUnknown(shape) => {
                json!({"anyOf": [{"enum": ["unknown"]}, self.shape(shape, scope)]})
            }
            Shape::NewId => json!({"type": "string", "pattern": ID_PATTERN}),
            Shape::Words(what) => {
                json!({"enum": words(what).into_iter().map(|(word, _)| word).collect::<Vec<_>>()})
            }
            Shape::Id(what) => match self.ids(*what, scope) {
                Some(ids) => {
                    json!({"enum": ids.into_iter().map(|[id, ..]| id).collect::<Vec<_>>()})
                }
                None => json!({"type": "string"}),
            },
            Shape::OrNull(shape) => or_null(self.shape(shape, scope)),
            Shape::WordOr(words, name) => {
                json!({"anyOf": [{"enum": words}, self.reference(name)]})
            }
            Shape::OneOrMany(of) | Shape::List(of) => {
                let one = self.shape(of, scope);
                let unique = matches!(**of, Shape::Id(_) | Shape::NewId);
                let many = json!({"type": "array", "items": one, "uniqueItems": unique});
                if let Shape::List(_) = shape { many } else { json!({"anyOf": [one, many]}) }
            }
            Shape::Tuple(shapes) => {
                let items: Vec<_> = shapes.iter().map(|shape| self.shape(shape, scope)).collect();
                let length = items.len();
                json!({"type": "array", "items": items, "minItems": length, "maxItems": length})
            }
            Shape::Map(keys, values) => self.map(keys, values, scope),
            Shape::Record(name) => self.reference(name),
        }
    }

    fn map(&mut self, keys: &Shape, values: &Shape, scope: &str) -> Value {
        let ids = if let Shape::Id(what) = keys { self.ids(*what, scope) } else { None };
        let Some(ids) = ids else {
            let values = self.shape(values, "");
            return json!({"type": "object", "additionalProperties": values});
        };
        let mut properties = Map::new();
        for [id, title, about] in ids {
            let mut value = self.shape(values, &id);
            let asked = self.catalogue.and_then(|catalogue| catalogue.find_trait(&id));
            if let (Shape::Id(Ref::Trait), Shape::OneOrMany(_), Some(asked)) = (keys, values, asked)
            {
                several(&mut value)["minItems"] = json!(1);
                if !asked.several {
                    several(&mut value)["maxItems"] = json!(1);
                }
            }
            value["title"] = json!(title);
            if !about.is_empty() {
                value["description"] = json!(about);
            }
            properties.insert(id, value);
        }
        json!({"type": "object", "properties": properties, "additionalProperties": false})
    }

    fn reference(&mut self, name: &str) -> Value {
        if !self.definitions.contains_key(name) {
            let schema = self.record(record(name));
            self.definitions.insert(name.into(), schema);
        }
        json!({"$ref": format!("#/definitions/{name}")})
    }

    /// The ids that the catalogue has, each with a title and a description.
    fn ids(&self, what: Ref, scope: &str) -> Option<Vec<[String; 3]>> {
        fn row(id: &impl ToString, title: &str, about: &str) -> [String; 3] {
            [id.to_string(), title.to_owned(), about.to_owned()]
        }
        let known = self.catalogue?;
        Some(match what {
            Ref::Framework => {
                known.frameworks.values().map(|one| row(&one.id, &one.name, "")).collect()
            }
            Ref::Criterion => {
                known.criteria.values().map(|one| row(&one.id, &one.title, "")).collect()
            }
            Ref::Capability => {
                let about = |one: &Capability| one.about.clone().unwrap_or_default();
                let all = known.capabilities.values();
                all.map(|one| row(&one.id, &one.title, &about(one))).collect()
            }
            Ref::Trait => {
                let label = |one: &Answer| format!("{}: {}", one.id, one.label);
                let labels = |asked: &Trait| asked.answers.iter().map(label).collect::<Vec<_>>();
                let all = known.traits.iter();
                all.map(|one| row(&one.id, &one.question, &labels(one).join("; "))).collect()
            }
            Ref::Answer => {
                let asked = known.find_trait(scope)?;
                asked.answers.iter().map(|one| row(&one.id, &one.label, "")).collect()
            }
            _ => return None,
        })
    }
}

/// The schema of a map that has these keys with values other than null.
fn given(keys: &[impl ToString]) -> Value {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let not_null = |key: &String| (key.clone(), json!({"not": {"type": "null"}}));
    json!({"required": keys, "properties": keys.iter().map(not_null).collect::<Map<_, _>>()})
}

/// The schema of several values, where one may stand alone.
fn several(schema: &mut Value) -> &mut Value {
    if schema.get("anyOf").is_some() { &mut schema["anyOf"][1] } else { schema }
}

fn number(range: Range) -> Value {
    let mut schema = json!({"type": "number"});
    if let Some(low) = range.low {
        schema[if range.above { "exclusiveMinimum" } else { "minimum" }] = json!(low);
    }
    if let Some(high) = range.high {
        schema["maximum"] = json!(high);
    }
    schema
}

fn or_null(mut schema: Value) -> Value {
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    } else if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind, "null"]);
    } else {
        schema = json!({"anyOf": [schema, {"type": "null"}]});
    }
    schema
}

/// The meanings of the words that a key takes.
fn words_of(shape: &Shape) -> Option<String> {
    match shape {
        Shape::List(shape) | Shape::OneOrMany(shape) => words_of(shape),
        Shape::Words(what) => {
            let meanings =
                words(what).into_iter().map(|(word, about)| format!("`{word}`: {about}"));
            Some(meanings.collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}
