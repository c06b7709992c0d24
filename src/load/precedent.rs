//! Public decisions.

use super::decode::Diagnostics;
use super::known::Known;
use super::problem::Problems;
use super::profile::{PROFILE, decode};
use super::shape::{Range, Record, SCHEMA, Shape, TEXT, key};
use super::text::Text;
use super::tree::Node;
use super::yaml;
use crate::model::{Catalogue, Precedent};

/// What the file of a public decision may hold.
pub static PRECEDENT: Record = Record {
    name: "Precedent",
    about: "A public decision of a real team, restated.",
    keys: &[
        SCHEMA,
        key("id", Shape::NewId, "The id, which is also the file's name.").required(),
        key("title", Shape::Text, "The project, in a few words.").required(),
        key("facts", Shape::Text, "What the team said about its project before it chose.")
            .required(),
        key("chose", Shape::NewId, "What it chose: the id of a framework, or another name.")
            .required(),
        key("candidates", Shape::List(&TEXT), "What it considered.").required(),
        key("because", Shape::Text, "Its reasons, in a line.").required(),
        key("later", Shape::Text, "What became of the choice, where a source says so."),
        key("year", Shape::Number(YEARS), "The year of the decision."),
        key("url", Shape::Url, "The address where the team published it."),
        key("quality", Shape::Words("quality", qualities), "How well the decision is documented.")
            .required(),
        key(
            "gathering",
            Shape::Number(Range { low: 1.0, high: 99.0, above: false }),
            "The round in which it was found: 1, 2, ...",
        )
        .required(),
        key(
            "profile",
            Shape::Record(&PROFILE),
            "The facts as a profile, written by someone who did not know the choice.",
        ),
    ],
    rest: None,
};

const YEARS: Range = Range { low: 1990.0, high: 2100.0, above: false };

fn qualities() -> Vec<(&'static str, &'static str)> {
    vec![
        ("A", "A decision record with its reasons."),
        ("B", "A discussion, an article or a short record."),
    ]
}

impl Precedent {
    /// Reads a decision from YAML and checks it against a catalogue.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, each problem at its line.
    pub fn from_yaml(text: &str, catalogue: &Catalogue) -> Result<Self, Problems> {
        precedent_from(&Text::new("precedent", text), catalogue)
    }
}

/// Reads a public decision and checks it against a catalogue.
pub fn precedent_from(text: &Text, catalogue: &Catalogue) -> Result<Precedent, Problems> {
    let root = yaml::parse(text)?;
    let mut out = Diagnostics::new(text);
    let mut read = None;
    if out.check(&root, &PRECEDENT, &Known::of(catalogue)) {
        read = precedent(&root.value, catalogue, &mut out);
    }
    Problems::unless(out.into_problems(), read)
}

/// Reads a public decision; the catalogue has everything that it may refer to.
pub(super) fn precedent(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<Precedent> {
    for key in ["year", "gathering"] {
        if let Some(node) = root.field(key)
            && node.value.as_number().is_some_and(|number| number.fract() > 0.0)
        {
            out.error(node.at, "expected a whole number", "");
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked"
    )]
    let whole = |key| root.number(key, |number| Some(number as u16));
    Some(Precedent {
        id: root.id("id")?,
        title: root.text("title")?,
        facts: root.text("facts")?,
        chose: root.text("chose")?,
        candidates: root.texts("candidates"),
        because: root.text("because")?,
        later: root.text("later"),
        year: whole("year"),
        url: root.text("url"),
        quality: root.text("quality")?,
        gathering: whole("gathering").and_then(|round| u8::try_from(round).ok())?,
        profile: root.field("profile").map(|node| decode(&node.value, catalogue, out)),
    })
}
