//! The settings of a repository: the nearest `weigh.yaml` or `.weigh.yaml`, walking up from the working directory.
//!
//! The file may come with somebody else's repository, so it is bounded. It is looked for up to the folder that holds
//! `.git`; outside of a repository only in folders of the working directory's owner, so that nobody can leave one in
//! a shared folder above. Its paths begin at the file and lead nowhere else than into the repository (outside of one,
//! into the file's own folder), links included. It cannot make weigh write anything.

use super::check::config::{Ground, config, real};
use super::problem::{Problem, Problems};
use super::raw;
use super::text::Text;
use super::yaml;
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

/// What the file may be called.
pub const NAMES: [&str; 2] = ["weigh.yaml", ".weigh.yaml"];

/// A walk upwards ends after so many folders, whatever the file system says.
const MOST_FOLDERS: usize = 64;

/// What is set for a repository.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// The file, as seen from the working directory.
    pub path: String,
    /// The profile to decide where none is named.
    pub profile: Option<Told<PathBuf>>,
    /// The folder of the catalogue.
    pub criteria: Option<Told<PathBuf>>,
    /// What is added to the catalogue.
    pub add: Option<Told<Vec<PathBuf>>>,
    /// The folder of the records.
    pub records: Option<Told<PathBuf>>,
    /// How records are written.
    pub adr: Option<Told<raw::AdrName>>,
    /// What makes a decision fail.
    pub fail_on: Option<Told<Vec<raw::Condition>>>,
    /// The framework that must be recommended.
    pub expect: Option<Told<String>>,
    /// The form of the result.
    pub format: Option<Told<raw::FormatName>>,
    /// The day as of which evidence is looked at.
    pub as_of: Option<Told<Date>>,
}

/// A value, and the line on which the file says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// The line, counted from 1.
    pub line: u32,
}

/// The settings in force at a folder; none where no file is found.
pub fn nearest(from: &Path) -> Result<Option<Config>, Problems> {
    let Some(found) = find(from)? else { return Ok(None) };
    let text = Text::read(&found.path)?;
    let raw: raw::Config = yaml::parse(&text)?;
    let ground = Ground { folder: &found.folder, bounds: &found.bounds };
    let (config, problems) = config(&text, &raw, &ground);
    Problems::unless(problems, config).map(Some)
}

/// A file of settings.
struct Found {
    path: PathBuf,
    folder: PathBuf,
    bounds: PathBuf,
}

fn find(from: &Path) -> Result<Option<Found>, Problems> {
    let folders = upwards(from);
    let root = folders.iter().position(|folder| folder.join(".git").exists());
    let reach = root.map_or(folders.len(), |root| root + 1);
    for folder in &folders[..reach] {
        let Some(path) = named(folder)? else { continue };
        if root.is_none() && !owned_alike(from, &[folder, &path]) {
            return Ok(None);
        }
        let bounds = root.map_or(folder, |root| &folders[root]);
        let bounds = real(bounds).map_err(|error| cannot(&path, &error.to_string()))?;
        if !real(&path).is_ok_and(|real| real.starts_with(&bounds)) {
            let problem = cannot(&path, "it is a link that leads out of the repository");
            return Err(problem.help("put the file itself here, or say `--no-config`").into());
        }
        return Ok(Some(Found { path, folder: folder.clone(), bounds }));
    }
    Ok(None)
}

fn cannot(path: &Path, why: &str) -> Problem {
    Problem::new(&path.display().to_string(), &format!("these settings are not read: {why}"))
}

/// The folder and those above it, each as seen from it.
fn upwards(from: &Path) -> Vec<PathBuf> {
    let Ok(real) = from.canonicalize() else { return Vec::new() };
    let start = if from == Path::new(".") { PathBuf::new() } else { from.to_owned() };
    let above = std::iter::successors(Some(start), |folder| Some(folder.join("..")));
    above.take(real.ancestors().count().min(MOST_FOLDERS)).collect()
}

/// The file of settings in a folder.
fn named(folder: &Path) -> Result<Option<PathBuf>, Problem> {
    let paths = NAMES.map(|name| folder.join(name));
    match (paths[0].is_file(), paths[1].is_file()) {
        (true, true) => {
            let problem = Problem::new(
                &paths[0].display().to_string(),
                "beside this file is a `.weigh.yaml`, and it cannot be told which counts",
            );
            Err(problem.help("keep one of the two"))
        }
        (true, false) => Ok(Some(paths[0].clone())),
        (false, true) => Ok(Some(paths[1].clone())),
        (false, false) => Ok(None),
    }
}

/// Whether everything belongs to whom the folder belongs to.
#[cfg(unix)]
fn owned_alike(folder: &Path, others: &[&Path]) -> bool {
    use std::os::unix::fs::MetadataExt;
    let owner = |path: &Path| {
        let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        fs::metadata(named).ok().map(|found| found.uid())
    };
    let own = owner(folder);
    own.is_some() && others.iter().all(|other| owner(other) == own)
}

/// Where owners cannot be told, only the folder itself counts.
#[cfg(not(unix))]
fn owned_alike(folder: &Path, others: &[&Path]) -> bool {
    others.first().is_some_and(|other| other.canonicalize().ok() == folder.canonicalize().ok())
}
