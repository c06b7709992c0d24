//! The rules: docs/lint.md says what each is about, and the functions here check them.

use super::{
    Check, Rule, Severity, criteria, evidence, frameworks, order, precedents, profile, sources,
    traits,
};
use std::sync::LazyLock;

/// Every rule, those of catalogues first; the first is reported by the loader.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let pages = include_str!("../../docs/lint.md").split("\n## ").skip(1);
    pages.zip(CHECKS).filter_map(|(page, (id, check))| read(page, id, *check)).collect()
});

/// A rule as it is written in docs/lint.md.
fn read(page: &'static str, id: &'static str, check: Check) -> Option<Rule> {
    let (title, rest) = page.split_once("\n\nrule `")?;
    let (severity, rest) = rest.strip_prefix(id)?.strip_prefix("`, ")?.split_once("\n\n")?;
    let (why, rest) = rest.split_once("\n\n**Fix:** ")?;
    let (fix, rest) = rest.split_once("\n\n```yaml\n")?;
    let (example, _) = rest.split_once("\n```")?;
    let severity: Severity = severity.parse().ok()?;
    Some(Rule { id, severity, title, why, fix, example, check })
}

/// The checks by rule, in the order of docs/lint.md.
const CHECKS: &[(&str, Check)] = &[
    ("invalid", |_, _| {}),
    ("unsourced", sources::unsourced),
    ("source-incomplete", sources::incomplete),
    ("unused-source", sources::unused),
    ("source-twice", sources::twice),
    ("bad-link", sources::bad_link),
    ("unreasoned", evidence::unreasoned),
    ("unqualified", evidence::unqualified),
    ("unranged", evidence::unranged),
    ("checked-in-future", evidence::future),
    ("unrated", evidence::unrated),
    ("unexplored", evidence::unexplored),
    ("unanchored", criteria::unanchored),
    ("ageless", criteria::ageless),
    ("off-scale", evidence::off_scale),
    ("unaccounted", evidence::unaccounted),
    ("stale", evidence::stale),
    ("stale-extension", frameworks::stale_extension),
    ("undated-extension", frameworks::undated_extension),
    ("unused-capability", frameworks::unused_capability),
    ("undescribed", frameworks::undescribed),
    ("says-why", frameworks::says_why),
    ("unclaimed", frameworks::unclaimed),
    ("no-basis", traits::no_basis),
    ("same-reason", traits::same_reason),
    ("no-address", precedents::no_address),
    ("unknown-choice", precedents::unknown_choice),
    ("idle-fit", traits::idle_fit),
    ("idle-reason", traits::idle_reason),
    ("unused-trait", traits::unused_trait),
    ("pointless-fit", traits::pointless),
    ("key-order", order::keys),
    ("entry-order", order::entries),
    ("weight-does-less", profile::weight_does_less),
    ("ranking-of-one", profile::ranking_of_one),
    ("unknown-need", profile::unknown_need),
    ("impossible-need", profile::impossible_need),
    ("override-without-until", profile::endless),
    ("override-expired", profile::expired),
    ("override-idle", profile::idle_override),
    ("review-passed", profile::review_passed),
    ("untitled", profile::untitled),
];

#[cfg(test)]
mod tests {
    use super::{CHECKS, RULES};
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_is_documented_and_has_a_name_of_its_own() {
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids, CHECKS.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        assert_eq!(include_str!("../../docs/lint.md").matches("\n## ").count(), CHECKS.len());
        let mut seen = BTreeSet::new();
        for rule in RULES.iter() {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            assert!(rule.id.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()), "{}", rule.id);
            assert!(rule.why.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.id);
            assert!(!rule.title.ends_with('.') && !rule.example.is_empty(), "{}", rule.id);
        }
    }
}
