//! A title as part of a file's name.

/// The most characters; longer names are a burden in listings.
const LONGEST: usize = 60;

/// Lower-case words of a title joined by hyphens, cut between words; `fallback` where nothing is left.
pub(super) fn slug(title: &str, fallback: &str) -> String {
    let folded: String = title.chars().flat_map(char::to_lowercase).map(folded).collect();
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST));
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug = format!("{slug}-{word}");
        } else {
            break;
        }
    }
    if slug.is_empty() { fallback.to_owned() } else { slug }
}

/// The plain letters of the Latin ones that people's titles have.
fn folded(letter: char) -> String {
    let plain = match letter {
        'à'..='ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // What stands between letters in names parts no word.
        '\'' | '’' => "",
        other => return other.to_string(),
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_are_joined_and_cut_between_words() {
        assert_eq!(slug("Web framework: A shop's page", "x"), "web-framework-a-shops-page");
        assert_eq!(slug("Bäckerei – Größe", "x"), "baeckerei-groesse");
        assert_eq!(slug("面包店", "web-framework"), "web-framework");
        assert_eq!(slug("../../etc/passwd", "x"), "etc-passwd");
        let long = slug(&"word ".repeat(2_000), "x");
        assert!(long.len() <= 60 && long.ends_with("-word"), "{long}");
        assert_eq!(slug(&"a".repeat(10_000), "x").len(), 60);
    }
}
