//! A catalogue put together from its files, or added to one that is there.

use super::index::Index;
use super::{Sink, criterion, fit, framework, tables};
use crate::load::problem::Problem;
use crate::load::raw::{self, Entries, Spot};
use crate::load::text::Text;
use crate::load::yaml;
use crate::model::{Catalogue, FitRules};
use std::collections::BTreeMap;

/// What a file of a catalogue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Criterion,
    Framework,
    Fit,
    Traits,
    Capabilities,
    Sources,
}

/// One file of a catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) kind: Kind,
    /// The file's name without its ending: the id of what it defines.
    pub(crate) stem: String,
    pub(crate) text: Text,
}

/// Puts the documents' contents into the catalogue. Where there are problems the catalogue is not to be used.
pub(crate) fn assemble(base: Catalogue, documents: &[Document]) -> (Catalogue, Vec<Problem>) {
    let mut problems = repeated(documents);
    let read = Read::from(documents, &mut problems);
    let index = read.index(&base);
    let mut assembly = Assembly { catalogue: base, problems };
    assembly.tables(&read, &index);
    assembly.criteria(&read, &index);
    assembly.frameworks(&read, &index);
    (assembly.catalogue, assembly.problems)
}

/// Says where two files define the same.
fn repeated(documents: &[Document]) -> Vec<Problem> {
    let mut first: BTreeMap<(Kind, &str), &Document> = BTreeMap::new();
    let mut problems = Vec::new();
    for document in documents {
        let tables = [Kind::Traits, Kind::Capabilities, Kind::Sources];
        if tables.contains(&document.kind) {
            continue;
        }
        if let Some(other) = first.insert((document.kind, &document.stem), document) {
            let message =
                format!("`{}` is defined here and in `{}`", document.stem, other.text.name);
            problems
                .push(Problem::new(&document.text.name, &message).help("leave one of the two out"));
        }
    }
    problems
}

type Files<'a, T> = Vec<(&'a Document, T)>;

/// The files' shapes, and which kinds of file could not be read.
#[derive(Default)]
struct Read<'a> {
    criteria: Files<'a, raw::Criterion>,
    frameworks: Files<'a, raw::Framework>,
    fit: Files<'a, raw::Fit>,
    traits: Files<'a, raw::Traits>,
    capabilities: Files<'a, raw::Capabilities>,
    sources: Files<'a, raw::Sources>,
    broken: Vec<&'a Document>,
}

impl<'a> Read<'a> {
    fn from(documents: &'a [Document], problems: &mut Vec<Problem>) -> Self {
        let mut read = Self::default();
        for document in documents {
            if let Err(problem) = read.take(document) {
                problems.push(problem);
                read.broken.push(document);
            }
        }
        read
    }

    fn take(&mut self, document: &'a Document) -> Result<(), Problem> {
        let text = &document.text;
        match document.kind {
            Kind::Criterion => self.criteria.push((document, yaml::parse(text)?)),
            Kind::Framework => self.frameworks.push((document, yaml::parse(text)?)),
            Kind::Fit => self.fit.push((document, yaml::parse(text)?)),
            Kind::Traits => self.traits.push((document, yaml::parse(text)?)),
            Kind::Capabilities => self.capabilities.push((document, yaml::parse(text)?)),
            Kind::Sources => self.sources.push((document, yaml::parse(text)?)),
        }
        Ok(())
    }

    /// Everything that may be referred to.
    fn index(&self, base: &Catalogue) -> Index {
        let mut index = Index::of(base);
        index.fit |= !self.fit.is_empty();
        let scales = |raw| Some(criterion::scales(raw));
        index
            .criteria
            .extend(self.criteria.iter().map(|(file, raw)| (file.stem.clone(), scales(raw))));
        index.frameworks.extend(self.frameworks.iter().map(|(file, _)| file.stem.clone()));
        self.traits.iter().for_each(|(_, file)| index.add_traits(file));
        let known = index.capabilities.get_or_insert_default();
        self.capabilities.iter().for_each(|(_, file)| known.extend(ids(&file.entries)));
        let known = index.sources.get_or_insert_default();
        self.sources.iter().for_each(|(_, file)| known.extend(ids(&file.entries)));
        for file in &self.broken {
            match file.kind {
                Kind::Criterion => drop(index.criteria.insert(file.stem.clone(), None)),
                Kind::Framework => drop(index.frameworks.insert(file.stem.clone())),
                Kind::Fit => index.fit = true,
                Kind::Traits => index.traits = None,
                Kind::Capabilities => index.capabilities = None,
                Kind::Sources => index.sources = None,
            }
        }
        index.add_answers_of_frameworks(self.patterns(base));
        index
    }

    fn patterns<'b>(&'b self, base: &'b Catalogue) -> impl Iterator<Item = (&'b str, &'b str)> {
        let of_base = base.traits.iter().flat_map(|asked| {
            asked.each_framework.iter().map(|each| (asked.id.as_str(), &*each.answer))
        });
        let of_files = self.traits.iter().flat_map(|(_, file)| file.entries.iter());
        let added = of_files.flat_map(|(id, asked)| {
            let patterns = asked.each_framework.iter().flatten();
            patterns.map(|each| (&*id.value, &*each.answer.value))
        });
        of_base.chain(added)
    }
}

