//! `weigh init`: files to begin with. Existing files are never overwritten.

mod template;

use super::args::CatalogueArgs;
use super::config::Settings;
use super::{Exit, input, output};
use crate::load::config::PROFILE;
use crate::load::{self, embedded};
use crate::record::slug;
use crate::text::plural;
use anyhow::{bail, ensure};
use clap::Args;
use std::path::{Path, PathBuf};

/// Write a commented profile to fill in, export the catalogue, or begin a framework.
///
/// Existing files are never overwritten.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The profile to write, by default weigh-profile.yaml; with --framework, the folder to write into (into its folder `frameworks`, if it has one), by default that of the catalogue.
    #[arg(value_name = "FILE", conflicts_with = "criteria", value_hint = clap::ValueHint::FilePath)]
    path: Option<PathBuf>,
    /// Write the files of the built-in catalogue into this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "framework", value_hint = clap::ValueHint::DirPath)]
    criteria: Option<PathBuf>,
    /// Write a file for a framework of this name, in which everything is unknown.
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &InitArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let (criteria, add) = (settings.paths("criteria").next(), settings.paths("add").collect());
    let in_use = CatalogueArgs { criteria, add };
    match (&args.criteria, &args.framework) {
        (Some(folder), _) => export(folder),
        (None, Some(name)) => framework(name, args.path.clone(), in_use),
        (None, None) => {
            let path = args.path.clone().unwrap_or_else(|| PathBuf::from(PROFILE));
            write_new(&path, &template::profile(&input::catalogue_files(&in_use)?))?;
            let name = Some(path).filter(|path| path != Path::new(PROFILE));
            let name = name.map_or(String::new(), |path| format!(" {}", output::word(&path)));
            output::say(&format!("next: fill it in, then `weigh decide{name}`"));
            Ok(Exit::Done)
        }
    }
}

fn export(folder: &Path) -> anyhow::Result<Exit> {
    if let Some((path, _)) = embedded::FILES.iter().find(|(path, _)| folder.join(path).exists()) {
        bail!("`{}` already exists; choose another folder", folder.join(path).display());
    }
    for (path, text) in embedded::FILES {
        let path = folder.join(path);
        output::create_folder(path.parent().unwrap_or(folder))?;
        output::to_file(&path, text.as_bytes(), false)?;
    }
    let files = plural(embedded::FILES.len(), "file");
    output::say(&format!("wrote {files} into {}", output::shown(folder)));
    let word = output::word(folder);
    output::say(&format!("next: edit them, then `weigh decide --criteria {word}`"));
    Ok(Exit::Done)
}

fn framework(
    name: &str,
    folder: Option<PathBuf>,
    mut in_use: CatalogueArgs,
) -> anyhow::Result<Exit> {
    let id = slug(name);
    ensure!(
        !id.is_empty(),
        "cannot make an id from `{name}`: ids consist of a-z, 0-9 and hyphens; use a name such as `Ruby on Rails`, then set \
         `name:` in the file"
    );
    let frameworks = |folder: &PathBuf| Some(folder.join("frameworks")).filter(|it| it.is_dir());
    let usual =
        ["criteria", "."].map(PathBuf::from).into_iter().find(|it| frameworks(it).is_some());
    let folder = folder.or_else(|| in_use.criteria.clone()).or(usual).unwrap_or_default();
    let real = |folder: &Path| folder.canonicalize().ok();
    let is_in_use = in_use.criteria.as_deref().is_some_and(|it| real(it) == real(&folder));
    let is_catalogue = load::is_catalogue(&folder);
    if is_catalogue {
        in_use.criteria = Some(folder.clone());
    }
    let whole = output::word(&folder);
    let catalogue = input::catalogue_files(&in_use)?;
    if catalogue.frameworks.contains_key(id.as_str()) {
        bail!("the catalogue already has {name}; see `weigh explain {id}`");
    }
    let folder = frameworks(&folder).unwrap_or(folder);
    output::create_folder(&folder)?;
    let path = folder.join(format!("{id}.yaml"));
    ensure!(!path.exists(), "`{}` already exists; choose another folder", path.display());
    write_new(&path, &template::framework(&catalogue, &id, name))?;
    let word = output::word(&path);
    let flag = if is_in_use { String::new() } else { format!("--criteria {whole} ") };
    output::say(&if is_in_use || is_catalogue {
        format!(
            "next: fill it in; `weigh lint {whole}` checks it; `weigh decide {flag}--frameworks all` uses it"
        )
    } else {
        format!(
            "next: `weigh lint {word}` lists what to look up; `weigh decide --add {word}` uses it"
        )
    });
    Ok(Exit::Done)
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    ensure!(!path.exists(), "`{}` already exists; choose another file", path.display());
    output::to_file(path, text.as_bytes(), false)?;
    output::say(&format!("wrote {}", output::shown(path)));
    Ok(())
}
