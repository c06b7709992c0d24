//! Records on disk: the repository, the files of a folder, and computing again what a record rests on.

use super::args::{CatalogueArgs, ProjectArgs};
use super::decide::Job;
use super::{input, output};
use crate::decision::Decision;
use crate::load::{self, Problem, Problems, Text};
use crate::record::{
    AdrConfig, AdrDir, AdrFile, Data, DataError, Inputs, Split, is_ours, retired, split,
};
use crate::text::{join, quote, shell_path};
use anyhow::{Context, ensure};
use clap::{Args, Command, FromArgMatches};
use jiff::civil::Date;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The repository around a folder.
pub(super) struct Repository {
    pub(super) folder: PathBuf,
    pub(super) git: Option<PathBuf>,
}

/// Where records go.
pub(super) struct Convention {
    /// The repository's folder, or that of a project within it.
    pub(super) root: PathBuf,
    pub(super) config: AdrConfig,
    /// The folder that the convention names.
    pub(super) folder: PathBuf,
}

impl Repository {
    pub(super) fn around(folder: &Path) -> anyhow::Result<Self> {
        let folder = real(folder)?;
        let git = folder.ancestors().find(|at| at.join(".git").exists()).map(Path::to_owned);
        Ok(Self { folder, git })
    }

    /// The root of the repository; without version control, the folder itself.
    pub(super) fn top(&self) -> &Path {
        self.git.as_deref().unwrap_or(&self.folder)
    }

    /// The repository in which a file is, or the link to it, wherever the working directory is.
    pub(super) fn of(file: &Path) -> anyhow::Result<Self> {
        Self::around(output::folder_of(file))
    }

    /// The convention of the nearest folder that has one, not above the repository.
    pub(super) fn convention(&self) -> anyhow::Result<Convention> {
        let top = self.top();
        let within = || self.folder.ancestors().take_while(|at| at.starts_with(top));
        // The problem is shown with the name of its file as it can be typed here.
        let named = |problem: Problem| {
            let file = output::shown(&from_here(Path::new(&problem.file)));
            Problems::from(Problem { file, ..problem })
        };
        let mut found = None;
        // A monorepo's list of packages comes before what a package seems to use.
        for at in within() {
            let config = AdrConfig::of_package(at, &self.folder).map_err(named)?;
            found = found.or(config.map(|config| (at, config)));
        }
        for at in within() {
            if found.is_some() {
                break;
            }
            let is_searched = at == top || AdrConfig::is_project(at);
            let search = || is_searched.then(|| AdrConfig::search(at)).flatten();
            let config = AdrConfig::detect(at).map_err(named)?.or_else(search);
            found = config.map(|config| (at, config));
        }
        let (root, config) = found.unwrap_or_else(|| (top, AdrConfig::default()));
        let folder = real(&root.join(&config.folder))?;
        Ok(Convention { root: root.to_owned(), config, folder })
    }

    /// Records must not go into another repository.
    pub(super) fn ensure_same(&self, folder: &Path) -> anyhow::Result<()> {
        let (there, folder) = (Self::around(folder)?.git, output::shown(folder));
        let place = if there.is_some() { "in another" } else { "outside the" };
        let is_same = self.git.is_none() || there == self.git;
        ensure!(is_same, "`{folder}` is {place} repository; name a folder in this one");
        Ok(())
    }

    /// Whether a search of the repository reaches a folder, if it is in it.
    pub(super) fn is_searched(&self, folder: &Path) -> bool {
        !folder.starts_with(self.top()) || AdrDir::is_searched(self.top(), folder)
    }

    /// Under version control, a record may only rest on files that everybody has.
    pub(super) fn ensure_within(&self, path: &Path) -> anyhow::Result<()> {
        ensure!(
            self.git.as_ref().is_none_or(|git| path.starts_with(git)),
            "`{}` is outside the repository, so others could not check the record; copy it into the repository",
            output::shown(path)
        );
        Ok(())
    }

    /// A path in a record of this folder, as it can be typed here.
    fn recorded(&self, folder: &Path, path: &String) -> anyhow::Result<PathBuf> {
        let path = real(&folder.join(path))?;
        self.ensure_within(&path)?;
        Ok(from_here(&path))
    }

    /// The catalogue of a record in this folder.
    pub(super) fn catalogue(
        &self,
        folder: &Path,
        inputs: &Inputs,
    ) -> anyhow::Result<CatalogueArgs> {
        let at = |path| self.recorded(folder, path);
        Ok(CatalogueArgs {
            criteria: inputs.criteria.as_ref().map(at).transpose()?,
            add: inputs.add.iter().map(at).collect::<anyhow::Result<_>>()?,
        })
    }
}

/// The records of a folder; none if it does not exist. A link to a record outside the repository cannot be read.
pub(super) fn read_dir(folder: &Path) -> anyhow::Result<AdrDir> {
    let mut dir = AdrDir::read(folder).with_context(|| {
        format!("cannot read the folder `{}`", output::shown(&from_here(folder)))
    })?;
    for file in dir.files.iter_mut().filter(|file| is_ours(file.text.as_bytes())) {
        if place(&folder.join(&file.name)).is_err() {
            file.text.clear();
            dir.unreadable.push(file.name.clone());
        }
    }
    Ok(dir)
}

