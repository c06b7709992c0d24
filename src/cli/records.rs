//! Records on disk: where they stand, what is in their folder, and computing again what one rests on.

use super::args::{CatalogueArgs, ProjectArgs};
use super::{input, output, stream};
use crate::decide::Settings;
use crate::decision::Decision;
use crate::load::Text;
use crate::record::{Entry, Inputs, Shelf, Tree};
use anyhow::{Context, bail, ensure};
use jiff::civil::Date;
use std::path::{Component, Path, PathBuf};

/// A repository, by its root.
pub(super) struct Repository {
    /// The root.
    pub(super) root: PathBuf,
    /// Whether version control says that it is one: then nothing outside of it is read for a record.
    bounded: bool,
}

impl Repository {
    /// The repository that a folder lies in; where nothing marks one, the folder itself.
    pub(super) fn around(folder: &Path) -> anyhow::Result<Self> {
        let folder = real(folder)?;
        let has = |at: &Path, mark: &str| at.join(mark).exists();
        let marked = |at: &&Path| crate::record::MARKS.iter().any(|mark| has(at, mark));
        let git = folder.ancestors().find(|at| has(at, ".git"));
        let within = |at: &&Path| git.is_none_or(|git| at.starts_with(git));
        let root = folder.ancestors().filter(within).find(marked).or(git);
        Ok(Self { root: root.unwrap_or(&folder).to_owned(), bounded: git.is_some() })
    }

    /// Whether a file may be read for a record: whoever checks it elsewhere has the repository only.
    pub(super) fn ensure_within(&self, path: &Path) -> anyhow::Result<()> {
        let git = self.root.ancestors().find(|at| at.join(".git").exists());
        let inside = git.is_none_or(|git| path.starts_with(git));
        ensure!(
            !self.bounded || inside,
            "`{}` lies outside of the repository, where nobody else can check the record; copy it in",
            output::shown(path)
        );
        Ok(())
    }

    /// A path as it is typed at the root.
    pub(super) fn shown(&self, path: &Path) -> String {
        relative(&self.root, path)
    }
}

impl Tree for Repository {
    fn text(&self, path: &str) -> Option<String> {
        Text::read(&self.root.join(path)).ok().map(|text| text.text)
    }

    fn records(&self, folder: &str) -> Option<Vec<String>> {
        let files = shelf(&self.root.join(folder)).ok()??;
        Some(files.entries().iter().map(|entry| entry.text.clone()).collect())
    }
}

/// The Markdown files of a folder; none where there is no such folder.
pub(super) fn shelf(folder: &Path) -> anyhow::Result<Option<Shelf>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let cannot = || format!("cannot read the folder `{}`", output::shown(folder));
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "md")
            && !name.starts_with('.')
            && path.is_file()
        {
            // A file that cannot be read as text still takes its number.
            let text = Text::read(&path).map(|text| text.text).unwrap_or_default();
            entries.push(Entry { name, text });
        }
    }
    Ok(Some(Shelf::new(entries)))
}

/// A path without links and dots; what is not there yet is taken as it is written.
pub(super) fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let cannot = || format!("cannot find `{}`", output::shown(path));
    let path = plain(&std::path::absolute(path).with_context(cannot)?);
    let there = path.ancestors().find(|at| at.exists()).unwrap_or(Path::new("/"));
    let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
    let there = there.canonicalize().with_context(cannot)?;
    Ok(if rest.as_os_str().is_empty() { there } else { there.join(rest) })
}

/// A path whose `..` are taken away with what stands before them.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// How to get from a folder to a file, with slashes; both without links and dots.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let path = up.chain(down).collect::<Vec<_>>().join("/");
    if path.is_empty() { ".".to_owned() } else { path }
}

/// Computes again what a record in this folder rests on.
pub(super) fn computed(folder: &Path, inputs: &Inputs, day: Date) -> anyhow::Result<Decision> {
    let folder = real(folder)?;
    let repository = Repository::around(&folder)?;
    let at = |path: &String| -> anyhow::Result<PathBuf> {
        let path = real(&folder.join(path))?;
        repository.ensure_within(&path)?;
        Ok(path)
    };
    let catalogue = CatalogueArgs {
        criteria: inputs.criteria.as_ref().map(at).transpose()?,
        add: inputs.add.iter().map(at).collect::<anyhow::Result<_>>()?,
    };
    let catalogue = input::catalogue(&catalogue)?;
    let profile = inputs.profile.as_ref().map(at).transpose()?;
    let text = profile.map(|path| input::text(&from_here(&path))).transpose()?;
    let overlay = input::overlay(&flags(&inputs.flags)?)?;
    let job = stream::Job {
        catalogue: &catalogue,
        overlay: &overlay,
        settings: settings(day),
        as_of: None,
    };
    Ok(job.decide(text.as_ref(), &inputs.flags)?)
}

/// A path as it can be typed here, for messages.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = real(Path::new("."));
    here.map_or_else(|_| path.to_owned(), |here| PathBuf::from(relative(&here, path)))
}

/// A record is computed with the draws that everybody gets.
pub(super) fn settings(day: Date) -> Settings {
    Settings { today: Some(day), ..Settings::default() }
}

/// The flags that a record names, as if they were typed again.
fn flags(typed: &[String]) -> anyhow::Result<ProjectArgs> {
    let mut flags = ProjectArgs::default();
    for flag in typed {
        let (name, value) = flag.split_once(' ').unwrap_or((flag, ""));
        let pair = || match value.split_once('=') {
            Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
            None => bail!("the record names a flag that is none: `{}`", shown(flag)),
        };
        match name {
            "--weight" => flags.weights.push(pair()?),
            "--trait" => flags.traits.push(pair()?),
            "--need" => flags.needs.push(pair()?),
            "--frameworks" => {
                flags.frameworks = Some(value.split(',').map(str::to_owned).collect());
            }
            _ => bail!("the record names a flag that is none: `{}`", shown(flag)),
        }
    }
    Ok(flags)
}

fn shown(text: &str) -> String {
    output::shown(Path::new(text))
}

#[cfg(test)]
mod tests {
    use super::{plain, relative};
    use std::path::Path;

    #[test]
    fn paths_lead_from_the_record_to_the_profile() {
        let from = |a: &str, b: &str| relative(Path::new(a), Path::new(b));
        assert_eq!(from("/r/docs/decisions", "/r/shop.yaml"), "../../shop.yaml");
        assert_eq!(from("/r", "/r/a/b.yaml"), "a/b.yaml");
        assert_eq!(from("/r", "/r"), ".");
        assert_eq!(plain(Path::new("/r/./a/../b")), Path::new("/r/b"));
    }
}
