//! Folders of records with different habits: where a record goes, its name and format, and what `check` says.

use crate::repository::{Repository, copy, ran};
use std::path::Path;

/// The values of a key in a case's `expected.txt`.
fn values<'a>(expected: &'a str, key: &str) -> Vec<&'a str> {
    let of = |line: &'a str| line.split_once(':').filter(|(name, _)| *name == key);
    expected.lines().filter_map(of).map(|(_, value)| value.trim()).collect()
}

#[test]
fn a_record_fits_beside_its_neighbours() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/records");
    for case in std::fs::read_dir(cases).unwrap().map(|case| case.unwrap().path()) {
        let repository = Repository::new();
        copy(&case, repository.path());
        let expected = repository.read("expected.txt");
        let one = |key| values(&expected, key).first().copied();
        let mut said = String::new();
        if let Some(profile) = one("record") {
            let words: Vec<&str> =
                ["record"].into_iter().chain(profile.split_whitespace()).collect();
            let ran = repository.weigh(&words);
            assert_eq!(ran.code.to_string(), one("exit").unwrap_or("0"), "{case:?} {ran:?}");
            assert_eq!(ran.out.trim_end(), one("prints").unwrap_or(""), "{case:?} {ran:?}");
            if let Some(format) = one("format") {
                let text = repository.read(ran.out.trim_end());
                assert!(text.contains(&format!("\"adr\": \"{format}\"")), "{case:?} {text}");
                assert!(text.to_lowercase().contains("proposed"), "{case:?} {text}");
                let again = repository.weigh(&words);
                assert_eq!((again.code, &again.out), (0, &ran.out), "{case:?} {again:?}");
            }
            said = ran.err;
        }
        let ran = repository.weigh(&["check", "--fail-on", "edited-by-hand,number-twice"]);
        said = said + &ran.err + &ran.out;
        let verdict = format!("{} {}", ran.code, ran.out.lines().last().unwrap_or_default());
        for check in values(&expected, "check") {
            assert_eq!(verdict, check, "{case:?} {said}");
        }
        for words in values(&expected, "says") {
            assert!(said.contains(words), "{case:?} {said}");
        }
    }
}

#[test]
fn check_covers_every_record_below() {
    let repository = Repository::with_shop();
    repository.write("services/a/docs/adr/.keep", "");
    repository.write("services/a/shop.yaml", &repository.read("shop.yaml"));
    repository.record(&["shop.yaml", "--dir", "notes"]);
    repository.record(&["services/a/shop.yaml"]);
    let ran = repository.weigh(&["check"]);
    assert_eq!(ran.out, "2 files checked, no problems found\n", "{ran:?}");
    assert_eq!(repository.files("services/a/docs/adr").len(), 2);
    let mut below = repository.command();
    let ran = crate::repository::ran(below.current_dir(repository.at("services/a")).arg("check"));
    assert_eq!(ran.out, "1 file checked, no problems found\n", "{ran:?}");
    // The record of a profile is found where it is.
    repository.edit("shop.yaml", "size: small", "size: large");
    let updated = repository.record(&["shop.yaml", "--update"]);
    assert!(updated.starts_with("notes/0001-"), "{updated}");
    assert_eq!(repository.weigh(&["check", "--dir", "gone"]).code, 2);
}

#[test]
fn another_repository_and_a_worktree_are_their_own() {
    let repository = Repository::with_shop();
    repository.write("vendored/.git", "gitdir: elsewhere\n");
    let refused = repository.weigh(&["record", "shop.yaml", "--dir", "vendored/docs"]);
    assert!(refused.code == 2 && refused.err.contains("another repository"), "{refused:?}");
    assert_eq!(repository.files("vendored"), [".git"]);
    repository.write("vendored/docs/0001-a.md", "<!-- weigh:begin -->\n");
    assert_eq!(repository.weigh(&["check"]).code, 0, "another repository is not checked");
    let worktree = Repository::with_shop();
    std::fs::remove_dir(worktree.at(".git")).unwrap();
    worktree.write(".git", "gitdir: elsewhere\n");
    worktree.write("docs/adr/ADR-7-old.md", "# Old\n");
    std::fs::create_dir(worktree.at("src")).unwrap();
    let mut below = worktree.command();
    let ran = crate::repository::ran(
        below.current_dir(worktree.at("src")).args(["record", "../shop.yaml"]),
    );
    assert!(ran.out.starts_with("../docs/adr/ADR-8-web-framework"), "{ran:?}");
}

