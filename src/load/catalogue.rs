//! A catalogue put together from its files, or added to one that exists.

use super::criterion::{CRITERION, criterion};
use super::decode::Diagnostics;
use super::fit::{FIT, fit};
use super::framework::{FRAMEWORK, framework};
use super::known::Known;
use super::precedent::{PRECEDENT, precedent};
use super::problem::Problem;
use super::shape::{Record, Ref};
use super::tables::{self, CAPABILITIES, SOURCES_FILE, TRAITS};
use super::text::Text;
use super::tree::{At, Entry, Node, Spanned};
use super::yaml;
use crate::model::Catalogue;
use std::collections::BTreeMap;

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
    pub(super) fn record(self) -> &'static Record {
        match self {
            Self::Sources => &SOURCES_FILE,
            Self::Capabilities => &CAPABILITIES,
            Self::Traits => &TRAITS,
            Self::Criterion => &CRITERION,
            Self::Fit => &FIT,
            Self::Framework => &FRAMEWORK,
            Self::Precedent => &PRECEDENT,
        }
    }

    /// Whether a file has many entries, each with its id, instead of one id of its own.
    fn is_table(self) -> bool {
        matches!(self, Self::Sources | Self::Capabilities | Self::Traits)
    }
}

/// One file of a catalogue.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) kind: Kind,
    /// The file's name without its ending: the id of what it defines.
    pub(super) stem: String,
    pub(super) text: Text,
}

