//! What people write around weigh's part of a record survives.

use proptest::prelude::*;
use weigh::record::{replace, split};

/// Text that people may write: no line of it is one of weigh's two comments.
fn words() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[ -~]{0,20}",
        "\\PC{0,8}",
        Just("<!-- weigh -->".to_owned()),
        Just("see <!-- weigh:end".to_owned()),
        Just("---".to_owned()),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n")];
    proptest::collection::vec((line, end), 0..8).prop_map(|lines| {
        let text: String = lines.into_iter().map(|(line, end)| line + end).collect();
        text.replace("weigh:", "other:")
            .replace("see <!-- other:", "see <!-- weigh:")
            .replace("\r<", "<")
    })
}

proptest! {
    #[test]
    fn what_people_wrote_survives_every_update(above in words(), below in words(), open in "[ -~]{0,9}", fresh in "[a-z \n]{0,40}") {
        let part = "<!-- weigh:begin x -->\nold\n<!-- weigh:end 0 -->\n";
        let new = format!("<!-- weigh:begin x -->\n{fresh}\n<!-- weigh:end 0 -->\n");
        prop_assume!(!above.starts_with("<!-- weigh:begin"));
        let text = format!("{above}{part}{below}{open}");
        let found = split(&text).unwrap().unwrap();
        prop_assert_eq!(found.before, &above);
        let updated = replace(&found, &new);
        let again = split(&updated).unwrap().unwrap();
        prop_assert_eq!(again.before, &above);
        prop_assert_eq!(again.after, format!("{below}{open}"));
        prop_assert_eq!(again.inside.replace("\r\n", "\n"), format!("{fresh}\n"));
    }
}
