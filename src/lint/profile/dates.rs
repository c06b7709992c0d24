//! What a record needs of a profile: a title, and a review that is still to come.

use crate::lint::Project;
use crate::lint::rule::{Check, Rule, Says, Severity};

pub(in crate::lint) const REVIEW_PASSED: Rule = Rule {
    id: "review-passed",
    severity: Severity::Warning,
    title: "The day to look at the decision again has passed",
    why: "The team meant to look again, and nobody has.",
    fix: "Look at the decision again, then write a later day.",
    example: "review-by: 2027-11-23    # a day to come",
    check: Check::Profile(review_passed),
};

pub(in crate::lint) const UNTITLED: Rule = Rule {
    id: "untitled",
    severity: Severity::Warning,
    title: "The profile has no title",
    why: "The title becomes that of the decision record and of its file.",
    fix: "Add `title:` with what the project is.",
    example: "title: Web shop for a bakery",
    check: Check::Profile(untitled),
};

fn review_passed(project: &Project<'_>, says: &mut Says) {
    let passed = project.profile.review_by.zip(project.today).filter(|(day, today)| day < today);
    if let Some((day, _)) = passed {
        let message = format!("the decision was to be looked at again by {day}");
        let place = project.file.place(&["review-by"]);
        says.say(project.file, place, &message, "look at it again, then write a later day");
    }
}

fn untitled(project: &Project<'_>, says: &mut Says) {
    if project.profile.title.as_ref().is_none_or(|title| title.trim().is_empty()) {
        let place = project.file.place(&["title"]);
        says.say(project.file, place, "this profile has no title", "add `title:`");
    }
}
