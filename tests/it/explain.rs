//! `weigh explain`.

use std::fs;
use std::process::{Command, Output};
use unicode_width::UnicodeWidthStr;

fn weigh(args: &[&str], columns: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh"));
    command.args(args).env("COLUMNS", columns).env("WEIGH_AS_OF", "2026-11-23");
    command.env("LC_ALL", "C.UTF-8").env("TERM", "xterm").output().unwrap()
}

fn told(args: &[&str]) -> String {
    let output = weigh(&[&["explain"], args].concat(), "80");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_criterion_reads_like_a_page() {
    let page = told(&["security"]);
    for part in [
        "What does the framework protect against before you add anything?",
        "Among Django, FastAPI and Flask, Django wins by",
        "Protections that ship with the framework (`protections`, 57%)",
        "Linear scale: 0 months scores 0, 36 months scores 10.",
        "checked 2026-11-26",
        "Security in Django",
        "Verdict of the article on which the catalogue was first based",
        "This holds today.",
        "What would change it",
        "would put Flask level",
        "× 2 for `sensitivity=sensitive`",
        "https://docs.djangoproject.com/en/6.1/topics/security/",
    ] {
        assert!(page.replace('\n', " ").contains(part) || page.contains(part), "{part}:\n{page}");
    }
    assert!(page.lines().all(|line| line.width() <= 80), "{page}");
}

#[test]
fn an_answer_as_results_write_it_is_on_the_page_of_its_question() {
    let page = told(&["size=small"]);
    assert!(page.contains("trait `size`") && page.contains("(`small`)"), "{page}");
}

#[test]
fn a_framework_tells_claims_from_facts() {
    let page = told(&["flask"]);
    for part in [
        "the article's claim",
        "confirmed elsewhere",
        "disputed",
        "more than 24 months ago",
        "(`migrations`): by Flask-Migrate",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
}

#[test]
fn an_unknown_topic_is_wrong_usage_with_a_suggestion() {
    let output = weigh(&["explain", "securty"], "80");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `security`?"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn without_a_topic_everything_is_listed() {
    let page = told(&[]);
    for id in ["security", "django", "project-kind", "e-commerce", "orm", "bench-json", "unsourced"]
    {
        assert!(page.contains(id), "{id}:\n{page}");
    }
}

#[test]
fn what_strangers_wrote_is_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evil.yaml");
    let text =
        "id: evil\nname: \"A|B <script>\\u001b[31m\\u202e\"\nsummary: \"::error::x `rm` @you\"\n";
    fs::write(&path, text).unwrap();
    for form in ["text", "markdown", "json"] {
        let page = told(&["evil", "--add", path.to_str().unwrap(), "--format", form]);
        assert!(!page.contains('\u{1b}'), "{form}: {page}");
        assert!(form == "json" || !page.contains('\u{202e}'), "{form}: {page}");
        assert!(!page.lines().any(|line| line.starts_with("::")), "{form}: {page}");
        assert!(form == "json" || form == "text" || !page.contains("<script>"), "{form}: {page}");
    }
}
