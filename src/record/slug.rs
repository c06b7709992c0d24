//! A title as part of a file name.

const MAX_SLUG: usize = 60;

/// A title's words in lower case, joined by hyphens and cut between words; empty without a Latin letter or digit.
pub fn slug(title: &str) -> String {
    let latin: String = title.to_lowercase().chars().map(to_ascii).collect();
    let words = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(MAX_SLUG));
        } else if slug.len() + 1 + word.len() <= MAX_SLUG {
            slug = format!("{slug}-{word}");
        } else {
            break;
        }
    }
    slug
}

/// Letters after what stands for them; an apostrophe does not end a word.
const LATIN: &str = "aàáâãåāăą aeäæ cçćč dďđð eèéêëēėęě gğ iìíîïīı lł nñńň oòóôõøōő oeöœ rř sśšş ssß tťţț uùúûūůűų ueü \
                     yýÿ zźžż '’";

fn to_ascii(letter: char) -> String {
    match LATIN.split(' ').find(|known| known.contains(letter)) {
        Some(known) if !letter.is_ascii() => known.chars().filter(char::is_ascii).collect(),
        _ => letter.to_string().replace('\'', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_are_joined_and_cut_between_words() {
        assert_eq!(slug("Web framework: A shop's page"), "web-framework-a-shops-page");
        assert_eq!(slug("Bäckerei – Größe"), "baeckerei-groesse");
        assert_eq!(slug("面包店"), "");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("ASP.NET Core"), "asp-net-core");
        let long = slug(&"word ".repeat(2_000));
        assert!(long.len() <= 60 && long.ends_with("-word"), "{long}");
        assert_eq!(slug(&"a".repeat(10_000)).len(), 60);
    }
}