/// The files with a part written by weigh, whole or damaged, in a folder and below it, and what cannot be read there. Folders
/// that may be unreadable on purpose are reported.
pub(super) fn written_by_weigh(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let AdrDir { files, unreadable, unsearched } = read_dir(folder)?;
    for closed in unsearched {
        let closed = output::shown(&from_here(&real(folder)?.join(closed)));
        output::say(&format!("warning: cannot search the folder `{closed}`: permission denied"));
    }
    let written =
        files.into_iter().filter(|file| is_ours(file.text.as_bytes())).map(|file| file.name);
    Ok(written.chain(unreadable).map(|name| folder.join(name)).collect())
}

/// The place of a record, that of its file if it is a link; both in the same repository.
pub(super) fn place(record: &Path) -> anyhow::Result<PathBuf> {
    let place = real(record)?;
    if Repository::of(record)?.ensure_within(&place).is_err() {
        let message = "this is a link to a file outside the repository";
        let problem = Problem::new(&record.display().to_string(), message);
        return Err(Problems::from(problem.help("replace the link with a copy of the file")).into());
    }
    Ok(place)
}

/// The place of a record and its text.
pub(super) fn open(record: &Path) -> anyhow::Result<(PathBuf, Text)> {
    let place = place(record)?;
    Ok((place, Text::read(record).map_err(Problems::from)?))
}

/// A record that weigh wrote.
pub(super) struct Existing<'a> {
    pub(super) file: &'a AdrFile,
    pub(super) split: Split<'a>,
    pub(super) data: Data,
}

impl<'a> Existing<'a> {
    /// Reads a file; none if it is retired, or if weigh has no part in it.
    pub(super) fn read(file: &'a AdrFile) -> Result<Option<Self>, DataError> {
        let Some(split) = split(&file.text)?.filter(|_| retired(&file.text).is_none()) else {
            return Ok(None);
        };
        Ok(Some(Self { file, data: Data::read(&split)?, split }))
    }
}

/// The path and the data of each record in a folder or below it that can be read and is not retired.
pub(super) fn in_force(root: &Path) -> anyhow::Result<Vec<(PathBuf, Data)>> {
    let root = real(root)?;
    let dir = read_dir(&root)?;
    let read = dir.files.iter().filter_map(|file| Existing::read(file).ok()?);
    read.map(|one| Ok((place(&root.join(&one.file.name))?, one.data))).collect()
}

/// Keeps other runs from writing records into a folder until the lock is dropped.
pub(super) fn lock(folder: &Path) -> Option<File> {
    // Some file systems have no locks; there, new files still never overwrite each other.
    File::open(folder).ok().filter(|folder| folder.lock().is_ok())
}

/// A path without links and dots; what does not exist yet follows after what does.
pub(super) fn real(path: &Path) -> anyhow::Result<PathBuf> {
    load::config::real(path).with_context(|| format!("cannot find `{}`", output::shown(path)))
}

/// How to get from a folder to a file, with slashes; both without links and dots.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec!["..".to_owned(); from.len() - shared];
    parts.extend(to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned()));
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// The arguments of a command at `base` that reads what a record in `folder` rests on; both without links and dots.
pub(super) fn arguments(inputs: &Inputs, folder: &Path, base: &Path) -> String {
    let path = |path: &String| {
        let path = folder.join(path);
        shell_path(&relative(base, &real(&path).unwrap_or(path)))
    };
    let criteria = inputs.criteria.iter().map(|folder| format!("--criteria {}", path(folder)));
    let added = inputs.add.iter().map(|added| format!("--add {}", path(added)));
    let described = inputs.profile.iter().map(path).chain(inputs.flags.iter().cloned());
    join(described.chain(criteria).chain(added), " ")
}

/// A path as it can be typed here, for messages.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = real(Path::new(".")).ok().filter(|_| path.is_absolute());
    here.map_or_else(|| path.to_owned(), |here| PathBuf::from(relative(&here, path)))
}

/// Computes again what a record in this folder rests on.
pub(super) fn recompute(folder: &Path, inputs: &Inputs, day: Date) -> anyhow::Result<Decision> {
    let folder = real(folder)?;
    let repository = Repository::around(&folder)?;
    let catalogue = repository.catalogue(&folder, inputs)?;
    let at = |path| repository.recorded(&folder, path);
    let profile = inputs.profile.as_ref().map(at).transpose()?;
    let text = profile.map(|path| input::text(&path)).transpose()?;
    let job = Job::on_day(day, &catalogue, &ProjectArgs::default())?;
    Ok(job.with_flags(&inputs.flags)?.decide(text.as_ref())?)
}

impl Job {
    /// The job with the flags of a record, as if they were typed again.
    pub(super) fn with_flags(self, recorded: &[String]) -> anyhow::Result<Self> {
        let words = recorded.iter().flat_map(|flag| flag.splitn(2, ' '));
        let command = ProjectArgs::augment_args(Command::new("weigh").no_binary_name(true));
        let parsed = command
            .try_get_matches_from(words)
            .and_then(|matches| ProjectArgs::from_arg_matches(&matches));
        let invalid = || format!("the record has invalid flags {}", quote(&recorded.join(" ")));
        let overlay = input::overlay(&parsed.ok().with_context(invalid)?);
        Ok(Self { overlay, flags: recorded.to_owned(), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn paths_lead_from_the_record_to_the_profile() {
        let from = |a: &str, b: &str| relative(Path::new(a), Path::new(b));
        assert_eq!(from("/r/docs/decisions", "/r/shop.yaml"), "../../shop.yaml");
        assert_eq!(from("/r", "/r/a/b.yaml"), "a/b.yaml");
        assert_eq!(from("/r", "/r"), ".");
    }
}
