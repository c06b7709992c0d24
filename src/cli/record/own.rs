//! Which record is meant.

use super::super::args::CatalogueArgs;
use super::super::config::Settings;
use super::super::records::{
    Convention, Repository, arguments, from_here, in_force, real, relative,
};
use super::super::{input, output};
use super::{RecordArgs, Recorder, shown};
use crate::decision::Decision;
use crate::record::{self, AdrDir, AdrFile, Data, Inputs, retired, split};
use crate::text::{and_list, quote};
use anyhow::{bail, ensure};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a record in this folder rests on.
pub(super) fn inputs(
    catalogue: &CatalogueArgs,
    flags: Vec<String>,
    profile: Option<&Path>,
    repository: &Repository,
    folder: &Path,
) -> anyhow::Result<Inputs> {
    let name = |from: &Path, path: &Path| -> anyhow::Result<String> {
        let name = relative(from, path);
        ensure!(
            !name.contains(char::REPLACEMENT_CHARACTER),
            "`{}` is not a valid UTF-8 name, so that `check` could not find it; rename it",
            shown(path)
        );
        Ok(name)
    };
    name(repository.top(), folder)?;
    let from = |path: &Path| {
        let path = real(path)?;
        repository.ensure_within(&path)?;
        name(folder, &path)
    };
    Ok(Inputs {
        profile: profile.map(from).transpose()?,
        flags,
        criteria: catalogue.criteria.as_deref().map(from).transpose()?,
        add: catalogue.add.iter().map(|path| from(path)).collect::<anyhow::Result<_>>()?,
    })
}

/// How well a record matches, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// Made from the same flags alone.
    SameFlags,
    /// Of the same profile, with the same flags and catalogue.
    SameInputs,
    /// Of the same profile.
    SameProfile,
    /// Made from other flags alone.
    OtherFlags,
}

/// The records in force, of the whole repository and of the folder that is named or that the convention names.
pub(super) fn records(
    args: &RecordArgs,
    set: &Settings,
    repository: &Repository,
    convention: &Convention,
) -> anyhow::Result<Vec<(PathBuf, Data)>> {
    let (top, dir) = (repository.top(), typed_dir(args, set)?);
    let mut records = in_force(top)?;
    let known: BTreeSet<_> = dir.iter().chain([&convention.folder]).collect();
    for dir in known.into_iter().filter(|dir| !AdrDir::is_searched(top, dir)) {
        records.extend(in_force(dir)?);
    }
    Ok(records)
}

fn typed_dir(args: &RecordArgs, set: &Settings) -> anyhow::Result<Option<PathBuf>> {
    args.dir.as_deref().filter(|_| set.is_typed("records")).map(real).transpose()
}

/// The record that is meant, with its folder: that of the profile, with the same flags and catalogue if there is one; or one
/// made from flags alone, if these flags made it, or if an update names none and the default profile has no record. A
/// profile that was written later does not change it.
pub(super) fn own_record(
    args: &RecordArgs,
    set: &Settings,
    repository: &Repository,
    convention: &Convention,
    records: &[(PathBuf, Data)],
) -> anyhow::Result<Option<(PathBuf, Data)>> {
    let (profile, top) = (args.profile.as_deref().map(real).transpose()?, repository.top());
    let (dir, flags) = (typed_dir(args, set)?, input::overlay(&args.project).flags());
    let is_in_dir = |folder: &Path| dir.as_ref().is_none_or(|dir| folder.starts_with(dir));
    let wanted = |profile| -> anyhow::Result<String> {
        let inputs = inputs(&args.catalogue, flags.clone(), profile, repository, top)?;
        Ok(arguments(&inputs, top, top))
    };
    let (same_flags, same_profile) = (wanted(None)?, wanted(args.profile.as_deref())?);
    let mut found = Vec::new();
    for (path, data) in records {
        let folder = path.parent().unwrap_or(top).to_owned();
        let typed = arguments(&data.inputs, &folder, top);
        let is_near = folder.starts_with(&convention.root) || dir.is_some() && is_in_dir(&folder);
        let how = match &data.inputs.profile {
            None if set.is_typed("profile") || !is_near => continue,
            None if typed == same_flags => Match::SameFlags,
            None => Match::OtherFlags,
            Some(of) if profile.is_none() || real(&folder.join(of)).ok() != profile => continue,
            Some(_) if typed == same_profile => Match::SameInputs,
            Some(_) => Match::SameProfile,
        };
        found.push((how, path, folder, data));
    }
    // The best of those in force; of several as good, all.
    let Some(best) = found.iter().map(|(how, ..)| *how).min() else { return Ok(None) };
    found.retain(|(how, ..)| *how == best);
    let first = shown(found[0].1);
    found.retain(|(.., folder, _)| is_in_dir(folder));
    ensure!(
        best > Match::SameInputs || !found.is_empty(),
        "`{first}` records this decision already; leave out --dir and WEIGH_RECORDS to update or supersede it, or \
         remove it"
    );
    if best == Match::OtherFlags && !(args.update && flags.is_empty() && found.len() == 1) {
        return Ok(None);
    }
    let is_other = |at: &Path, first: &Path| {
        at.parent() != first.parent() && at.canonicalize().ok() != first.canonicalize().ok()
    };
    if found.iter().any(|(_, path, ..)| is_other(path, found[0].1)) {
        let names = and_list(found.iter().map(|(_, path, ..)| quote(&shown(path))));
        bail!("{names} record this profile; name a folder with --dir, or remove all but one");
    }
    Ok(found.into_iter().next().map(|(.., folder, data)| (folder, data.clone())))
}

impl Recorder<'_> {
    /// Refuses where a record of this profile or of this title names a profile that does not exist any more; and says what was
    /// rejected.
    pub(super) fn ensure_not_moved(&self) -> anyhow::Result<()> {
        let digest = |of: &Decision| of.inputs.profile.as_ref().map(|file| file.sha256.clone());
        let slug = record::slug(&record::title(&self.decision));
        let is_titled = self.decision.project.title.is_some() && !slug.is_empty();
        for (path, data) in &self.records {
            let folder = path.parent().unwrap_or(&self.root);
            let profile = data.inputs.profile.as_ref().map(|profile| folder.join(profile));
            let (Some(profile), Some(name)) = (profile, path.file_name()) else { continue };
            let file = AdrFile { name: name.to_string_lossy().into_owned(), ..AdrFile::default() };
            let is_same = digest(&data.decision) == digest(&self.decision)
                || is_titled && file.stem().replace(['_', ' '], "-").ends_with(&slug);
            if !is_same || profile.exists() {
                continue;
            }
            let dir = format!("--dir {} ", output::word(&from_here(folder)));
            let dir = if folder == self.folder { "" } else { &dir };
            bail!(
                "`{}` records this decision for `{}`, which does not exist; if the profile was moved, use {} to write a \
                 record that replaces it, else remove that record",
                shown(path),
                shown(&real(&profile).unwrap_or(profile)),
                quote(&format!("{dir}--supersede {}", file.reference()))
            )
        }
        for file in self.dir.files.iter().filter(|file| retired(&file.text) == Some("rejected")) {
            let data = split(&file.text).ok().flatten().and_then(|split| Data::read(&split).ok());
            if data.is_some_and(|data| data.inputs == self.inputs) {
                output::say(&format!(
                    "warning: `{}` was rejected; this is a new proposal of the same decision",
                    shown(&self.folder.join(&file.name))
                ));
            }
        }
        Ok(())
    }
}
