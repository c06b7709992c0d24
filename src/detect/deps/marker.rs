//! Environment markers: can this one hold on a Python that is in use today?
//!
//! Not `pep508_rs`: its 0.9.2 panics on `os_name ~= "x"` and on names such as `A-¡`. Brackets are
//! left out of account. Markers know no "not", so that this, like taking for true whatever is not
//! understood, can only make more markers hold.

use std::cmp::Ordering;

/// The minor versions of Python 3 in use today.
const MINORS: std::ops::RangeInclusive<u64> = 8..=16;
/// A longer marker is taken to hold.
const LONGEST: usize = 1_000;

/// Whether a marker can hold.
pub(super) fn may_hold(marker: &str) -> bool {
    let marker = marker.replace(['(', ')', '\t', '\n'], " ");
    let holds_on = |minor: u64| {
        marker.split(" or ").any(|all| all.split(" and ").all(|one| comparison(one, minor)))
    };
    marker.len() > LONGEST || MINORS.into_iter().any(holds_on)
}

/// Whether `python_version < "3.8"`, or the same turned round, holds; anything else does.
fn comparison(text: &str, minor: u64) -> bool {
    let is_sign = |c: char| "<>=!~".contains(c);
    let Some(start) = text.find(is_sign) else { return true };
    let end = text[start..].find(|c| !is_sign(c)).map_or(text.len(), |length| start + length);
    let (left, sign, right) = (text[..start].trim(), &text[start..end], text[end..].trim());
    let is_version = |side: &str| ["python_version", "python_full_version"].contains(&side);
    let (variable, sign, value) = if is_version(left) {
        (left, sign.to_owned(), right)
    } else if is_version(right) {
        let turn = |c| match c {
            '<' => '>',
            '>' => '<',
            same => same,
        };
        (right, sign.chars().map(turn).collect(), left)
    } else {
        return true;
    };
    let value = value.trim_matches(['"', '\'']);
    let (value, open) = value.strip_suffix(".*").map_or((value, false), |head| (head, true));
    let numbers = value.trim().split('.').map(|part| part.parse().ok());
    let Some(other) = numbers.collect::<Option<Vec<u64>>>() else { return true };
    // A comparison of full versions holds if it does for any patch.
    let patches: &[u64] = if variable == "python_version" { &[0] } else { &[0, 99] };
    patches.iter().any(|patch| holds(&[3, minor, *patch], &sign, &other, open))
}

fn holds(version: &[u64], sign: &str, other: &[u64], open: bool) -> bool {
    let part = |numbers: &[u64], at: usize| numbers.get(at).copied().unwrap_or(0);
    let compare = |length: usize| {
        let orders = (0..length).map(|at| part(version, at).cmp(&part(other, at)));
        orders.fold(Ordering::Equal, Ordering::then)
    };
    let order = compare(if open { other.len() } else { version.len().max(other.len()) });
    match sign {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "==" | "===" => order.is_eq(),
        "!=" => order.is_ne(),
        "~=" => order.is_ge() && compare(other.len().saturating_sub(1)).is_eq(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_does_not_hold() {
        for marker in [
            "python_version < '3'",
            "python_version == \"2.7\"",
            "'3.6' > python_version",
            "python_full_version < '3.8.0' and sys_platform == 'win32'",
            "(python_version == '2.*' or python_version <= '3.5')",
            "python_version ~= '2.6'",
        ] {
            assert!(!may_hold(marker), "{marker}");
        }
    }

    #[test]
    fn what_may_be_does() {
        for marker in [
            "",
            "python_version in_valid",
            "python_version >= '3.10'",
            "python_version < '3.9'",
            "python_full_version <= '3.8.5'",
            "python_version < '3' or extra == 'web'",
            "sys_platform == 'win32' and (python_version < '3' or extra == 'web')",
            "sys_platform == 'win32'",
            "os_name ~= 'x'",
            "'3' in python_version",
            "python_version not in '2.6 2.7'",
            "python_version != '3.9'",
            "python_version == '3.*'",
            "((((",
            "python_version < ''",
            "python_version < '99999999999999999999999'",
        ] {
            assert!(may_hold(marker), "{marker}");
        }
        assert!(may_hold(&"(".repeat(900)));
    }

    proptest::proptest! {
        /// No marker makes it panic, however odd.
        #[test]
        fn any_marker_is_survived(
            words in proptest::collection::vec(
                "python_version|extra|os_name|and|or|not|in|[(]|[)]|[<>=!~]{1,3}|'[0-9.*a-z]{0,6}'\
                 |'|\"|\\PC{0,3}",
                0..14,
            ),
        ) {
            let _ = may_hold(&words.join(" "));
            let _ = may_hold(&words.concat());
        }
    }
}
