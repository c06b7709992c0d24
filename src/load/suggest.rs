//! What someone may have meant who wrote an unknown name.

use crate::text::quote;

/// Nobody means a name with something longer than this.
const LONGEST: usize = 80;

/// So many names are listed at most, where none is near.
const LISTED: usize = 12;

/// The name that was very likely meant, if there is one.
///
/// The first letter must be the same; one slip may be made in a name of at least three letters, two in one of at least
/// eight: a letter too many, too few, wrong, or two letters exchanged.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wrong.len() > LONGEST {
        return None;
    }
    let wrong = wrong.trim().to_lowercase().replace(['_', ' '], "-");
    let slips = |name: &str| match name.chars().count().min(wrong.chars().count()) {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    };
    let near = known.into_iter().filter(|name| name.chars().next() == wrong.chars().next());
    let near = near.map(|name| (strsim::osa_distance(&wrong, name), name));
    near.filter(|(distance, name)| *distance <= slips(name)).min().map(|(_, name)| name)
}

/// The name that was very likely meant, else the few of which it is a part.
pub fn meant<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(name) = nearest(wrong, known.clone()) {
        return Some(format!("did you mean `{name}`?"));
    }
    let has_part = |name: &&str| wrong.len() > 2 && name.split('-').any(|part| part == wrong);
    let longer: Vec<_> = known.into_iter().filter(has_part).map(quote).collect();
    (1..=3).contains(&longer.len()).then(|| format!("did you mean {}?", longer.join(" or ")))
}

/// What was meant, else the names there are, if they are few.
pub(super) fn help<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(help) = meant(wrong, known.clone()) {
        return Some(help);
    }
    let names: Vec<_> = known.into_iter().map(|name| format!("`{name}`")).collect();
    (1..=LISTED).contains(&names.len()).then(|| format!("expected one of {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{help, nearest};

    #[test]
    fn a_slip_is_found_and_another_word_is_not() {
        let known = [
            "security", "hiring", "built-in", "orm", "caching", "sso", "m-health", "forms",
            "traits",
        ];
        for (wrong, meant) in [
            ("securty", "security"),
            ("Built_In", "built-in"),
            ("hireing", "hiring"),
            ("orn", "orm"),
            ("orms", "orm"),
        ] {
            assert_eq!(nearest(wrong, known), Some(meant));
        }
        for wrong in ["zzz", "nothing", "shop", "chat", "a", "health", "rom", "so", ""] {
            assert_eq!(nearest(wrong, known), None, "{wrong}");
        }
    }

    #[test]
    fn the_names_are_listed_where_none_is_near() {
        let expected = Some("expected one of `security`, `hiring`".to_owned());
        assert_eq!(help("zzz", ["security", "hiring"]), expected);
        assert_eq!(help("zzz", ["a"; 13]), None);
        let part = help("api", ["api-schema", "rest-api", "rapid"]);
        assert_eq!(part.as_deref(), Some("did you mean `api-schema` or `rest-api`?"));
    }
}
