//! Settings: each value at its line, and no path that leads out of where it may lead.

use super::{Sink, all, optional};
use crate::load::config::{Config, Told};
use crate::load::problem::Problem;
use crate::load::raw::{self, At, OneOrMany, Spot};
use crate::load::text::Text;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Where the paths of the file begin, and what they may not leave.
pub(crate) struct Ground<'a> {
    /// The file's folder, as seen from the working directory.
    pub(crate) folder: &'a Path,
    /// The folder that holds everything, without links in its path.
    pub(crate) bounds: &'a Path,
}

/// Checks what the file says.
pub(crate) fn config(
    text: &Text,
    raw: &raw::Config,
    ground: &Ground<'_>,
) -> (Option<Config>, Vec<Problem>) {
    let mut check = Check { ground, sink: Sink::new(text) };
    let config = check.config(text, raw);
    (config, check.sink.into_problems())
}

struct Check<'a> {
    ground: &'a Ground<'a>,
    sink: Sink<'a>,
}

impl Check<'_> {
    fn config(&mut self, text: &Text, raw: &raw::Config) -> Option<Config> {
        self.sink.schema(raw.schema.as_ref());
        let profile = optional(raw.profile.as_ref(), |path| self.file(path));
        let criteria = optional(raw.criteria.as_ref(), |path| self.folder(path));
        let add = optional(raw.add.as_ref(), |paths| self.added(paths));
        let records = optional(raw.records.as_ref(), |path| self.told_path(path));
        let expect = optional(raw.expect.as_ref(), |id| Some(told(self.sink.words(id)?, id.at)));
        let as_of = optional(raw.as_of.as_ref(), |day| Some(told(self.sink.day(day)?, day.at)));
        Some(Config {
            path: text.name.clone(),
            profile: profile?,
            criteria: criteria?,
            add: add?,
            records: records?,
            adr: raw.adr.as_ref().map(|adr| told(adr.value, adr.at)),
            fail_on: raw.fail_on.as_ref().map(|conditions| {
                told(conditions.value.iter().map(|one| one.value).collect(), conditions.at)
            }),
            expect: expect?,
            format: raw.format.as_ref().map(|format| told(format.value, format.at)),
            as_of: as_of?,
        })
    }

    fn file(&mut self, spot: &Spot<String>) -> Option<Told<PathBuf>> {
        let path = self.path(spot)?;
        if path.is_dir() {
            self.sink.say(spot.at, "this is a folder, not a file").advise("name a profile");
            return None;
        }
        Some(told(path, spot.at))
    }

    fn folder(&mut self, spot: &Spot<String>) -> Option<Told<PathBuf>> {
        let path = self.there(spot)?;
        if path.is_file() {
            self.sink
                .say(spot.at, "this is a file, not a folder")
                .advise("name the folder that holds the catalogue; `add` takes one file");
            return None;
        }
        self.contents(&path, spot).then(|| told(path, spot.at))
    }

    fn added(&mut self, paths: &OneOrMany) -> Option<Told<Vec<PathBuf>>> {
        let at = paths.0.first().map_or(At::Flag(0), |first| first.at);
        let checked = paths.0.iter().map(|spot| {
            let path = self.there(spot)?;
            self.contents(&path, spot).then_some(path)
        });
        Some(told(all(checked)?, at))
    }

    fn told_path(&mut self, spot: &Spot<String>) -> Option<Told<PathBuf>> {
        self.path(spot).map(|path| told(path, spot.at))
    }

    /// A path that has to be there already.
    fn there(&mut self, spot: &Spot<String>) -> Option<PathBuf> {
        let path = self.path(spot)?;
        if !path.exists() {
            self.sink.say(spot.at, "there is nothing here").advise("check the path");
            return None;
        }
        Some(path)
    }

    /// A path within the bounds, as seen from the working directory.
    fn path(&mut self, spot: &Spot<String>) -> Option<PathBuf> {
        let written = Path::new(self.sink.words(spot)?.trim()).to_owned();
        if written.is_absolute() {
            self.sink
                .say(spot.at, "this path does not begin at this file")
                .advise("write it relative to the folder of this file");
            return None;
        }
        let path = self.ground.folder.join(written);
        self.within(&path, spot).then_some(path)
    }

    /// The files of a folder may be links, too.
    fn contents(&mut self, path: &Path, spot: &Spot<String>) -> bool {
        [path.to_owned(), path.join("frameworks")]
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
            .all(|entry| self.within(&entry, spot))
    }

    fn within(&mut self, path: &Path, spot: &Spot<String>) -> bool {
        let inside = real(path).is_ok_and(|real| real.starts_with(self.ground.bounds));
        if !inside {
            let message = "this path leads out of the repository, and what lies there is not read";
            self.sink
                .say(spot.at, message)
                .advise("bring it into the repository, or name it with a flag");
        }
        inside
    }
}

fn told<T>(value: T, at: At) -> Told<T> {
    let line = match at {
        At::File(place) => place.line,
        At::Flag(_) => 0,
    };
    Told { value, line }
}

/// The path without links; what is not there yet follows after what is.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    let here = Path::new(".");
    let named = if path.as_os_str().is_empty() { here } else { path };
    match named.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named.is_symlink() => {
            let last = named.components().next_back();
            let Some(Component::Normal(name)) = last else { return Err(error) };
            Ok(real(named.parent().unwrap_or(here))?.join(name))
        }
        found => found,
    }
}
