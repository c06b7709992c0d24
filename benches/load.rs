//! How long it takes to read what a run reads.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run should say so")]

use divan::Bencher;
use weigh::load::{Overlay, Text, embedded, profile};

fn main() {
    divan::main();
}

/// A line of a stream, as a fleet of services would send it.
const LINE: &str = r#"{"title": "Orders", "frameworks": ["django", "flask"], "traits": {"project-kind": "e-commerce", "size": "small", "team": ["django", "flask"]}, "needs": {"orm": "must", "admin": "want", "accounts": "maybe"}, "weights": {"security": 30, "hiring": 5}}"#;

#[divan::bench]
fn embedded_catalogue(bencher: Bencher) {
    bencher.bench(embedded::catalogue);
}

#[divan::bench]
fn profile_of_one_line(bencher: Bencher) {
    let (catalogue, overlay) = (embedded::catalogue(), Overlay::default());
    bencher.bench(|| profile(Some(&Text::new("<stdin>", LINE)), &overlay, &catalogue).unwrap());
}

#[divan::bench]
fn catalogue_from_its_files(bencher: Bencher) {
    bencher.bench(|| weigh::load::catalogue_from("criteria".as_ref(), &[]).unwrap());
}
