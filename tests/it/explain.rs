//! `weigh explain` and the reference pages that are made from the same words.

use jiff::civil::date;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use unicode_width::UnicodeWidthStr;
use weigh::explain::{Explainer, Kind, Topic};
use weigh::load::{add_to, embedded};
use weigh::model::PageFormat;
use weigh::render::Options;
use weigh::render::explain::{reference, write};

/// Whether a generated page is what is checked in; `UPDATE=1` writes it.
pub(crate) fn fresh(path: &str, page: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(Path::new(path).parent().unwrap()).unwrap();
        fs::write(path, page).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == page, "{path} is not fresh: run the tests with UPDATE=1");
}

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

fn text(explainer: &Explainer, topics: &[Topic], width: usize) -> String {
    let mut out = Vec::new();
    write(explainer, topics, PageFormat::Text, &Options { width, ..Options::default() }, &mut out)
        .unwrap();
    anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
}

#[test]
fn a_criterion_reads_like_a_page() {
    let page = told(&["security"]);
    for part in [
        "What does the framework protect against before you add anything?",
        "Among Django and Flask, Django wins by",
        "Protections that ship with the framework (`protections`, 57%)",
        "Linear scale: 0 months scores 0, 36 months scores 10.",
        "checked 2026-11-23",
        "Security in Django",
        "The article's verdict",
        "This holds today.",
        "What would change it",
        "Flask would draw level if Django had",
        "× 2 for `sensitivity=sensitive`",
        "https://docs.djangoproject.com/en/6.1/topics/security/",
    ] {
        assert!(page.replace('\n', " ").contains(part) || page.contains(part), "{part}:\n{page}");
    }
    assert!(page.lines().all(|line| line.width() <= 80), "{page}");
}

#[test]
fn a_framework_tells_claims_from_facts() {
    let page = told(&["flask"]);
    for part in [
        "the article's claim",
        "confirmed elsewhere",
        "disputed",
        "more than 24 months ago",
        "Built in:",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
}

#[test]
fn every_topic_has_a_page_in_every_form() {
    let known = embedded::catalogue();
    let explainer = Explainer::new(&known, Some(date(2026, 11, 23)));
    for &kind in Kind::ALL {
        for topic in explainer.of_kind(kind) {
            let id = topic.id();
            let found = explainer.find(&format!("{}:{id}", kind.as_str()));
            assert_eq!(found, [topic], "{id}");
            for width in [40, 80, 120] {
                let page = text(&explainer, &found, width);
                let long =
                    |line: &&str| line.width() > width && line.split_whitespace().count() > 1;
                let cut = page.lines().filter(long).find(|line| !line.contains("    "));
                assert_eq!(cut, None, "{id} at {width}");
            }
            let mut json = Vec::new();
            write(&explainer, &found, PageFormat::Json, &Options::default(), &mut json).unwrap();
            let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
            assert_eq!(json["schema"], "weigh/explain/2");
            assert_eq!(json["topics"][0]["page"][0]["type"], "heading");
        }
    }
}

#[test]
fn an_id_of_two_kinds_is_told_of_each() {
    let known = embedded::catalogue();
    let explainer = Explainer::new(&known, None);
    let kinds = |topic: &str| explainer.find(topic).len();
    assert_eq!(kinds("hiring"), 2, "a criterion and a trait");
    assert_eq!(kinds("criterion:hiring"), 1);
    assert_eq!(kinds("Project Kind"), 1);
    assert_eq!(kinds("nothing"), 0);
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
    let known = add_to(embedded::catalogue(), &[path]).unwrap();
    assert!(Explainer::new(&known, None).find("capability:orm").len() == 1);
}

#[test]
fn the_reference_of_the_catalogue_is_fresh() {
    let known = embedded::catalogue();
    let page = reference::catalogue(&Explainer::new(&known, None));
    fresh("docs/criteria.md", &page);
    for source in known.sources.values() {
        assert!(page.contains(source.id.as_str()), "{}", source.id);
    }
}
