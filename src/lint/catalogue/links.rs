//! Addresses: secure ones, in one piece.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{File, Ground, Kind};
use crate::load::Place;

pub(in crate::lint) const BAD_LINK: Rule = Rule {
    id: "bad-link",
    severity: Severity::Error,
    title: "An address is not a well-formed https link",
    why: "Reports make links of addresses. One that does not begin with https, or has spaces or no host, leads \
          nowhere or where somebody else wants.",
    fix: "Write the whole address, beginning with https:// and without spaces.",
    example: "homepage: https://www.djangoproject.com/    # not `www.djangoproject.com`",
    check: Check::Catalogue(check),
};

fn check(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks() {
        if let Some(homepage) = &framework.homepage {
            look(file, file.place(&["homepage"]), homepage, says);
        }
    }
    let Some(file) = ground.one(Kind::Sources) else { return };
    for source in ground.known.sources.values() {
        if let Some(url) = &source.url {
            look(file, file.place(&[source.id.as_str(), "url"]), url, says);
        }
    }
}

fn look(file: &File, place: Place, address: &str, says: &mut Says) {
    if !is_sound(address) {
        let message = format!("`{address}` is not a well-formed https link");
        says.say(file, place, &message, "write it whole, beginning with https://");
    }
}

fn is_sound(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"`{}|\\^".contains(c);
    host.contains('.') && !host.contains('@') && address.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn only_whole_secure_addresses_are_sound() {
        for good in ["https://a.org", "https://a.org/b?c#d", "https://lp.a.com/x-2024/"] {
            assert!(is_sound(good), "{good}");
        }
        for bad in [
            "http://a.org",
            "https://",
            "https://a b.org",
            "https://a@b.org",
            "https://localhost",
            "a.org",
        ] {
            assert!(!is_sound(bad), "{bad}");
        }
    }
}
