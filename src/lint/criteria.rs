//! Indicators of criteria.

use super::{LintContext, Reporter};

pub(super) fn unanchored(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, at, indicator) in context.indicators() {
        if indicator.anchors.is_none() {
            let message = format!("the scale of `{}` has no `anchors`", indicator.id);
            let hint = "add `anchors:` with what scores 0 and 10, and why";
            reporter.report_at(file, file.place_of_item("indicators", at), &message, hint);
        }
    }
}

pub(super) fn ageless(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, at, indicator) in context.indicators() {
        if indicator.stale_after.is_none() {
            let message = format!("`{}` has no `stale-after`", indicator.id);
            let hint = "add for example `stale-after: 24 months`";
            reporter.report_at(file, file.place_of_item("indicators", at), &message, hint);
        }
    }
}
