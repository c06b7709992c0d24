//! The pages of `weigh explain`, and the reference pages that are made from the same words.

use jiff::civil::date;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr;
use weigh::doc::Block;
use weigh::explain::{Explainer, Kind, Topic};
use weigh::model::{Catalogue, Method, Need, PageFormat, Provision, SortedMap, Word};
use weigh::render::Options;
use weigh::render::explain::render;
use weigh::render::page::markdown;
use weigh::score::rating::rate;

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
    let options = Options { width, ..Options::default() };
    let text = render(explainer, topics, PageFormat::Text, &options);
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn every_topic_has_a_page_in_every_form() {
    let known = Catalogue::embedded();
    let explainer = Explainer { catalogue: &known, today: Some(date(2026, 11, 23)) };
    for &kind in Kind::ALL {
        for topic in explainer.of_kind(kind) {
            let id = topic.id;
            let found = explainer.find(&format!("{}:{id}", kind.as_str()));
            assert_eq!(found, [topic], "{id}");
            for width in [40, 80, 120] {
                let page = text(&explainer, &found, width);
                let long =
                    |line: &&str| line.width() > width && line.split_whitespace().count() > 1;
                let is_example = |line: &&str| kind == Kind::Rule && line.starts_with("  ");
                let mut cut = page.lines().filter(long).filter(|line| !is_example(line));
                let cut = cut.find(|line| !line.contains("    "));
                assert_eq!(cut, None, "{id} at {width}");
            }
            let json = render(&explainer, &found, PageFormat::Json, &Options::default());
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(json["schema"], "weigh/explain/2");
            assert_eq!(json["topics"][0]["page"][0]["type"], "heading");
        }
    }
}

/// Where a wrong figure is reported is known of the built-in catalogue only.
#[test]
fn only_the_built_in_catalogue_is_contested_here() {
    let own = Catalogue::from_folder(Path::new("tests/fixtures/catalogue"), &[]).unwrap();
    for (known, is_ours) in [(Catalogue::embedded(), true), (own, false)] {
        let explainer = Explainer { catalogue: &known, today: None };
        let page = text(&explainer, &explainer.find("django"), 80);
        assert_eq!(page.contains("A figure is wrong?"), is_ours, "{page}");
    }
}

/// Who is far behind is no part of a tie, though a candidate.
#[test]
fn a_tie_names_those_that_tie() {
    let mut known = Catalogue::embedded();
    known.frameworks.values_mut().for_each(|framework| framework.default = true);
    let explainer = Explainer { catalogue: &known, today: None };
    let mut ties = 0;
    for (id, criterion) in &known.criteria {
        let page = text(&explainer, &explainer.find(&format!("criterion:{id}")), 10_000);
        let Some(line) = page.lines().find_map(|line| line.strip_prefix("Tie among ")) else {
            continue;
        };
        let (tied, _) = line.split_once(": ").unwrap();
        let tied = tied.replace(" and ", ", ");
        let mut tied: Vec<&str> = tied.split(", ").collect();
        let rated = known.frameworks.values();
        let rated: Vec<_> = rated
            .filter_map(|one| Some((one.name.as_str(), rate(one, criterion)?.score)))
            .collect();
        let best = rated.iter().map(|(_, score)| *score).fold(0.0, f64::max);
        let mut near: Vec<&str> =
            rated.iter().filter(|(_, score)| best - score < 0.499).map(|(name, _)| *name).collect();
        tied.sort_unstable();
        near.sort_unstable();
        assert_eq!(tied, near, "{id}");
        ties += 1;
    }
    assert!(ties > 0);
}

/// A heading has something below it, also where nothing is known; a paragraph has no line breaks of its own.
#[test]
fn no_heading_stands_alone_and_no_paragraph_is_broken() {
    let mut unrated = Catalogue::embedded();
    for framework in unrated.frameworks.values_mut() {
        framework.findings.clear();
    }
    for known in [Catalogue::embedded(), unrated] {
        let explainer = Explainer { catalogue: &known, today: None };
        for topic in explainer.topics() {
            let blocks = explainer.page(topic, false).blocks;
            let level = |at: usize| match blocks.get(at) {
                Some(Block::Heading { level, .. }) => *level,
                None => 0,
                Some(_) => usize::MAX,
            };
            for (at, block) in blocks.iter().enumerate() {
                let is_alone = matches!(block, Block::Heading { .. }) && level(at + 1) <= level(at);
                assert!(!is_alone, "{}: {block:?}", topic.id);
                if let Block::Paragraph { text } = block {
                    let text = serde_json::to_string(text).unwrap();
                    assert!(!text.contains("\\n"), "{}: {text}", topic.id);
                }
            }
        }
    }
}

