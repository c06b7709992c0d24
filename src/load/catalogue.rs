//! A catalogue put together from its files, or added to one that exists.

use super::diagnostics::Diagnostics;
use super::entries::{criterion, fit, framework, traits};
use super::known::Known;
use super::problem::{Problem, Problems};
use super::profile;
use super::shape::{Record, Ref, record};
use super::text::Text;
use super::tree::{At, Node, Spanned};
use super::yaml;
use crate::model::{Capability, Catalogue, Precedent, SortedMap, Source, Word};
use crate::text::{or_list, quote};
#[cfg(feature = "parallel")]
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What a file of a catalogue describes, in the order in which the files are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Sources,
    Capabilities,
    Traits,
    Criterion,
    Fit,
    Framework,
    Precedent,
}

impl Kind {
    /// The name of the description of such a file, and what the ids are that it defines.
    fn contents(self) -> (&'static str, Option<Ref>) {
        match self {
            Self::Sources => ("Sources", Some(Ref::Source)),
            Self::Capabilities => ("Capabilities", Some(Ref::Capability)),
            Self::Traits => ("Traits", Some(Ref::Trait)),
            Self::Criterion => ("Criterion", Some(Ref::Criterion)),
            Self::Fit => ("Fit", None),
            Self::Framework => ("Framework", Some(Ref::Framework)),
            Self::Precedent => ("Precedent", Some(Ref::Precedent)),
        }
    }

    pub(super) fn record(self) -> &'static Record {
        record(self.contents().0)
    }

    /// What a file is by its keys: only a criterion has indicators, only a precedent a choice. A profile is none of them.
    pub(super) fn by_keys(root: &Node) -> Option<Self> {
        let kinds = [
            ("indicators", Self::Criterion),
            ("thresholds", Self::Fit),
            ("chose", Self::Precedent),
            ("id", Self::Framework),
            ("name", Self::Framework),
            ("findings", Self::Framework),
        ];
        kinds.into_iter().find(|(key, _)| root.entry(key).is_some()).map(|(_, kind)| kind)
    }

    /// What a file of one thing describes.
    pub(super) fn about(self) -> &'static str {
        self.defines().map_or("file", Ref::about)
    }

    fn defines(self) -> Option<Ref> {
        self.contents().1
    }

    /// Whether a file has many entries, each with its id, instead of one id of its own.
    fn is_table(self) -> bool {
        self.record().entries.is_some()
    }
}

/// The description of a file of a catalogue, by its keys; none for a profile.
pub fn record_by_keys(root: &Node) -> Option<&'static Record> {
    Kind::by_keys(root).map(Kind::record)
}

/// One file of a catalogue.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) kind: Kind,
    /// The file's name without its ending: the id of what it defines.
    pub(super) stem: String,
    pub(super) text: Text,
}

impl Document {
    /// The ids that the file defines, each with its place.
    fn ids<'d>(&'d self, root: &'d Node) -> Vec<(&'d str, At)> {
        if self.kind.is_table() {
            return root.table().map(|(key, _)| (key.value.as_str(), key.at)).collect();
        }
        let first = root.entries().first().map_or(At::Flag(0), |(key, _)| key.at);
        vec![(&self.stem, root.field("id").map_or(first, |id| id.at))]
    }
}

/// Puts the contents of the documents, which are in order of their kinds, into the catalogue. Where there are
/// problems the catalogue must not be used.
pub(super) fn assemble(
    mut catalogue: Catalogue,
    documents: &[Document],
) -> (Catalogue, Vec<Problem>) {
    let mut problems = repeated(documents);
    let base = Known::of(&catalogue);
    let mut known = Known::of(&catalogue);
    let (mut trees, mut broken) = (Vec::new(), Vec::new());
    for (document, parsed) in documents.iter().zip(parse(documents)) {
        match parsed {
            Ok(tree) => {
                define(document, &tree.value, &mut known);
                trees.push((document, tree));
            }
            Err(problem) => {
                problems.push(problem);
                broken.push(document);
            }
        }
    }
    for document in broken {
        match document.kind.defines() {
            Some(table) if document.kind.is_table() => known.forget(table),
            _ => define(document, &Node::Null, &mut known),
        }
    }
    answers_of_frameworks(&catalogue, &trees, &mut known);
    // Only a stack's tree is needed again.
    let mut stacks = Vec::new();
    for parsed in trees {
        let (document, tree) = &parsed;
        let mut out = Diagnostics::new(&document.text, &known);
        if let Some(json) = out.check(tree, document.kind.record()) {
            check_ids(document, &tree.value, &catalogue, &base, &mut out);
            decode(document.kind, (&tree.value, json), &mut catalogue, &mut out);
        }
        problems.extend(out.into_problems());
        stacks.extend(Some(parsed).filter(is_stack));
    }
    for (document, tree) in &stacks {
        let mut out = Diagnostics::new(&document.text, &known);
        inherit(document, &tree.value, &mut catalogue, &mut out);
        problems.extend(out.into_problems());
    }
    (catalogue, problems)
}

