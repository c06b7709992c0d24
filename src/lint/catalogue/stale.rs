//! Age: evidence past its date, and extensions that rest.

use crate::lint::Ground;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::model::Provision;

pub(in crate::lint) const STALE: Rule = Rule {
    id: "stale",
    severity: Severity::Warning,
    title: "Evidence is past its date",
    why: "Frameworks move. A finding older than its indicator allows may no longer be true. It is a warning, so \
          that a catalogue does not fail by the passing of time; `--fail-on stale` makes it fail.",
    fix: "Look at the source again, put the figure right if it moved, and write the new day into `checked`.",
    example: "checked: 2026-11-23    # the day somebody looked last",
    check: Check::Catalogue(stale),
};

pub(in crate::lint) const STALE_EXTENSION: Rule = Rule {
    id: "stale-extension",
    severity: Severity::Warning,
    title: "An extension has not been released for two years, and nothing says so",
    why: "Who needs the capability takes the extension on with it. One that rests should be recognisable as such.",
    fix: "Name another extension, bring `released` up to date, or add a `note` on how it stands.",
    example: "i18n: {extension: Flask-Babel, released: 2023-10-02, note: \"Stale, no release for three years.\"}",
    check: Check::Catalogue(stale_extension),
};

fn stale(ground: &Ground<'_>, says: &mut Says) {
    let Some(today) = ground.today else { return };
    for found in ground.findings() {
        let after = found.indicator.stale_after;
        let since = after.and_then(|after| after.first_day_after(found.finding.checked));
        if since.is_some_and(|since| since <= today) {
            let months = after.map_or(0, |months| months.0);
            let message = format!(
                "{} was checked on {}, more than {months} months ago",
                found.name(),
                found.finding.checked
            );
            let place = found.file.place(&found.key("checked"));
            says.say(found.file, place, &message, "look at the source again and write the new day");
        }
    }
}

fn stale_extension(ground: &Ground<'_>, says: &mut Says) {
    let Some(today) = ground.today else { return };
    for (file, framework) in ground.frameworks() {
        for (capability, provision) in &framework.capabilities {
            let Provision::Extension { name, released: Some(released), note: None } = provision
            else {
                continue;
            };
            if provision.stale_since().is_some_and(|since| since <= today) {
                let place = file.place(&["capabilities", capability.as_str(), "released"]);
                let message = format!("the last release of {name} was on {released}");
                says.say(file, place, &message, "name another, or add a `note:` on how it stands");
            }
        }
    }
}