#[test]
fn a_conflict_is_damage_and_another_layout_is_not() {
    let repository = Repository::with_shop();
    let place = repository.record(&["shop.yaml"]);
    let text = repository.read(&place);
    let ours = text.replace("\n* ", "\n- ").replace("| :-- |", "|:----|").replace(" | ", "  |   ");
    assert!(ours != text);
    repository.write(&place, &ours);
    let checked = repository.weigh(&["check", "--fail-on", "all"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    repository.record(&["shop.yaml", "--update"]);
    assert_eq!(repository.read(&place), ours, "nothing but the layout differs");
    let (head, part) = text.split_once("<!-- weigh:begin").unwrap();
    let part = format!("<!-- weigh:begin{part}");
    let begins = head.lines().count() + 1;
    for damaged in [
        format!("{head}<<<<<<< ours\n{part}=======\n{part}>>>>>>> theirs\n"),
        format!("{head}{part}{part}"),
        text.replace("<!-- weigh:end", "<!-- weigh-end"),
        text.split("<!-- weigh:data").next().unwrap().to_owned(),
    ] {
        repository.write(&place, &damaged);
        let ran = repository.weigh(&["check", "--format", "github"]);
        assert!(ran.code == 2 && ran.out.starts_with("::error file=docs/"), "{ran:?}");
        assert!(ran.out.contains(&format!(",line={begins},")), "{ran:?}");
        assert_eq!(repository.weigh(&["record", "shop.yaml"]).code, 2, "no second record");
        assert_eq!(repository.files("docs/decisions").len(), 1);
    }
}

#[test]
fn a_record_that_cannot_be_read_is_an_error_and_gets_no_duplicate() {
    let repository = Repository::with_shop();
    let place = repository.record(&["shop.yaml"]);
    let text = repository.read(&place);
    let utf16 = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes);
    let latin = [b"\xe4\n", text.as_bytes()].concat();
    for bytes in [utf16.collect(), latin] {
        std::fs::write(repository.at(&place), &bytes).unwrap();
        let checked = repository.weigh(&["check"]);
        assert!(checked.code == 2 && checked.out.contains("not UTF-8 text"), "{checked:?}");
        assert!(checked.out.starts_with(&place), "{checked:?}");
        for update in [&[][..], &["--update"]] {
            let refused = repository.weigh(&[&["record", "shop.yaml"], update].concat());
            let why = format!("cannot read `{place}`");
            assert!(refused.code == 2 && refused.err.contains(&why), "{refused:?}");
        }
        assert_eq!(std::fs::read(repository.at(&place)).unwrap(), bytes);
    }
    repository.write(&place, &format!("{text}\nA replacement character is text: \u{fffd}\n"));
    assert_eq!(repository.record(&["shop.yaml"]), place);
    std::fs::write(repository.at("notes.md"), b"\xe4").unwrap();
    assert_eq!(repository.weigh(&["check"]).code, 0, "Latin-1 notes are no record");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_among_records_that_cannot_be_opened_is_an_error() {
    let repository = Repository::with_shop();
    repository.write("docs/decisions/.keep", "");
    let link = repository.at("docs/decisions/0001-a.md");
    std::os::unix::fs::symlink("/proc/self/mem", link).unwrap();
    let checked = repository.weigh(&["check"]);
    assert!(
        checked.code == 2 && checked.out.starts_with("docs/decisions/0001-a.md"),
        "{checked:?}"
    );
    let refused = repository.weigh(&["record", "shop.yaml"]);
    assert!(refused.code == 2 && refused.err.contains("cannot read `docs/"), "{refused:?}");
}

#[test]
fn foreign_records_among_the_named_are_skipped() {
    let repository = Repository::with_shop();
    let place = repository.record(&["shop.yaml"]);
    repository.write("docs/decisions/0002-ours.md", "# Ours\n");
    let ran = repository.weigh(&["check", &place, "docs/decisions/0002-ours.md"]);
    assert!(ran.code == 0 && ran.err.contains("not written by weigh"), "{ran:?}");
    assert_eq!(ran.out, "1 file checked, no problems found\n");
}

#[test]
fn without_version_control_a_record_goes_beside_its_profile() {
    let repository = Repository::with_shop();
    std::fs::remove_dir(repository.at(".git")).unwrap();
    repository.write("project/shop.yaml", &repository.read("shop.yaml"));
    repository.write("other/notes.md", "# Ours\n");
    let mut command = repository.command();
    let ran =
        ran(command.current_dir(repository.at("other")).args(["record", "../project/shop.yaml"]));
    assert_eq!((ran.code, repository.files("project/docs/decisions").len()), (0, 1), "{ran:?}");
}