fn ids<V>(entries: &Entries<V>) -> impl Iterator<Item = String> {
    entries.iter().map(|(id, _)| id.value.clone())
}

struct Assembly {
    catalogue: Catalogue,
    problems: Vec<Problem>,
}

impl Assembly {
    /// Checks one file and keeps what is wrong with it.
    fn check<T>(&mut self, file: &Document, check: impl FnOnce(&mut Sink<'_>) -> T) -> T {
        let mut sink = Sink::new(&file.text);
        let value = check(&mut sink);
        self.problems.extend(sink.into_problems());
        value
    }

    fn tables(&mut self, read: &Read<'_>, index: &Index) {
        for (file, raw) in &read.sources {
            let there = |id: &str| self.catalogue.sources.contains_key(id);
            let again = redefined(raw.entries.iter().map(|(id, _)| id), there);
            self.check(file, |sink| refuse("source", &again, sink));
            let sources = self.check(file, |sink| tables::sources_of(raw, sink));
            self.catalogue.sources.extend(sources.into_iter().flatten());
        }
        for (file, raw) in &read.capabilities {
            let there = |id: &str| self.catalogue.capabilities.contains_key(id);
            let again = redefined(raw.entries.iter().map(|(id, _)| id), there);
            self.check(file, |sink| refuse("capability", &again, sink));
            let capabilities = self.check(file, |sink| tables::capabilities(raw, sink));
            self.catalogue.capabilities.extend(capabilities.into_iter().flatten());
        }
        for (file, raw) in &read.traits {
            let there = |id: &str| self.catalogue.traits.iter().any(|asked| asked.id == *id);
            let again = redefined(raw.entries.iter().map(|(id, _)| id), there);
            self.check(file, |sink| refuse("trait", &again, sink));
            let traits = self.check(file, |sink| tables::traits(raw, index, sink));
            self.catalogue.traits.extend(traits.into_iter().flatten());
        }
    }

    fn criteria(&mut self, read: &Read<'_>, index: &Index) {
        for (file, raw) in &read.criteria {
            let there = self.catalogue.criteria.contains_key(&*file.stem);
            let checked = self.check(file, |sink| {
                named_as_file(&raw.id, file, sink);
                refuse("criterion", &redefined([&raw.id], |_| there), sink);
                criterion::criterion(raw, index, sink)
            });
            let entry = checked.map(|criterion| (criterion.id.clone(), criterion));
            self.catalogue.criteria.extend(entry);
        }
        for (file, raw) in &read.fit {
            let there = self.catalogue.fit.is_some();
            let checked = self.check(file, |sink| {
                named_as_file(&raw.id, file, sink);
                refuse("criterion", &redefined([&raw.id], |_| there), sink);
                fit::fit(raw, index, sink)
            });
            self.catalogue.fit = checked.or(self.catalogue.fit.take());
        }
    }

    fn frameworks(&mut self, read: &Read<'_>, index: &Index) {
        for (file, raw) in &read.frameworks {
            let there = self.catalogue.frameworks.contains_key(&*file.stem);
            let checked = self.check(file, |sink| {
                named_as_file(&raw.id, file, sink);
                refuse("framework", &redefined([&raw.id], |_| there), sink);
                framework::framework(raw, index, sink)
            });
            if let Some(framework) = checked {
                self.catalogue.add_framework(framework);
            }
        }
    }
}

/// Ids that the rest of the files give another meaning.
const RESERVED: [&str; 6] = [FitRules::ID, "tie", "traits", "capabilities", "sources", "total"];

fn named_as_file(id: &Spot<String>, file: &Document, sink: &mut Sink<'_>) {
    let reserved = RESERVED.contains(&&*id.value) && file.kind != Kind::Fit;
    if id.value != file.stem {
        let message = format!("the id is `{}`, but the file's name says `{}`", id.value, file.stem);
        sink.say(id.at, &message).advise("write the same in both");
    } else if reserved {
        let message = format!("`{}` has another meaning and is no id here", id.value);
        sink.say(id.at, &message).advise("choose another id and file name");
    } else {
        sink.id(id, crate::model::CriterionId::new);
    }
}

fn redefined<'s>(
    ids: impl IntoIterator<Item = &'s Spot<String>>,
    there: impl Fn(&str) -> bool,
) -> Vec<&'s Spot<String>> {
    ids.into_iter().filter(|id| there(&id.value)).collect()
}

fn refuse(what: &str, again: &[&Spot<String>], sink: &mut Sink<'_>) {
    for id in again {
        sink.say(id.at, &format!("the catalogue already has the {what} `{}`", id.value)).advise(
            "to change it, export the catalogue with `weigh init --criteria DIR`, edit it there, \
             and say `--criteria DIR`",
        );
    }
}
