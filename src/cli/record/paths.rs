//! Where a record goes, and the paths that it names.

use super::{RecordArgs, shown};
use crate::cli::input;
use crate::cli::records::{Repository, real, relative, shelf};
use crate::record::{self, Flavour, Inputs, flavour_of};
use anyhow::{Context, bail, ensure};
use std::path::{Path, PathBuf};

/// The profile where none is named.
const PROFILE: &str = "weigh-profile.yaml";

/// The folder of the records and how they are written there.
pub(super) fn place(
    args: &RecordArgs,
    repository: &Repository,
) -> anyhow::Result<(PathBuf, Flavour)> {
    let home = record::home(repository);
    let asked = args.adr.map(Flavour::from);
    let at_home = real(&repository.root.join(&home.folder))?;
    let (folder, flavour) = match (&args.dir, asked) {
        (Some(dir), asked) => {
            let folder = real(dir)?;
            let told = || (folder == at_home).then_some(home.flavour);
            let texts = shelf(&folder)?.unwrap_or_default();
            let texts: Vec<String> =
                texts.entries().iter().map(|entry| entry.text.clone()).collect();
            let flavour = asked.or_else(told).or_else(|| flavour_of(&texts));
            (folder, flavour.unwrap_or(Flavour::Madr))
        }
        (None, Some(flavour)) if flavour != home.flavour => {
            (real(&repository.root.join(flavour.usual_folder()))?, flavour)
        }
        (None, _) => {
            let what = home.because.unwrap_or("the repository");
            repository.ensure_within(&at_home).with_context(|| {
                format!("{what} names a folder that `--dir` can name, if it is meant")
            })?;
            (at_home.clone(), home.flavour)
        }
    };
    let taken = folder == at_home && home.because.is_some() && home.flavour == Flavour::Nygard;
    ensure!(
        !taken || flavour == Flavour::Nygard,
        "`{}` is kept by adr-tools, which cannot read {} records; write it elsewhere with `--dir`, or leave out `--adr`",
        shown(&folder),
        flavour.as_str()
    );
    Ok((folder, flavour))
}

/// The profile's file; none where flags say everything.
pub(super) fn profile(args: &RecordArgs, typed: &[String]) -> anyhow::Result<Option<PathBuf>> {
    match &args.profile {
        Some(path) if path.as_os_str() == input::STDIN => bail!(
            "a record names its profile, so that it can be checked later; save it in a file first"
        ),
        Some(path) => Ok(Some(path.clone())),
        None if !typed.is_empty() => Ok(None),
        None if Path::new(PROFILE).exists() => Ok(Some(PathBuf::from(PROFILE))),
        None => bail!("name a profile; `weigh init` and `weigh ask` write one"),
    }
}

/// The paths that a record names.
pub(super) struct Paths<'a> {
    pub(super) args: &'a RecordArgs,
    pub(super) repository: &'a Repository,
    pub(super) profile: Option<&'a Path>,
}

impl Paths<'_> {
    fn real(&self, path: &Path) -> anyhow::Result<PathBuf> {
        let path = real(path)?;
        self.repository.ensure_within(&path)?;
        Ok(path)
    }

    pub(super) fn inputs(&self, folder: &Path, flags: Vec<String>) -> anyhow::Result<Inputs> {
        let from = |path: &Path| Ok::<_, anyhow::Error>(relative(folder, &self.real(path)?));
        let catalogue = &self.args.catalogue;
        Ok(Inputs {
            profile: self.profile.map(from).transpose()?,
            flags,
            criteria: catalogue.criteria.as_deref().map(from).transpose()?,
            add: catalogue.add.iter().map(|path| from(path)).collect::<anyhow::Result<_>>()?,
        })
    }

    /// What follows `weigh decide`, typed at the repository's root.
    pub(super) fn arguments(&self, inputs: &Inputs) -> anyhow::Result<String> {
        let at_root =
            |path: &Path| Ok::<_, anyhow::Error>(quoted(&self.repository.shown(&self.real(path)?)));
        let catalogue = &self.args.catalogue;
        let mut words: Vec<String> = self.profile.map(at_root).transpose()?.into_iter().collect();
        words.extend(inputs.flags.iter().cloned());
        if let Some(path) = &catalogue.criteria {
            words.push(format!("--criteria {}", at_root(path)?));
        }
        for path in &catalogue.add {
            words.push(format!("--add {}", at_root(path)?));
        }
        Ok(words.join(" "))
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=,:+@".contains(c);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