/// Whether it is a framework's file with the base of which it is a stack.
fn is_stack((document, tree): &(&Document, Spanned<Node>)) -> bool {
    document.kind == Kind::Framework && tree.value.field("based-on").is_some()
}

/// Reads every document; a whole catalogue on all cores, where the feature `parallel` is on.
fn parse(documents: &[Document]) -> Vec<Result<Spanned<Node>, Problem>> {
    let parse = |document: &Document| yaml::parse(&document.text);
    #[cfg(feature = "parallel")]
    if documents.len() > 16 {
        return documents.par_iter().map(parse).collect();
    }
    documents.iter().map(parse).collect()
}

/// Gives a stack what its base has and its own file does not state; `null` stays unknown.
fn inherit(document: &Document, root: &Node, catalogue: &mut Catalogue, out: &mut Diagnostics) {
    let stack = catalogue.frameworks.get(document.stem.as_str()).cloned();
    let (Some(mut stack), Some(node)) = (stack, root.field("based-on")) else { return };
    let Some(base) = stack.based_on.as_ref().and_then(|id| catalogue.frameworks.get(id)) else {
        return;
    };
    if base.based_on.is_some() || base.id == stack.id {
        let bases = catalogue.frameworks.values().filter(|one| one.based_on.is_none());
        let bases = or_list(bases.map(|one| quote(one.id.as_str())));
        let help = format!("expected a framework that is not a stack: {bases}");
        return out.error(node.at, &format!("`{}` is a stack", base.id), &help);
    }
    stack.inherit(base);
    for (criterion, written) in root.map("findings") {
        for (indicator, found) in written.value.entries() {
            if let (Node::Null, Some(findings)) =
                (&found.value, stack.findings.get_mut(&*criterion.value))
            {
                findings.remove(&*indicator.value);
            }
        }
    }
    catalogue.add_framework(stack);
}

/// The entries of a table, each with its id.
pub(super) fn table(json: Value) -> impl Iterator<Item = Value> {
    let entries = if let Value::Object(entries) = json { entries } else { Map::new() };
    entries.into_iter().map(|(id, mut entry)| {
        entry["id"] = json!(id);
        entry
    })
}

