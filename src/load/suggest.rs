//! What someone may have meant who wrote a name that is not there.

/// How alike two names must be for one to be suggested for the other.
const ALIKE: f64 = 0.7;

/// Nobody means a name with something longer than this, and comparing it would take long.
const LONGEST: usize = 80;

/// How many names are listed where none is near.
const LISTED: usize = 16;

/// The name nearest to the wrong one, if any is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wrong.len() > LONGEST {
        return None;
    }
    let wrong = wrong.trim().to_lowercase().replace(['_', ' '], "-");
    let of_like_length = |name: &str| {
        let (short, long) = (wrong.len().min(name.len()), wrong.len().max(name.len()));
        short * 2 >= long
    };
    let rated = known.into_iter().map(|name| (strsim::jaro(&wrong, name), name));
    let near = rated.filter(|(likeness, name)| {
        let slip = name.len() > 2 && strsim::osa_distance(&wrong, name) == 1;
        slip || *likeness > ALIKE && of_like_length(name)
    });
    near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, name)| name)
}

/// A line of advice: the nearest name, else the names there are, if they are few.
pub(crate) fn advice<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(name) = nearest(wrong, known.clone()) {
        return Some(format!("did you mean `{name}`?"));
    }
    let names: Vec<_> = known.into_iter().map(|name| format!("`{name}`")).collect();
    (1..=LISTED).contains(&names.len()).then(|| format!("choose from {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{advice, nearest};

    #[test]
    fn near_misses_are_found_and_far_ones_are_not() {
        let known = ["security", "hiring", "built-in"];
        assert_eq!(nearest("securty", known), Some("security"));
        assert_eq!(nearest("Built_In", known), Some("built-in"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest("rom", ["orm", "accounts"]), Some("orm"));
        assert_eq!(nearest("a", ["traits"]), None);
        assert_eq!(
            advice("zzz", known).as_deref(),
            Some("choose from `security`, `hiring`, `built-in`")
        );
    }
}
