//! Reads what every command needs: catalogue, profile, flags and today's date.

use super::args::{CatalogueArgs, ProjectArgs};
use super::output;
use crate::detect;
use crate::load::{self, Overlay, Problem, Problems, Text};
use crate::model::Catalogue;
use anyhow::Context;
use jiff::civil::Date;
use std::io::Read;
use std::path::Path;

/// The name of standard input among files.
pub(super) const STDIN: &str = "-";

/// The file of a catalogue that says what `weigh detect` looks for.
pub(super) const DETECT_TABLES: &str = "detect.toml";

/// The catalogue that the arguments ask for.
pub(super) fn catalogue(args: &CatalogueArgs) -> Result<Catalogue, Problems> {
    let tables = args.criteria.as_ref().map(|folder| folder.join(DETECT_TABLES));
    if let Some(path) = tables.filter(|path| path.exists()) {
        use_tables(&path)?;
    }
    catalogue_files(args)
}

/// Uses the tables of a file for `weigh detect`, in place of the built-in ones.
pub(super) fn use_tables(path: &Path) -> Result<(), Problem> {
    let text = Text::read(path)?;
    detect::use_tables(&text.text).map_err(|(message, at)| match at {
        Some(at) => text.problem_at_byte(at, &message),
        None => Problem::new(&text.name, &message),
    })
}

/// The catalogue that the arguments ask for, without its tables for `weigh detect`.
pub(super) fn catalogue_files(args: &CatalogueArgs) -> Result<Catalogue, Problems> {
    for folder in args.criteria.iter().chain(&args.add).filter(|path| path.is_dir()) {
        for unread in load::unread_folders(folder) {
            let reads = "only the folder itself, `frameworks` and `precedents` are";
            output::say(&format!("`{}` is not read: {reads}", output::shown(&unread)));
        }
    }
    match &args.criteria {
        Some(folder) => Catalogue::from_folder(folder, &args.add),
        None if args.add.is_empty() => Ok(Catalogue::embedded()),
        None => Catalogue::embedded().add(&args.add),
    }
}

/// A file; `-` is standard input.
pub(super) fn text(path: &Path) -> anyhow::Result<Text> {
    if path.as_os_str() != STDIN {
        return Ok(Text::read(path).map_err(Problems::from)?);
    }
    let mut bytes = Vec::new();
    let stdin = std::io::stdin().lock();
    stdin.take(load::LARGEST + 1).read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(Text::from_bytes("<stdin>", 1, bytes).map_err(Problems::from)?)
}

/// The flags that override the profile.
pub(super) fn overlay(args: &ProjectArgs) -> Overlay {
    let ProjectArgs { weights, traits, needs, frameworks, fit_factor } = args.clone();
    Overlay { weights, traits, needs, frameworks, fit_factor }
}

/// Only the command line reads the clock.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}