/// Puts the contents of the documents, which are in order of their kinds, into the catalogue. Where there are
/// problems the catalogue must not be used.
pub(super) fn assemble(
    mut catalogue: Catalogue,
    documents: &[Document],
) -> (Catalogue, Vec<Problem>) {
    let mut problems = repeated(documents);
    let mut trees = Vec::new();
    let mut known = Known::of(&catalogue);
    let mut broken = Vec::new();
    for document in documents {
        match yaml::parse(&document.text) {
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
        match document.kind {
            Kind::Sources => known.forget(Ref::Source),
            Kind::Capabilities => known.forget(Ref::Capability),
            Kind::Traits => known.forget(Ref::Trait),
            Kind::Criterion | Kind::Fit | Kind::Framework | Kind::Precedent => {
                define(document, &Node::Null, &mut known);
            }
        }
    }
    answers_of_frameworks(&catalogue, &trees, &mut known);
    for (document, tree) in &trees {
        let mut out = Diagnostics::new(&document.text);
        if out.check(tree, document.kind.record(), &known) {
            own_id(document, &tree.value, &mut out);
            defined_again(document, &tree.value, &catalogue, &mut out);
            decode(document.kind, &tree.value, &mut catalogue, &known, &mut out);
        }
        problems.extend(out.into_problems());
    }
    (catalogue, problems)
}

fn decode(
    kind: Kind,
    root: &Node,
    catalogue: &mut Catalogue,
    known: &Known,
    out: &mut Diagnostics<'_>,
) {
    match kind {
        Kind::Sources => {
            let sources = tables::entries(root).filter_map(tables::source);
            catalogue.sources.extend(sources.map(|one| (one.id.clone(), one)));
        }
        Kind::Capabilities => {
            let capabilities = tables::entries(root).filter_map(tables::capability);
            catalogue.capabilities.extend(capabilities.map(|one| (one.id.clone(), one)));
        }
        Kind::Traits => {
            let traits = tables::entries(root);
            catalogue
                .traits
                .extend(traits.filter_map(|entry| tables::one_trait(entry, known, out)));
        }
        Kind::Criterion => {
            let criterion = criterion(root, out);
            catalogue.criteria.extend(criterion.map(|one| (one.id.clone(), one)));
        }
        Kind::Fit => {
            if let Some(rules) = fit(root, catalogue, out) {
                catalogue.fit = Some(rules);
            }
        }
        Kind::Framework => {
            if let Some(framework) = framework(root, catalogue, out) {
                catalogue.add_framework(framework);
            }
        }
        Kind::Precedent => {
            let precedent = precedent(root, catalogue, out);
            catalogue.precedents.extend(precedent.map(|one| (one.id.clone(), one)));
        }
    }
}

/// Adds what a file defines to what may be referred to.
fn define(document: &Document, root: &Node, known: &mut Known) {
    let stem = document.stem.as_str();
    let ids = || tables::entries(root).map(|(key, _)| &key.value);
    match document.kind {
        Kind::Sources => known.extend(Ref::Source, ids()),
        Kind::Capabilities => known.extend(Ref::Capability, ids()),
        Kind::Traits => {
            known.extend(Ref::Trait, ids());
            for (key, node) in tables::entries(root) {
                let answers = node.value.map("answers").iter().map(|(answer, _)| &answer.value);
                known.extend_within(Ref::Answer, &key.value, answers);
            }
        }
        Kind::Framework => known.extend(Ref::Framework, [stem]),
        Kind::Precedent => known.extend(Ref::Precedent, [stem]),
        Kind::Fit => {}
        Kind::Criterion => {
            known.extend(Ref::Criterion, [stem]);
            let indicators = root.items("indicators").iter();
            let ids = indicators.filter_map(|one| one.value.field("id")?.value.as_text());
            if *root != Node::Null {
                known.extend_within(Ref::Indicator, stem, ids);
            }
        }
    }
}

/// The answers that every framework adds to a trait, once all frameworks and traits are known.
fn answers_of_frameworks(
    catalogue: &Catalogue,
    trees: &[(&Document, Spanned<Node>)],
    known: &mut Known,
) {
    let mut templates = Vec::new();
    for asked in &catalogue.traits {
        templates.extend(
            asked.each_framework.iter().map(|each| (asked.id.to_string(), each.answer.clone())),
        );
    }
    for (document, tree) in trees {
        for (key, node) in tables::entries(&tree.value).filter(|_| document.kind == Kind::Traits) {
            let each = node.value.items("each-framework").iter();
            templates.extend(
                each.filter_map(|each| Some((key.value.clone(), each.value.text("answer")?))),
            );
        }
    }
    for (asked, template) in templates {
        let frameworks = known.get(Ref::Framework, "").unwrap_or_default();
        let answers: Vec<_> = frameworks.iter().map(|id| template.replace("{id}", id)).collect();
        known.extend_within(Ref::Answer, &asked, answers);
    }
}

/// Reports where two files define the same.
fn repeated(documents: &[Document]) -> Vec<Problem> {
    let mut first: BTreeMap<(Kind, &str), &Document> = BTreeMap::new();
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

/// A file's id is its name.
fn own_id(document: &Document, root: &Node, out: &mut Diagnostics<'_>) {
    let Some(node) = root.field("id").filter(|_| !document.kind.is_table()) else { return };
    let Some(id) = node.value.as_text() else { return };
    if id != document.stem {
        let message = format!("the id is `{id}`, but the file is named `{}`", document.stem);
        out.error(node.at, &message, "use the same id in both");
    } else if RESERVED.contains(&id) && document.kind != Kind::Precedent {
        out.error(node.at, &format!("`{id}` is a reserved id"), "choose another id and file name");
    }
}

/// What the catalogue has already is not defined anew.
fn defined_again(document: &Document, root: &Node, base: &Catalogue, out: &mut Diagnostics<'_>) {
    let first = root.entries().first().map_or(At::Flag(0), |(key, _)| key.at);
    let id = root.field("id").map_or(first, |id| id.at);
    let own = |there: bool| if there { vec![(document.stem.as_str(), id)] } else { Vec::new() };
    let listed = |there: &dyn Fn(&str) -> bool| {
        let entries = tables::entries(root).filter(|(key, _): &&Entry| there(&key.value));
        entries.map(|(key, _)| (key.value.as_str(), key.at)).collect()
    };
    let (what, again): (_, Vec<_>) = match document.kind {
        Kind::Sources => ("source", listed(&|id| base.sources.contains_key(id))),
        Kind::Capabilities => ("capability", listed(&|id| base.capabilities.contains_key(id))),
        Kind::Traits => ("trait", listed(&|id| base.traits.iter().any(|asked| asked.id == *id))),
        Kind::Criterion => ("criterion", own(base.criteria.contains_key(&*document.stem))),
        Kind::Fit => ("file", own(base.fit.is_some())),
        Kind::Precedent => ("precedent", own(base.precedents.contains_key(&*document.stem))),
        Kind::Framework => ("framework", own(base.frameworks.contains_key(&*document.stem))),
    };
    for (id, at) in again {
        let help = "to change it, export the catalogue with `weigh init --criteria DIR`, edit it there, and use \
                    `--criteria DIR`";
        out.error(at, &format!("the catalogue already has the {what} `{id}`"), help);
    }
}
