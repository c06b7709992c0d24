//! Sources and links.

use super::{File, LintContext, Reporter, evidence};
use crate::load::SOURCES_FILE;
use crate::model::SourceId;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn unsourced(context: &LintContext<'_>, reporter: &mut Reporter) {
    const HINT: &str = "add `source:` with an id of sources.yaml";
    evidence::unsourced(context, reporter);
    for (file, asked, answer, _) in context.fits().iter().filter(|fit| fit.3.sources.is_empty()) {
        let message = format!("the fit for `{}: {}` has no source", asked.id, answer.id);
        reporter.report(file, &["fit", asked.id.as_str(), answer.id.as_str()], &message, HINT);
    }
    for (file, asked, answer) in context.answers() {
        if !answer.weights.is_empty() && answer.sources.is_empty() {
            let message = format!("the weights of `{}: {}` have no source", asked.id, answer.id);
            reporter.report(
                file,
                &[asked.id.as_str(), "answers", answer.id.as_str()],
                &message,
                HINT,
            );
        }
    }
    for (file, framework) in context.frameworks() {
        let uses = framework.used_for.iter().map(|used| (&used.what, &used.sources)).enumerate();
        let named = framework.users.iter().map(|user| (&user.name, &user.sources)).enumerate();
        let uses = uses.map(|claim| ("used-for", claim));
        for (list, (at, (what, sources))) in uses.chain(named.map(|claim| ("users", claim))) {
            if sources.is_empty() {
                let place = file.place_of_item(list, at);
                reporter.report_at(file, place, &format!("`{what}` has no source"), HINT);
            }
        }
    }
}

pub(super) fn incomplete(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(file) = context.file(&SOURCES_FILE) else { return };
    for id in file.keys(&[]) {
        for key in ["url", "date"].into_iter().filter(|key| !file.has(&[id, key])) {
            let message = format!("the source `{id}` has no `{key}`");
            let hint = format!("add `{key}:`, or `{key}: null` where there is none");
            reporter.report(file, &[id], &message, &hint);
        }
    }
}

pub(super) fn unused(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(file) = context.file(&SOURCES_FILE) else { return };
    let cited = cited(context);
    for id in context.catalogue.sources.keys() {
        if !cited.contains(id) && file.has(&[id.as_str()]) {
            let message = format!("the source `{id}` is not used");
            reporter.report(file, &[id.as_str()], &message, "cite it, or remove it");
        }
    }
}

fn cited<'a>(context: &LintContext<'a>) -> BTreeSet<&'a SourceId> {
    let mut cited = BTreeSet::new();
    for framework in context.catalogue.frameworks.values() {
        let findings = framework.findings.values().flat_map(BTreeMap::values);
        cited.extend(findings.flat_map(|finding| &finding.sources));
        let fits = framework.fit.values().flat_map(BTreeMap::values);
        cited.extend(fits.flat_map(|view| &view.sources));
        cited.extend(framework.used_for.iter().flat_map(|used| &used.sources));
        cited.extend(framework.users.iter().flat_map(|user| &user.sources));
    }
    let answers = context.catalogue.traits.iter().flat_map(|asked| &asked.answers);
    cited.extend(answers.flat_map(|answer| &answer.sources));
    cited
}

pub(super) fn twice(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(file) = context.file(&SOURCES_FILE) else { return };
    let mut seen = BTreeMap::new();
    for (id, source) in &context.catalogue.sources {
        let Some(url) = &source.url else { continue };
        if let Some(first) = seen.insert((url, &source.date), id) {
            let message = format!("`{first}` has the same address and date");
            reporter.report(file, &[id.as_str(), "url"], &message, "keep one of the two");
        }
    }
}

pub(super) fn bad_link(context: &LintContext<'_>, reporter: &mut Reporter) {
    let mut check = |file: &File, path: &[&str], address: Option<&String>| {
        if let Some(address) = address.filter(|address| !is_https(address)) {
            let message = format!("`{address}` is not a valid https link");
            reporter.report(
                file,
                path,
                &message,
                "write the whole address, starting with https://",
            );
        }
    };
    for (file, framework) in context.frameworks() {
        check(file, &["homepage"], framework.homepage.as_ref());
    }
    let Some(file) = context.file(&SOURCES_FILE) else { return };
    for (id, source) in &context.catalogue.sources {
        check(file, &[id.as_str(), "url"], source.url.as_ref());
    }
}

fn is_https(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"`{}|\\^".contains(c);
    host.contains('.') && !host.contains('@') && address.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_https;

    #[test]
    fn only_whole_secure_addresses_are_valid() {
        for good in ["https://a.org", "https://a.org/b?c#d", "https://lp.a.com/x-2024/"] {
            assert!(is_https(good), "{good}");
        }
        let bad = ["http://a.org", "https://", "https://a b.org", "https://a@b.org", "a.org"];
        for bad in bad.into_iter().chain(["https://localhost"]) {
            assert!(!is_https(bad), "{bad}");
        }
    }
}
