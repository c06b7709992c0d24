//! The pages of `weigh explain`, and the reference pages that are made from the same words.

use jiff::civil::date;
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr;
use weigh::explain::{Explainer, Kind, Topic};
use weigh::load::embedded;
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

fn text(explainer: &Explainer, topics: &[Topic], width: usize) -> String {
    let mut out = Vec::new();
    write(explainer, topics, PageFormat::Text, &Options { width, ..Options::default() }, &mut out)
        .unwrap();
    anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
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
fn the_reference_of_the_catalogue_is_fresh() {
    let known = embedded::catalogue();
    let page = reference::catalogue(&Explainer::new(&known, None));
    fresh("docs/criteria.md", &page);
    for source in known.sources.values() {
        assert!(page.contains(source.id.as_str()), "{}", source.id);
    }
}
