//! A profile from a file, from standard input, from one line of a stream, or from flags alone.

use super::check::Overlay;
use super::check::profile as check;
use super::digest::sha256;
use super::problem::{Problem, Problems};
use super::raw;
use super::text::Text;
use super::yaml;
use crate::model::{Catalogue, Profile};

/// A profile that was read and found right.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The profile.
    pub profile: Profile,
    /// The file's name, where there was a file.
    pub path: Option<String>,
    /// The digest of its bytes, where there was a file.
    pub sha256: Option<String>,
}

/// Reads a profile, lays the flags over it and checks both against the catalogue.
pub fn profile(
    text: Option<&Text>,
    overlay: &Overlay,
    catalogue: &Catalogue,
) -> Result<Loaded, Problems> {
    let flags_only = Text::new("the flags", "");
    let raw = match text {
        Some(text) if yaml::is_blank(&text.text) => {
            let problem = Problem::new(&text.name, "this profile is empty");
            return Err(problem.help("write `{}` for a profile that says nothing").into());
        }
        Some(text) => yaml::parse(text)?,
        None => raw::Profile::default(),
    };
    let text_or_flags = text.unwrap_or(&flags_only);
    let (profile, mut problems) = check::profile(text_or_flags, raw, overlay, catalogue);
    problems.extend(profile.as_ref().and_then(|p| alone(text_or_flags, p, catalogue)));
    Problems::unless(problems, profile).map(|profile| Loaded {
        profile,
        path: text.map(|text| text.name.clone()),
        sha256: text.map(|text| sha256([text.text.as_bytes()])),
    })
}

/// A catalogue may mark fewer than two frameworks as candidates; then a profile has to name them.
fn alone(text: &Text, profile: &Profile, catalogue: &Catalogue) -> Option<Problem> {
    let unnamed = profile.frameworks.is_none() && catalogue.candidates(None).len() < 2;
    unnamed.then(|| {
        Problem::new(
            &text.name,
            "there is nothing to choose between: one candidate is marked default",
        )
        .help("name at least two with `frameworks: [..]` or `--frameworks`")
    })
}
