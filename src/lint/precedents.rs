//! Public decisions.

use super::{LintContext, Reporter};
use std::path::Path;

pub(super) fn no_address(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, precedent) in context.precedents() {
        let folder = Path::new(&file.text.name).parent();
        if precedent.url.is_none() && folder.is_some_and(|folder| folder.ends_with("precedents")) {
            let message = format!("the decision `{}` has no address", precedent.id);
            let hint = "add `url:`, or keep it outside the catalogue";
            reporter.report(file, &["id"], &message, hint);
        }
    }
}

pub(super) fn unknown_choice(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, precedent) in context.precedents() {
        let chose = &precedent.chose;
        let known = context.catalogue.frameworks.contains_key(chose.as_str());
        if !known && !precedent.candidates.contains(chose) {
            let message = format!("`{chose}` is neither a candidate nor a framework");
            let hint = "write it under `candidates` as under `chose`";
            reporter.report(file, &["chose"], &message, hint);
        }
    }
}
