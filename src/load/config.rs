//! The settings of a repository: the nearest `weigh.yaml` or `.weigh.yaml`, walking up from the working directory. Where
//! it names no profile, the nearest `weigh-profile.yaml` is the profile.
//!
//! The files may come with somebody else's repository, so they are bounded. They are looked for up to the folder that holds
//! `.git`; outside of a repository only in the working directory, so that nobody can leave one in a shared folder
//! above. The paths of the settings are relative to the file and stay within the repository (outside of one, within the file's own
//! folder), links included. They cannot make weigh write anything.

use super::diagnostics::Diagnostics;
use super::known::Known;
use super::problem::{Problem, Problems};
use super::shape::record;
use super::text::Text;
use super::tree::At;
use super::yaml;
use crate::model::SortedMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What the file may be called.
pub const NAMES: [&str; 2] = ["weigh.yaml", ".weigh.yaml"];

/// The profile of a repository whose settings name none.
pub const PROFILE: &str = "weigh-profile.yaml";

/// A walk upwards ends after so many folders, whatever the file system says.
const MOST_FOLDERS: usize = 64;

/// What is set for a repository.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// The file, as seen from the working directory; none where there is none.
    pub path: Option<String>,
    /// By key, the values as they would be typed, paths as seen from the working directory; and a problem without a message
    /// at the place where they are set.
    pub values: SortedMap<&'static str, (Vec<String>, Option<Problem>)>,
}

/// The settings in force at a folder.
pub fn nearest(from: &Path) -> Result<Config, Problems> {
    let mut config = match find(from, &NAMES)? {
        Some((path, bounds)) => read(&path, &bounds)?,
        None => Config::default(),
    };
    if !config.values.contains_key("profile")
        && let Some((path, _)) = find(from, &[PROFILE])?
    {
        config.values.insert("profile", (vec![path.to_string_lossy().into_owned()], None));
    }
    Ok(config)
}

/// Reads a file; its paths begin at its folder and stay within `bounds`, a folder without links in its path.
fn read(path: &Path, bounds: &Path) -> Result<Config, Problems> {
    let text = Text::read(path)?;
    let root = yaml::parse(&text)?;
    let known = Known::default();
    let mut out = Diagnostics::new(&text, &known);
    let checked = out.check(&root, record("Config"));
    let folder = path.parent().unwrap_or(path);
    let mut config = Config { path: Some(text.name.clone()), ..Config::default() };
    for key in record("Config").keys.iter().filter(|key| key.name != "schema") {
        let items = root.value.items(&key.name);
        let Some(At::File(place)) = items.first().map(|item| item.at) else { continue };
        let mut values = Vec::new();
        for item in items {
            let Some(text) = item.value.as_text().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            match value(&key.name, text, folder, bounds) {
                Ok(value) => values.push(value),
                Err((message, help)) => out.error(item.at, message, help),
            }
        }
        if !values.is_empty() {
            config.values.insert(&*key.name, (values, Some(text.problem(place, ""))));
        }
    }
    Problems::unless(out.into_problems(), checked.map(|_| config))
}

/// The nearest file with one of these names, and the folder that it and its paths may not leave.
fn find(from: &Path, names: &[&str]) -> Result<Option<(PathBuf, PathBuf)>, Problems> {
    let folders = upwards(from);
    let root = folders.iter().position(|folder| folder.join(".git").exists());
    let reach = root.map_or(1, |root| root + 1).min(folders.len());
    for folder in &folders[..reach] {
        // What cannot be read is reported when it is read.
        let exists = |path: &PathBuf| path.symlink_metadata().is_ok();
        let mut paths = names.iter().map(|name| folder.join(name)).filter(exists);
        let Some(path) = paths.next() else { continue };
        if paths.next().is_some() {
            let message = "both `weigh.yaml` and `.weigh.yaml` exist";
            let problem = Problem::new(&path.display().to_string(), message);
            return Err(problem.help("keep one of the two").into());
        }
        let bounds = real(root.map_or(folder, |root| &folders[root]))
            .map_err(|error| cannot(&path, &error.to_string()))?;
        if real(&path).is_ok_and(|real| !real.starts_with(&bounds)) {
            let problem = cannot(&path, "the file is a link to a place outside the repository");
            return Err(problem.help("copy the file here, or use `--no-config`").into());
        }
        return Ok(Some((path, bounds)));
    }
    Ok(None)
}

fn cannot(path: &Path, why: &str) -> Problem {
    Problem::new(&path.display().to_string(), &format!("cannot use this file: {why}"))
}

/// The folder and those above it, each as seen from it.
fn upwards(from: &Path) -> Vec<PathBuf> {
    let Ok(real) = from.canonicalize() else { return Vec::new() };
    let start = if from == Path::new(".") { PathBuf::new() } else { from.to_owned() };
    let above = std::iter::successors(Some(start), |folder| Some(folder.join("..")));
    above.take(real.ancestors().count().min(MOST_FOLDERS)).collect()
}

/// A value as it would be typed, a path as seen from the working directory; else what is wrong, and what to do.
fn value(
    key: &str,
    text: &str,
    folder: &Path,
    bounds: &Path,
) -> Result<String, (&'static str, &'static str)> {
    if !["profile", "criteria", "add", "records"].contains(&key) {
        return Ok(text.to_owned());
    }
    let path = folder.join(text.trim());
    let must_exist = matches!(key, "criteria" | "add");
    let encloses = |path: &Path| real(path).is_ok_and(|real| real.starts_with(bounds));
    // The files of a folder may be links, too.
    let folders = [path.clone(), path.join("frameworks"), path.join("precedents")];
    let mut entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut encloses_contents = || entries.all(|one| one.is_ok_and(|one| encloses(&one.path())));
    Err(if Path::new(text.trim()).is_absolute() {
        let help = "write it relative to the folder of this file";
        ("absolute paths are not allowed here", help)
    } else if !encloses(&path) || must_exist && !encloses_contents() {
        let help = "move it into the repository, or name it with a flag";
        ("this path is outside the repository", help)
    } else if must_exist && !path.exists() {
        ("no such file or folder", "check the path")
    } else if key == "profile" && path.is_dir() {
        ("this is a folder, not a file", "name a profile")
    } else if key == "criteria" && path.is_file() {
        let help = "name the folder of the catalogue; `add` takes single files";
        ("this is a file, not a folder", help)
    } else {
        return Ok(path.to_string_lossy().into_owned());
    })
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
