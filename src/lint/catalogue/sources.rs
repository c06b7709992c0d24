//! Where things are written: everything sourced, every source complete, used, and there once.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{Ground, Kind};
use crate::model::SourceId;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::lint) const UNSOURCED: Rule = Rule {
    id: "unsourced",
    severity: Severity::Error,
    title: "Something is stated without a source",
    why: "A figure, a fit or a claim that names no source cannot be checked by the reader who doubts it.",
    fix: "Add `source:` with the id of an entry of `sources.yaml`, or a list of ids. What the project judged \
          itself has a source too: an entry that says so.",
    example: "memory: {value: 46, source: bench-memory, checked: 2026-11-23}    # `source:` was missing",
    check: Check::Catalogue(unsourced),
};

pub(in crate::lint) const INCOMPLETE: Rule = Rule {
    id: "source-incomplete",
    severity: Severity::Error,
    title: "A source does not say where or when",
    why: "A missing address may have been forgotten, or there may be none. Only who wrote the source knows, so \
          the file says which.",
    fix: "Write `url:` and `date:` in every source; `null` where there is none.",
    example: "bench-json:\n  title: JSON endpoint under load\n  publisher: weigh project\n  url: null    # our \
              own measurement has no page\n  date: 2026-11-23",
    check: Check::Catalogue(incomplete),
};

pub(in crate::lint) const UNUSED: Rule = Rule {
    id: "unused-source",
    severity: Severity::Error,
    title: "Nothing rests on a source",
    why: "A list of sources that nobody used suggests more evidence than there is.",
    fix: "Cite it where it belongs, or remove it.",
    example: "memory: {value: 46, source: bench-memory, checked: 2026-11-23}    # else remove `bench-memory`",
    check: Check::Catalogue(unused),
};

pub(in crate::lint) const TWICE: Rule = Rule {
    id: "source-twice",
    severity: Severity::Warning,
    title: "Two sources have one address and one date",
    why: "What rests on one page should be seen together; with two ids, each seems to be borne out by the other.",
    fix: "Keep one of the two and cite it everywhere.",
    example: "django-security: {title: Security in Django, publisher: Django, url: \"https://…/security/\", \
              date: null}",
    check: Check::Catalogue(twice),
};

fn unsourced(ground: &Ground<'_>, says: &mut Says) {
    const HINT: &str = "add `source:` with an id of sources.yaml";
    for found in ground.findings().iter().filter(|found| found.finding.sources.is_empty()) {
        let message = format!("{} names no source", found.name());
        says.say(found.file, found.file.place(&found.key("source")), &message, HINT);
    }
    for (file, asked, answer, view) in ground.fits() {
        if view.sources.is_empty() {
            let place = file.place(&["fit", asked.id.as_str(), answer.id.as_str()]);
            let message = format!("the fit to `{}: {}` names no source", asked.id, answer.id);
            says.say(file, place, &message, HINT);
        }
    }
    for (file, asked, answer) in ground.answers() {
        if !answer.weights.is_empty() && answer.sources.is_empty() {
            let place = file.place(&[asked.id.as_str(), "answers", answer.id.as_str()]);
            let message =
                format!("what `{}: {}` does to weights names no source", asked.id, answer.id);
            says.say(file, place, &message, HINT);
        }
    }
    unsourced_claims(ground, says, HINT);
}

fn unsourced_claims(ground: &Ground<'_>, says: &mut Says, hint: &str) {
    for (file, framework) in ground.frameworks() {
        let put_to =
            framework.used_for.iter().map(|used| ("used-for", "what", &used.what, &used.sources));
        let users = framework.users.iter().map(|user| ("users", "name", &user.name, &user.sources));
        for (list, key, what, sources) in put_to.chain(users) {
            if sources.is_empty() {
                let place = file.place_in_list(list, key, what);
                says.say(file, place, &format!("`{what}` names no source"), hint);
            }
        }
    }
}

fn incomplete(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Sources) else { return };
    for (id, source) in file.tree.entries().iter().filter(|(id, _)| id.value != "schema") {
        for key in ["url", "date"] {
            if source.value.get(key).is_none() {
                let message = format!("the source `{}` does not say its {key}", id.value);
                let hint = format!("add `{key}:`, or `{key}: null` where there is none");
                says.say(file, file.place(&[&id.value]), &message, &hint);
            }
        }
    }
}

fn unused(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Sources) else { return };
    let cited = cited(ground);
    for id in ground.known.sources.keys().filter(|id| !cited.contains(id)) {
        if file.tree.get(id.as_str()).is_some() {
            let message = format!("nothing rests on the source `{id}`");
            says.say(
                file,
                file.place(&[id.as_str()]),
                &message,
                "cite it where it belongs, or remove it",
            );
        }
    }
}

fn cited<'a>(ground: &Ground<'a>) -> BTreeSet<&'a SourceId> {
    let mut cited = BTreeSet::new();
    for framework in ground.known.frameworks.values() {
        let findings = framework.findings.values().flat_map(BTreeMap::values);
        cited.extend(findings.flat_map(|finding| &finding.sources));
        let fits = framework.fit.values().flat_map(BTreeMap::values);
        cited.extend(fits.flat_map(|view| &view.sources));
        cited.extend(framework.used_for.iter().flat_map(|used| &used.sources));
        cited.extend(framework.users.iter().flat_map(|user| &user.sources));
    }
    let answers = ground.known.traits.iter().flat_map(|asked| &asked.answers);
    cited.extend(answers.flat_map(|answer| &answer.sources));
    cited
}

fn twice(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Sources) else { return };
    let mut seen: BTreeMap<(&str, Option<&str>), &SourceId> = BTreeMap::new();
    for source in ground.known.sources.values() {
        let Some(url) = source.url.as_deref() else { continue };
        if let Some(first) = seen.insert((url, source.date.as_deref()), &source.id) {
            let place = file.place(&[source.id.as_str(), "url"]);
            says.say(
                file,
                place,
                &format!("`{first}` has the same address and date"),
                "keep one of the two",
            );
        }
    }
}
