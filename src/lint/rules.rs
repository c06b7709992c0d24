//! The rules, from which docs/lint.md is generated: for catalogues, then for profiles.

use super::{Rule, criteria, evidence, frameworks, order, precedents, profile, sources, traits};

/// Every rule; the first is reported by the loader.
pub static RULES: &[Rule] = &[
    Rule::error("invalid", |_, _| {}, "The file is invalid")
        .why("A decision that ignored unknown keys or invalid values would mislead its readers.")
        .fix("Each problem names its place and the valid values.")
        .example("needs:\n  admin: must    # not `admni: must`, not `admin: yes`"),
    Rule::error("unsourced", sources::unsourced, "A statement has no source")
        .why("Readers cannot check a figure, a fit or a claim without a source.")
        .fix("Add `source:` with an id of sources.yaml; own judgements have an entry there, too.")
        .example("memory: {value: 46, source: bench-memory, checked: 2026-11-23}"),
    Rule::error("source-incomplete", sources::incomplete, "A source has no address or date")
        .why("Without the key, nobody knows whether the address was forgotten or does not exist.")
        .fix("Add `url:` and `date:` to every source; use `null` where there is none.")
        .example(
            "bench-json:\n  title: JSON endpoint under load\n  publisher: weigh project\n  \
             url: null    # our own measurement has no page\n  date: 2026-11-23",
        ),
    Rule::error("unused-source", sources::unused, "A source is not used")
        .why("A list of unused sources suggests more evidence than there is.")
        .fix("Cite it where it belongs, or remove it.")
        .example("memory: {value: 46, source: bench-memory, checked: 2026-11-23}"),
    Rule::warning("source-twice", sources::twice, "Two sources have the same address and date")
        .why("Two ids for one page look like two independent confirmations.")
        .fix("Keep one of the two and cite it everywhere.")
        .example("django-security: {title: Security, url: \"https://…/security/\", …}"),
    Rule::error("bad-link", sources::bad_link, "An address is not a valid https link")
        .why("Reports turn addresses into links; an invalid one leads nowhere or is unsafe.")
        .fix("Write the whole address, starting with https:// and without spaces.")
        .example("homepage: https://www.djangoproject.com/    # not `www.djangoproject.com`"),
    Rule::error("unreasoned", evidence::unreasoned, "A finding has no reason")
        .why("A figure alone does not say what was counted and what was left out.")
        .fix("Add `because:` with what was counted or measured, and the reason for a wide range.")
        .example("contributors: {value: 13, …, because: Authors in 67 commits.}"),
    Rule::error("unqualified", evidence::unqualified, "A finding has no method or confidence")
        .why("A measurement and a judgement deserve different trust; confidence sets the range.")
        .fix("Add `method:` and `confidence:`.")
        .example("memory: {value: 46, …, method: measured, confidence: high}"),
    Rule::error("unranged", evidence::unranged, "A judgement has no range")
        .why("Without `low` and `high` a judgement looks as certain as a count.")
        .fix("Add `low:` and `high:`, the lowest and the highest defensible score.")
        .example("setup-effort: {score: 8, low: 7, high: 9, because: …, source: …}"),
    Rule::error("checked-in-future", evidence::future, "A finding was checked in the future")
        .why("A wrong year makes old evidence look fresh for years.")
        .fix("Write the day on which somebody checked the source.")
        .example("checked: 2026-11-23    # not 2062-11-23"),
    Rule::error("unrated", evidence::unrated, "A default candidate is not fully rated")
        .why("What is unknown counts as anything from 0 to 10, so every result is less certain.")
        .fix("Look it up; if that fails, write `null` for a finding, `unknown` for a capability.")
        .example("findings:\n  security:\n    support-window: {value: 36, …}"),
    Rule::warning("unexplored", evidence::unexplored, "Something about a framework is unknown")
        .why("What is unknown counts as anything from 0 to 10, so the total stays uncertain.")
        .fix("Look it up; if that fails, write `null` for a finding, `unknown` for a need.")
        .example("capabilities:\n  websockets: none        # missing\n  two-factor: unknown"),
    Rule::error("unanchored", criteria::unanchored, "A scale does not explain its ends")
        .why("The ends decide how much a difference counts: 9 against 8 could become 10 against 0.")
        .fix("Add `anchors:` with the best and worst of all web frameworks, or why these items.")
        .example("worst: 0\nbest: 36\nanchors: From no promise to three years."),
    Rule::error("ageless", criteria::ageless, "An indicator never becomes stale")
        .why("Benchmarks age faster than licences. Without `stale-after` nothing is ever stale.")
        .fix("Add `stale-after:` in months or years.")
        .example("stale-after: 24 months"),
    Rule::warning("off-scale", evidence::off_scale, "A figure is outside its scale")
        .why("Figures outside the scale get the score of its end, so differences there are lost.")
        .fix("Check figure and unit; if both are right, move the end of the scale and its reason.")
        .example("worst: 0\nbest: 36    # a finding of 48 would score 10, as 36 does"),
    Rule::error("unaccounted", evidence::unaccounted, "A checklist finding omits an item")
        .why("An item that is not mentioned counts as missing, but may have been forgotten.")
        .fix("Add every item of the checklist to `built-in`, `extension` or `none`.")
        .example("built-in: [csrf, clickjacking]\nextension: {csp: django-csp}\nnone: [https]"),
    Rule::warning("stale", evidence::stale, "Evidence is out of date")
        .why("It may no longer be true. `--fail-on stale` turns this warning into a failure.")
        .fix("Check the source again, update the figure, and write the new day into `checked`.")
        .example("checked: 2026-11-23    # the last day on which somebody checked"),
    Rule::warning(
        "stale-extension",
        frameworks::stale_extension,
        "An extension looks unmaintained",
    )
    .why("It has had no release for two years. Projects that need the capability depend on it.")
    .fix("Name another extension, update `released`, or add a `note` on its state.")
    .example("i18n: {extension: Flask-Babel, released: 2023-10-02, note: No release since.}"),
    Rule::error(
        "undated-extension",
        frameworks::undated_extension,
        "An extension has no date of its last release",
    )
    .why("Whether an extension is maintained is the first thing that readers want to know.")
    .fix("Add `released:` with the day of its last release; `null` where it is unknown.")
    .example("rest-api: {extension: djangorestframework, released: 2026-03-01}"),
    Rule::warning("unused-capability", frameworks::unused_capability, "A capability is not used")
        .why("If no framework mentions it, asking for it has no effect.")
        .fix("Say for each framework how it provides the capability, or remove it.")
        .example("graphql: {extension: strawberry-graphql, released: 2026-10-01}"),
    Rule::warning("undescribed", frameworks::undescribed, "A description is missing")
        .why("Readers may not know the framework or capability, or which version was checked.")
        .fix("Add the missing keys.")
        .example("version: \"6.0\"\nhomepage: https://example.org/\nsummary: One sentence."),
    Rule::error(
        "says-why",
        frameworks::says_why,
        "A framework has no short reason for a criterion",
    )
    .why("The table shows in one short line why a framework is best on a criterion.")
    .fix("Add up to 60 characters under `because` for each criterion with findings.")
    .example("because:\n  security: most protections are on by default"),
    Rule::error("unclaimed", frameworks::unclaimed, "A use has no `claim`")
        .why("Claims of the article must be distinguishable from what was confirmed elsewhere.")
        .fix("Add `claim:` confirmed, article or disputed.")
        .example("used-for:\n  - {what: content sites, source: article, claim: article}"),
    Rule::error("no-basis", traits::no_basis, "A fit does not say what it rests on")
        .why("A judgement leaves more room than a documented fact, so its range is wider.")
        .fix("Add `basis:` fact, survey, judgement or article.")
        .example("tight: {score: 6.5, because: …, basis: fact, source: …}"),
    Rule::error("same-reason", traits::same_reason, "One reason gives two different scores")
        .why("Readers cannot see why one of the two fits is better.")
        .fix("Say in each reason what differs, or give both the same score.")
        .example("tight: {score: 6.5, because: accounts and admin are there on the first day, …}"),
    Rule::error("no-address", precedents::no_address, "A public decision has no address")
        .why("Readers must be able to check what the team wrote.")
        .fix("Add `url:` with the page on which the team published the decision.")
        .example("url: https://example.org/docs/adr/0001-framework.md"),
    Rule::error(
        "unknown-choice",
        precedents::unknown_choice,
        "A public decision chose something that was no candidate",
    )
    .why("The choice may be misspelt, and the decision would count as one for something else.")
    .fix("Use the same name under `chose` and `candidates`.")
    .example("chose: nestjs\ncandidates: [nestjs, fastapi]"),
    Rule::error("idle-fit", traits::idle_fit, "A fit has no effect")
        .why("Only answers with `fit: true` use the fits of frameworks.")
        .fix("Mark the answer with `fit: true` in traits.yaml, or remove the fit.")
        .example("tight: {label: \"Soon, time is short\", fit: true}"),
    Rule::error("idle-reason", traits::idle_reason, "An answer gives a reason for no effect")
        .why("Readers of the reason expect that the answer changes a weight, but it does not.")
        .fix("Add `weights:`, or remove `because:` and `source:`.")
        .example("sensitive: {label: …, weights: {security: 2}, because: …, source: …}"),
    Rule::warning("unused-trait", traits::unused_trait, "A question has no effect")
        .why("People spend time on it for nothing.")
        .fix("Give an answer weights or `fit: true`, or remove the question.")
        .example("high: {label: …, weights: {performance: 2}, because: …, source: …}"),
    Rule::error("pointless-fit", traits::pointless, "Fits and points of a trait do not match")
        .why("Without points, fits are not counted; without fits, points have no effect.")
        .fix("Add the trait to `points` in fit.yaml, or remove it there.")
        .example("points:\n  project-kind: 17"),
    Rule::error("key-order", order::keys, "Keys are not in the usual order")
        .why("Files with the same order are easier to compare and review.")
        .fix("Move the key as the hint says.")
        .example("id: support-window\ntitle: …\nunit: months\nweight: 1\nscale: linear"),
    Rule::error("entry-order", order::entries, "Entries are not in the order of their definitions")
        .why("With one order, the files of two frameworks can be compared line by line.")
        .fix("Use the order of the criterion's file, of capabilities.yaml and of traits.yaml.")
        .example("capabilities:\n  orm: built-in\n  migrations: built-in"),
    Rule::warning("weight-does-less", profile::weight_does_less, "Weights reduce their criteria")
        .why("The other criteria keep their points, often 10, so `security: 3` is a small share.")
        .fix("Give more points than the default, give points to every criterion, or use `ranking`.")
        .example("weights: {security: 30}    # the others have 10 each; not `security: 0.5`"),
    Rule::warning("ranking-of-one", profile::ranking_of_one, "A ranking contains one criterion")
        .why("The first of six criteria gets 41% of the weight, more than most people mean.")
        .fix("Rank two or three criteria, or set the points of one under `weights`.")
        .example("ranking: [security, hiring, database]"),
    Rule::warning("unknown-need", profile::unknown_need, "A required need is unknown")
        .why("What is unknown excludes no candidate, but the verdict is at most `lean`.")
        .fix("Find out and add it to the framework's file, or use `want` instead of `must`.")
        .example("capabilities:\n  websockets: none    # in the framework's file"),
    Rule::warning(
        "impossible-need",
        profile::impossible_need,
        "No candidate meets a required need",
    )
    .why("Every candidate is excluded.")
    .fix("Name more candidates, accept an extension (`must` for `built-in`), or use `want`.")
    .example("needs:\n  rest-api: must    # not `built-in`: no candidate ships it"),
    Rule::warning("override-without-until", profile::endless, "An override has no last day")
        .why("Without a last day, an override stays when its reason is long out of date.")
        .fix("Add `until:` with the last day on which it counts.")
        .example("{framework: flask, criterion: hiring, score: 8, …, until: 2027-06-01}"),
    Rule::warning("override-expired", profile::expired, "An override has expired")
        .why("It no longer counts, but looks as if it did.")
        .fix("Remove it, or check its reason again and write a later day.")
        .example("until: 2027-06-01    # a day in the future"),
    Rule::warning("override-idle", profile::idle_override, "An override has no effect")
        .why("Its framework is not a candidate.")
        .fix("Remove it, or add the framework to the candidates.")
        .example("frameworks: [django, flask, fastapi]    # an override of fastapi has an effect"),
    Rule::warning("review-passed", profile::review_passed, "The review of the decision is overdue")
        .why("The team planned a review, and it has not happened.")
        .fix("Review the decision, then write a later day.")
        .example("review-by: 2027-11-23    # a day in the future"),
    Rule::warning("untitled", profile::untitled, "The profile has no title")
        .why("The title of the decision record and the name of its file come from it.")
        .fix("Add `title:` with what the project is.")
        .example("title: Web shop for a bakery"),
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn rules_have_unique_names_of_one_form_and_say_everything() {
        let mut seen = BTreeSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            assert!(rule.id.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()), "{}", rule.id);
            assert!(rule.why.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.id);
            assert!(!rule.title.ends_with('.') && !rule.example.is_empty(), "{}", rule.id);
        }
    }
}
