//! What a path names: a catalogue, a file of one, a file to add to one, or a profile.

use super::has;
use crate::cli::input;
use crate::lint::{File, Finding, Ground, Kind, Project, of_catalogue, of_problems, of_profile};
use crate::load::{self, Overlay, Problem, Problems, Text};
use crate::model::Catalogue;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// The files' names.
    pub(super) files: Vec<String>,
    /// What is wrong with them.
    pub(super) findings: Vec<Finding>,
}

impl Looked {
    pub(super) fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.findings.extend(other.findings);
    }

    /// What the loader refuses is a finding, too.
    fn refused(files: Vec<String>, problems: &Problems) -> Self {
        Self { files, findings: of_problems(problems) }
    }
}

/// Whether a folder is laid out as a catalogue.
pub(super) fn is_catalogue(folder: &Path) -> bool {
    has(folder, "frameworks") && has(folder, "sources.yaml")
}

/// The catalogue that is compiled in.
pub(super) fn embedded(today: Date) -> Looked {
    let yaml = load::embedded::FILES
        .iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "yaml"));
    let texts = yaml.map(|(path, text)| {
        (Kind::within(Path::new(path)), Text::new(format!("criteria/{path}"), *text))
    });
    of_files(texts.collect(), &load::embedded::catalogue(), today)
}

/// Looks at what a path names.
pub(super) fn look(path: &Path, base: &Catalogue, today: Date) -> anyhow::Result<Looked> {
    if path.is_dir() {
        return if is_catalogue(path) || has(path, "frameworks") {
            Ok(folder(path, today)?)
        } else {
            each_in(path, base, today)
        };
    }
    if let Some(home) = home(path) {
        return Ok(one_of(&home, path, today)?);
    }
    let text = input::text(path)?;
    match Kind::of(&text) {
        Kind::Profile => Ok(profile(text, base, today)),
        kind => Ok(added(path, kind, text, base, today)),
    }
}

/// The files of a folder that is no catalogue.
fn each_in(folder: &Path, base: &Catalogue, today: Date) -> anyhow::Result<Looked> {
    let paths = yaml_files(folder).map_err(Problems::from)?;
    if paths.is_empty() {
        let problem =
            Problem::new(&folder.display().to_string(), "this folder holds no `.yaml` files");
        return Err(Problems::from(problem.help("name a catalogue's folder, or profiles")).into());
    }
    let mut looked = Looked::default();
    for path in paths {
        looked.extend(look(&path, base, today)?);
    }
    Ok(looked)
}

/// A catalogue's folder.
fn folder(folder: &Path, today: Date) -> Result<Looked, Problems> {
    let mut paths = yaml_files(folder)?;
    paths.extend(yaml_files(&folder.join("frameworks"))?);
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let catalogue = match load::catalogue_from(folder, &[]) {
        Ok(catalogue) => catalogue,
        Err(problems) => return Ok(Looked::refused(names, &problems)),
    };
    let read = |path: &PathBuf| Ok((Kind::within(path), Text::read(path)?));
    let texts: Result<Vec<_>, Problem> = paths.iter().map(read).collect();
    Ok(of_files(texts?, &catalogue, today))
}

/// One file of a catalogue, looked at within the whole.
fn one_of(home: &Path, path: &Path, today: Date) -> Result<Looked, Problems> {
    let mut looked = folder(home, today)?;
    let same = |name: &String| Path::new(name).canonicalize().ok() == path.canonicalize().ok();
    looked.files.retain(same);
    looked.findings.retain(|finding| same(&finding.problem.file));
    Ok(looked)
}

/// The catalogue's folder that a file belongs to.
fn home(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let above =
        folder.parent().filter(|_| folder.file_name().is_some_and(|name| name == "frameworks"));
    [Some(folder), above]
        .into_iter()
        .flatten()
        .find(|folder| is_catalogue(folder))
        .map(Path::to_owned)
}

/// A file that is added to a catalogue.
fn added(path: &Path, kind: Kind, text: Text, base: &Catalogue, today: Date) -> Looked {
    match load::add_to(base.clone(), &[path.to_owned()]) {
        Ok(catalogue) => of_files(vec![(kind, text)], &catalogue, today),
        Err(problems) => Looked::refused(vec![text.name], &problems),
    }
}

fn profile(text: Text, base: &Catalogue, today: Date) -> Looked {
    let files = vec![text.name.clone()];
    let loaded = match load::profile(Some(&text), &Overlay::default(), base) {
        Ok(loaded) => loaded,
        Err(problems) => return Looked::refused(files, &problems),
    };
    let file = match File::read(Kind::Profile, text) {
        Ok(file) => file,
        Err(problem) => return Looked::refused(files, &problem.into()),
    };
    let profile = &loaded.profile;
    let project = Project { file: &file, profile, known: base, today: Some(today) };
    Looked { files, findings: of_profile(&project) }
}

fn of_files(texts: Vec<(Kind, Text)>, catalogue: &Catalogue, today: Date) -> Looked {
    let names = texts.iter().map(|(_, text)| text.name.clone()).collect();
    let read: Result<Vec<File>, Problem> =
        texts.into_iter().map(|(kind, text)| File::read(kind, text)).collect();
    match read {
        Err(problem) => Looked::refused(names, &problem.into()),
        Ok(files) => {
            let ground = Ground { files: &files, known: catalogue, today: Some(today) };
            Looked { files: names, findings: of_catalogue(&ground) }
        }
    }
}

/// The YAML files of a folder, sorted.
fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let name = folder.display().to_string();
    let unreadable =
        |error: std::io::Error| Problem::new(&name, &format!("this cannot be read: {error}"));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.is_file() && path.extension().is_some_and(|ending| ending == "yaml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