/// The values of the list or map under a key.
pub(super) fn values<'v>(of: &'v mut Value, key: &str) -> Vec<&'v mut Value> {
    match of.get_mut(key) {
        Some(Value::Array(items)) => items.iter_mut().collect(),
        Some(Value::Object(entries)) => entries.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// Reads a checked file into the catalogue.
fn decode(
    kind: Kind,
    (root, json): (&Node, Value),
    catalogue: &mut Catalogue,
    out: &mut Diagnostics,
) {
    match kind {
        Kind::Sources => {
            let sources = table(json).filter_map(|one| out.read(one));
            catalogue.sources.extend(sources.map(|one: Source| (one.id.clone(), one)));
        }
        Kind::Capabilities => {
            let all = table(json).filter_map(|one| out.read(one));
            catalogue.capabilities.extend(all.map(|one: Capability| (one.id.clone(), one)));
        }
        Kind::Traits => catalogue.traits.extend(traits(root, json, out)),
        Kind::Criterion => {
            let criterion = criterion(root, json, out);
            catalogue.criteria.extend(criterion.map(|one| (one.id.clone(), one)));
        }
        Kind::Fit => {
            catalogue.fit = fit(root, json, catalogue, out).or_else(|| catalogue.fit.take());
        }
        Kind::Framework => {
            if let Some(framework) = framework(root, json, catalogue, out) {
                catalogue.add_framework(framework);
            }
        }
        Kind::Precedent => {
            let precedent = precedent(root, json, catalogue, out);
            catalogue.precedents.extend(precedent.map(|one| (one.id.clone(), one)));
        }
    }
}

impl Precedent {
    /// Reads a public decision from YAML and checks it against a catalogue.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, each problem at its line.
    pub fn from_yaml(text: &str, catalogue: &Catalogue) -> Result<Self, Problems> {
        let text = Text::new("precedent", text);
        let root = yaml::parse(&text)?;
        let known = Known::of(catalogue);
        let mut out = Diagnostics::new(&text, &known);
        let json = out.check(&root, Kind::Precedent.record());
        let read = json.and_then(|json| precedent(&root.value, json, catalogue, &mut out));
        Problems::unless(out.into_problems(), read)
    }
}

/// Reads a public decision; the catalogue has everything that it may refer to.
fn precedent(
    root: &Node,
    mut json: Value,
    catalogue: &Catalogue,
    out: &mut Diagnostics,
) -> Option<Precedent> {
    let coded = json["profile"].take();
    let profile = root.field("profile");
    let profile = profile.and_then(|node| profile::decode(&node.value, coded, catalogue, out));
    Some(Precedent { profile, ..out.read(json)? })
}

/// Adds what a file defines to what may be referred to.
fn define(document: &Document, root: &Node, known: &mut Known<'_>) {
    if let Some(what) = document.kind.defines() {
        known.extend(what, "", document.ids(root).into_iter().map(|(id, _)| id));
    }
    match document.kind {
        Kind::Traits => {
            for (key, node) in root.table() {
                let answers =
                    node.value.map("answers").iter().map(|(answer, _)| answer.value.as_str());
                known.extend(Ref::Answer, &key.value, answers);
            }
        }
        Kind::Criterion if *root != Node::Null => {
            let indicators = root.items("indicators").iter();
            let ids = indicators.filter_map(|one| one.value.field("id")?.value.as_text());
            known.extend(Ref::Indicator, &document.stem, ids);
        }
        _ => {}
    }
}

/// The answers that every framework adds to a trait, once all frameworks and traits are known.
fn answers_of_frameworks(
    catalogue: &Catalogue,
    trees: &[(&Document, Spanned<Node>)],
    known: &mut Known<'_>,
) {
    let mut templates = Vec::new();
    for asked in &catalogue.traits {
        let answers = asked.each_framework.iter().map(|each| each.answer.clone());
        templates.extend(answers.map(|answer| (asked.id.to_string(), answer)));
    }
    for (_, tree) in trees.iter().filter(|(document, _)| document.kind == Kind::Traits) {
        for (key, node) in tree.value.table() {
            let each = node.value.items("each-framework").iter();
            let answers = each.filter_map(|each| each.value.text("answer"));
            templates.extend(answers.map(|answer| (key.value.to_string(), answer)));
        }
    }
    // A stack counts as its base.
    let stacks = catalogue.frameworks.values().filter(|one| one.based_on.is_some());
    let mut stacks: BTreeSet<&str> = stacks.map(|one| one.id.as_str()).collect();
    stacks.extend(trees.iter().filter(|tree| is_stack(tree)).map(|(document, _)| &*document.stem));
    for (asked, template) in templates {
        let mut frameworks = known.get(Ref::Framework, "").unwrap_or_default();
        frameworks.retain(|id| !stacks.contains(id));
        let answers: Vec<_> = frameworks.iter().map(|id| template.replace("{id}", id)).collect();
        known.extend(Ref::Answer, &asked, answers);
    }
}

/// Reports where two files define the same.
fn repeated(documents: &[Document]) -> Vec<Problem> {
    let mut first: SortedMap<(Kind, &str), &Document> = SortedMap::new();
    let mut problems = Vec::new();
    for document in documents.iter().filter(|document| !document.kind.is_table()) {
        if let Some(other) = first.insert((document.kind, &document.stem), document) {
            let message = format!("`{}` is also defined in `{}`", document.stem, other.text.name);
            problems
                .push(Problem::new(&document.text.name, &message).help("remove one of the two"));
        }
    }
    problems
}

/// Ids with another meaning in some file.
const RESERVED: [&str; 6] = ["fit", "tie", "traits", "capabilities", "sources", "total"];

/// A file's id is its name, and what the catalogue has already is not defined anew.
fn check_ids(
    document: &Document,
    root: &Node,
    catalogue: &Catalogue,
    base: &Known<'_>,
    out: &mut Diagnostics,
) {
    if let Some(node) = root.field("id").filter(|_| !document.kind.is_table())
        && let Some(id) = node.value.as_text()
    {
        if id != document.stem {
            let message = format!("the id is `{id}`, but the file is named `{}`", document.stem);
            out.error(node.at, &message, "use the same id in both");
        } else if RESERVED.contains(&id) && document.kind != Kind::Precedent {
            let help = "choose another id and file name";
            out.error(node.at, &format!("`{id}` is a reserved id"), help);
        }
    }
    for (id, at) in document.ids(root) {
        let what = document.kind.defines();
        let again = what.map_or(catalogue.fit.is_some(), |what| base.has(what, "", id));
        if again {
            let what = document.kind.about();
            let help = "to change it, export the catalogue with `weigh init --criteria DIR`, edit it there, and use \
                        `--criteria DIR`";
            out.error(at, &format!("the catalogue already has the {what} `{id}`"), help);
        }
    }
}
