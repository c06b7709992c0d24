//! How long a decision takes, on the front door alone: `cargo bench`.

use std::fs;
use std::path::Path;
use weigh::{Catalogue, Format, Profile, Settings, decide};

fn main() {
    divan::main();
}

const SHOP: &str = include_str!("../examples/bakery-shop.yaml");

fn shop() -> (Catalogue, Profile) {
    let catalogue = Catalogue::embedded();
    let profile = Profile::from_yaml(SHOP, &catalogue).expect("the example is valid");
    (catalogue, profile)
}

#[divan::bench]
fn embedded_catalogue() -> Catalogue {
    Catalogue::embedded()
}

#[divan::bench]
fn profile(bencher: divan::Bencher) {
    let catalogue = Catalogue::embedded();
    bencher.bench(|| Profile::from_yaml(SHOP, &catalogue));
}

#[divan::bench(args = [0, 1_000, 10_000])]
fn decision(bencher: divan::Bencher, draws: usize) {
    let (catalogue, profile) = shop();
    let settings = Settings::with_draws(1, draws);
    bencher.bench(|| decide(&catalogue, &profile, &settings));
}

/// As a stream of profiles on one catalogue is decided.
#[divan::bench]
fn one_of_many(bencher: divan::Bencher) {
    let (catalogue, profile) = shop();
    let settings = Settings::default().cached_for(&catalogue);
    bencher.bench(|| decide(&catalogue, &profile, &settings));
}

#[divan::bench(args = [Format::Table, Format::Markdown, Format::Json, Format::Html, Format::Csv])]
fn rendering(bencher: divan::Bencher, format: Format) {
    let (catalogue, profile) = shop();
    let decision = decide(&catalogue, &profile, &Settings::default()).expect("weights above 0");
    bencher.bench(|| decision.render(format, &catalogue));
}

/// Frameworks × criteria. The figures should grow no faster than the product.
const SIZES: [(usize, usize); 6] =
    [(3, 6), (10, 10), (50, 50), (100, 100), (200, 200), (1_000, 50)];

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn reading_a_folder(bencher: divan::Bencher, (frameworks, criteria): (usize, usize)) {
    let folder = folder(frameworks, criteria);
    bencher.bench(|| Catalogue::from_folder(folder.path(), &[]));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn large_decision(bencher: divan::Bencher, (frameworks, criteria): (usize, usize)) {
    let (catalogue, profile) = made(frameworks, criteria);
    bencher.bench(|| decide(&catalogue, &profile, &Settings::default()));
}

/// The texts show a few of many candidates, and should cost little more for a thousand.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn large_rendering(bencher: divan::Bencher, (frameworks, criteria): (usize, usize)) {
    let (catalogue, profile) = made(frameworks, criteria);
    let decision = decide(&catalogue, &profile, &Settings::default()).expect("weights above 0");
    assert_eq!(decision.frameworks.len(), frameworks);
    bencher.bench(|| decision.render(Format::Table, &catalogue));
}

/// A made catalogue, and a profile for it.
fn made(frameworks: usize, criteria: usize) -> (Catalogue, Profile) {
    let folder = folder(frameworks, criteria);
    let catalogue = Catalogue::from_folder(folder.path(), &[]).expect("a valid catalogue");
    let profile = Profile::from_yaml("ranking: [c0, c1]", &catalogue).expect("a valid profile");
    (catalogue, profile)
}

/// A made catalogue: one judged indicator a criterion, and a score for each framework.
fn folder(frameworks: usize, criteria: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| write(folder.path(), name, text);
    write(
        "sources.yaml",
        "made: {title: Made, publisher: nobody, observed: null, kind: judgement}\n",
    );
    for criterion in 0..criteria {
        write(
            &format!("c{criterion}.yaml"),
            &format!(
                "id: c{criterion}\ntitle: C{criterion}\nquestion: How good?\nweight: {}\nindicators:\n  - {{id: all, title: All, weight: 1, scale: judgement}}\n",
                criterion % 9 + 1
            ),
        );
    }
    for framework in 0..frameworks {
        let mut text = format!(
            "id: f{framework}\nname: F{framework}\nversion: \"1\"\nhomepage: https://example.org/\nsummary: Made.\nfindings:\n"
        );
        for criterion in 0..criteria {
            let score = (framework * 7 + criterion * 13) % 91;
            text.push_str(&format!(
                "  c{criterion}: {{all: {{score: {}.{}, because: made, source: made, checked: 2026-01-01}}}}\n",
                score / 10,
                score % 10
            ));
        }
        write(&format!("frameworks/f{framework}.yaml"), &text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
