//! What every command that decides reads: catalogue, profile, flags and the day.

use super::args::{CatalogueArgs, ProjectArgs};
use crate::load::{self, LoadedProfile, Overlay, Problem, Problems, Text};
use crate::model::Catalogue;
use anyhow::Context;
use jiff::civil::Date;
use std::io::Read;
use std::path::Path;

/// The name of standard input among files.
pub(super) const STDIN: &str = "-";

/// The catalogue that the arguments ask for.
pub(super) fn catalogue(args: &CatalogueArgs) -> Result<Catalogue, Problems> {
    match &args.criteria {
        Some(folder) => load::catalogue_from(folder, &args.add),
        None if args.add.is_empty() => Ok(crate::load::embedded::catalogue()),
        None => load::add_to(crate::load::embedded::catalogue(), &args.add),
    }
}

/// A profile file; `-` is standard input.
pub(super) fn text(path: &Path) -> anyhow::Result<Text> {
    if path.as_os_str() != STDIN {
        return Ok(Text::read(path).map_err(Problems::from)?);
    }
    let mut bytes = Vec::new();
    let most = load::LARGEST + 1;
    std::io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(Text::from_bytes("<stdin>", bytes).map_err(Problems::from)?)
}

/// A profile, with the flags laid over it.
pub(super) fn profile(
    text: Option<&Text>,
    flags: &Overlay,
    catalogue: &Catalogue,
) -> Result<LoadedProfile, Problems> {
    load::profile(text, flags, catalogue)
}

/// What the flags say of the project.
pub(super) fn overlay(args: &ProjectArgs) -> Result<Overlay, Problems> {
    let weight = |(criterion, points): &(String, String)| {
        let number = points.parse::<f64>().map_err(|_| {
            let typed = format!("`{criterion}={points}`: `{points}` is not a number");
            Problem::new("--weight", &typed).help("write points, such as `security=30`")
        })?;
        Ok((criterion.clone(), number))
    };
    let weights: Result<Vec<_>, Problem> = args.weights.iter().map(weight).collect();
    let answers = |(id, answers): &(String, String)| {
        (id.clone(), answers.split(',').map(|answer| answer.trim().to_owned()).collect())
    };
    Ok(Overlay {
        weights: weights?,
        traits: args.traits.iter().map(answers).collect(),
        needs: args.needs.clone(),
        frameworks: args.frameworks.clone(),
    })
}

/// The flags as they were typed, for the result to name.
pub(super) fn flags(args: &ProjectArgs) -> Vec<String> {
    let pairs = |flag: &str, pairs: &[(String, String)]| -> Vec<String> {
        pairs.iter().map(|(key, value)| format!("{flag} {key}={value}")).collect()
    };
    let mut flags = pairs("--weight", &args.weights);
    flags.extend(pairs("--trait", &args.traits));
    flags.extend(pairs("--need", &args.needs));
    flags.extend(args.frameworks.as_ref().map(|ids| format!("--frameworks {}", ids.join(","))));
    flags
}

/// Today, which only the command line may ask the clock for.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}