/// What is no topic of its own names the topic that has it.
#[test]
fn everything_that_a_page_names_leads_to_it() {
    let known = Catalogue::embedded();
    let explainer = Explainer { catalogue: &known, today: None };
    let leads = |word: &str| {
        let mention = explainer.mention(word).unwrap_or_else(|| panic!("{word}"));
        let (_, topic) = mention.split_once("see `weigh explain ").unwrap();
        assert!(!explainer.find(topic.trim_end_matches('`')).is_empty(), "{word}: {mention}");
    };
    for asked in &known.traits {
        for answer in &asked.answers {
            leads(answer.id.as_str());
            leads(&answer.label);
        }
    }
    for provision in known.frameworks.values().flat_map(|one| one.capabilities.values()) {
        if let Provision::Extension { name, .. } = provision {
            leads(name);
        }
    }
    Need::ALL.iter().for_each(|need| leads(need.as_str()));
    assert_eq!(explainer.mention("nothing of the kind"), None);
}

#[test]
fn an_id_of_two_kinds_is_told_of_each() {
    let known = Catalogue::embedded();
    let explainer = Explainer { catalogue: &known, today: None };
    let kinds = |topic: &str| explainer.find(topic).len();
    assert_eq!(kinds("hiring"), 2, "a criterion and a trait");
    assert_eq!(kinds("criterion:hiring"), 1);
    assert_eq!(kinds("Project Kind"), 1);
    assert_eq!(kinds("nothing"), 0);
}

const GENERATED: &str = "<!-- Generated by `UPDATE=1 cargo test`; do not edit. -->";

/// The reference page of the catalogue, `docs/criteria.md`.
fn reference(explainer: &Explainer) -> String {
    let mut text = format!(
        "# The built-in catalogue\n\n{GENERATED}\n\nEvery criterion with its indicators, scales, figures, ranges, \
         sources and dates; every framework; every question with the effects of its answers; every capability; every \
         source; and a list of the public decisions. `weigh explain ID` shows one of them.\n"
    );
    text += &basis(explainer.catalogue);
    for &kind in Kind::ALL {
        match kind {
            Kind::Rule => continue,
            Kind::Precedent => {
                text.push('\n');
                text.push_str(&markdown(
                    &explainer
                        .page(Topic { kind, id: kind.as_str(), summary: kind.about() }, false),
                    2,
                ));
                continue;
            }
            _ => text.extend(["\n## ", kind.about(), "\n"]),
        }
        for topic in explainer.of_kind(kind) {
            text.push('\n');
            text.push_str(&markdown(&explainer.page(topic, false), 3));
        }
    }
    text
}

/// How the findings were obtained, what the fits rest on, when each framework was last looked at, and the sources that
/// have no address.
fn basis(known: &Catalogue) -> String {
    let share = |of: &BTreeMap<&str, usize>| {
        let all: usize = of.values().sum();
        let mut of: Vec<_> = of.iter().collect();
        of.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let words: Vec<String> = of.iter().map(|(what, count)| format!("{count} {what}")).collect();
        format!("{all} ({})", words.join(", "))
    };
    let (mut findings, mut fits) = (BTreeMap::new(), BTreeMap::new());
    let mut looked = String::new();
    for framework in known.frameworks.values() {
        let found = || framework.findings.values().flat_map(SortedMap::values);
        for finding in found() {
            *findings.entry(finding.method.map_or("unsaid", Method::as_str)).or_default() += 1;
        }
        for view in framework.fit.values().flat_map(SortedMap::values) {
            *fits.entry(view.basis.as_str()).or_default() += 1;
        }
        if let (Some(first), Some(last)) =
            (found().map(|one| one.checked).min(), found().map(|one| one.checked).max())
        {
            let count = found().count();
            looked += &format!("| {} | {count} | {first} | {last} |\n", framework.name);
        }
    }
    let unlocated = known.sources.values().filter(|one| one.url.is_none() && one.path.is_none());
    let unlocated: Vec<String> = unlocated.map(|one| format!("`{}`", one.id)).collect();
    format!(
        "\nFindings: {}. Fits: {}. Sources without an address: {}. A wrong figure: `CONTRIBUTING.md` says how to \
         change it.\n\n| framework | findings | first checked | last checked |\n| --- | --- | --- | --- |\n{looked}",
        share(&findings),
        share(&fits),
        unlocated.join(", ")
    )
}

#[test]
fn the_reference_of_the_catalogue_is_fresh() {
    let known = Catalogue::embedded();
    let page = reference(&Explainer { catalogue: &known, today: None });
    fresh("docs/criteria.md", &page);
    for source in known.sources.values() {
        assert!(page.contains(source.id.as_str()), "{}", source.id);
    }
}
