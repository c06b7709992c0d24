//! Environment markers, asked one thing: can this hold on a Python that is run today?
//!
//! Not `pep508_rs`: its 0.9.2 panics on `os_name ~= "x"` and on names such as `A-¡`, and the first
//! panic poisons a lock that every later marker needs. Markers know no "not", so taking whatever
//! is not understood for true never makes the whole false by mistake.

/// The minor versions of Python 3 that a project may be run with today.
const MINORS: std::ops::RangeInclusive<u64> = 8..=16;
/// A longer marker is taken to hold.
const LONGEST: usize = 1_000;
/// Brackets nested deeper are taken to hold.
const DEEPEST: usize = 20;

/// Whether a marker can hold. One that cannot be read does.
pub(super) fn may_hold(marker: &str) -> bool {
    if marker.len() > LONGEST {
        return true;
    }
    let words = words(marker);
    MINORS.into_iter().any(|minor| {
        let mut reader = Reader { words: &words, at: 0, minor };
        let value = reader.any(0);
        reader.at < words.len() || value.unwrap_or(true)
    })
}

/// One word of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word<'a> {
    /// A name or a keyword.
    Name(&'a str),
    /// A quoted text.
    Text(&'a str),
    /// A comparison or a bracket.
    Sign(&'a str),
}

fn words(mut rest: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    while let Some(first) = rest.trim_start().chars().next() {
        rest = rest.trim_start();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
        let is_sign = |c: char| "<>=!~".contains(c);
        let span =
            |belongs: &dyn Fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (word, end) = match first {
            '"' | '\'' => {
                let inner = rest[1..].find(first).unwrap_or(rest.len() - 1);
                (Word::Text(&rest[1..=inner]), (inner + 2).min(rest.len()))
            }
            c if is_name(c) => (Word::Name(&rest[..span(&is_name)]), span(&is_name)),
            c if is_sign(c) => (Word::Sign(&rest[..span(&is_sign)]), span(&is_sign)),
            c => (Word::Sign(&rest[..c.len_utf8()]), c.len_utf8()),
        };
        words.push(word);
        rest = &rest[end..];
    }
    words
}

/// Reads a marker for one version. `None` is what cannot be read.
struct Reader<'a> {
    words: &'a [Word<'a>],
    at: usize,
    minor: u64,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<Word<'a>> {
        let word = self.words.get(self.at).copied();
        self.at += usize::from(word.is_some());
        word
    }

    fn takes(&mut self, wanted: Word<'_>) -> bool {
        let found = self.words.get(self.at) == Some(&wanted);
        self.at += usize::from(found);
        found
    }

    /// `… or …`
    fn any(&mut self, depth: usize) -> Option<bool> {
        let mut value = self.all(depth)?;
        while self.takes(Word::Name("or")) {
            value |= self.all(depth)?;
        }
        Some(value)
    }

    /// `… and …`
    fn all(&mut self, depth: usize) -> Option<bool> {
        let mut value = self.atom(depth)?;
        while self.takes(Word::Name("and")) {
            value &= self.atom(depth)?;
        }
        Some(value)
    }

    fn atom(&mut self, depth: usize) -> Option<bool> {
        if self.takes(Word::Sign("(")) {
            let value = if depth < DEEPEST { self.any(depth + 1)? } else { return None };
            return self.takes(Word::Sign(")")).then_some(value);
        }
        let left = self.take()?;
        let sign = self.take()?;
        if sign == Word::Name("not") && !self.takes(Word::Name("in")) {
            return None;
        }
        let right = self.take()?;
        match (left, sign, right) {
            (Word::Name(name), Word::Sign(sign), Word::Text(text)) => {
                Some(self.compare(name, sign, text))
            }
            (Word::Text(text), Word::Sign(sign), Word::Name(name)) => {
                Some(self.compare(name, turned(sign), text))
            }
            _ => Some(true),
        }
    }

    /// Whether this version, with any patch number, is on that side of another.
    fn compare(&self, name: &str, sign: &str, text: &str) -> bool {
        let patches: &[u64] = match name {
            "python_version" => &[0],
            "python_full_version" => &[0, 99],
            _ => return true,
        };
        let (text, open) = text.strip_suffix(".*").map_or((text, false), |head| (head, true));
        let Some(other) = numbers(text) else { return true };
        patches.iter().any(|patch| holds(&[3, self.minor, *patch], sign, (&other, open)))
    }
}

fn turned(sign: &str) -> &str {
    match sign {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        same => same,
    }
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    text.trim().split('.').map(|part| part.parse().ok()).collect()
}

fn holds(version: &[u64], sign: &str, (other, open): (&[u64], bool)) -> bool {
    let part = |numbers: &[u64], at: usize| numbers.get(at).copied().unwrap_or(0);
    let length = if open { other.len() } else { version.len().max(other.len()) };
    let order = (0..length).map(|at| part(version, at).cmp(&part(other, at)));
    let order = order.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then);
    let same = |length: usize| (0..length).all(|at| part(version, at) == part(other, at));
    match sign {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "==" | "===" => order.is_eq(),
        "!=" => order.is_ne(),
        "~=" => order.is_ge() && same(other.len().saturating_sub(1)),
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
            "python_version in_valid",
            "python_full_version < '3.8.0' and sys_platform == 'win32'",
            "(python_version == '2.*' or python_version <= '3.5')",
            "python_version ~= '2.6'",
        ] {
            let is_readable = !marker.contains("in_valid");
            assert_eq!(may_hold(marker), !is_readable, "{marker}");
        }
    }

    #[test]
    fn what_may_be_does() {
        for marker in [
            "",
            "python_version >= '3.10'",
            "python_version < '3.9'",
            "python_full_version <= '3.8.5'",
            "python_version < '3' or extra == 'web'",
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
