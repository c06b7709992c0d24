//! `weigh init`: files to begin with. Nothing that is there is overwritten.

mod template;

use super::{Exit, output};
use crate::load::config::PROFILE;
use crate::load::embedded;
use crate::model::Catalogue;
use crate::record::slug;
use crate::text::plural;
use anyhow::{bail, ensure};
use clap::Args;
use std::path::{Path, PathBuf};

/// Write a commented profile to fill in, export the catalogue, or begin a framework.
///
/// Nothing that is there is overwritten.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The profile to write, by default weigh-profile.yaml; with --framework, the folder to write into, by default that of the catalogue in the working directory.
    #[arg(value_name = "FILE", conflicts_with = "criteria")]
    path: Option<PathBuf>,
    /// Write the files of the embedded catalogue into this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "framework")]
    criteria: Option<PathBuf>,
    /// Write a file for a framework of this name, in which everything is unknown.
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &InitArgs) -> anyhow::Result<Exit> {
    match (&args.criteria, &args.framework) {
        (Some(folder), _) => export(folder),
        (None, Some(name)) => framework(name, args.path.as_deref()),
        (None, None) => {
            let path = args.path.clone().unwrap_or_else(|| PathBuf::from(PROFILE));
            write_new(&path, &template::profile(&Catalogue::embedded()))?;
            let typed = path.display().to_string();
            let profile = if typed == PROFILE { String::new() } else { format!(" {typed}") };
            output::say(&format!("next: fill it in, then `weigh decide{profile}`"));
            Ok(Exit::Done)
        }
    }
}

fn export(folder: &Path) -> anyhow::Result<Exit> {
    if let Some((path, _)) = embedded::FILES.iter().find(|(path, _)| folder.join(path).exists()) {
        anyhow::bail!("`{}` is already there; name another folder", folder.join(path).display());
    }
    for (path, text) in embedded::FILES {
        let path = folder.join(path);
        output::create_folder(path.parent().unwrap_or(folder))?;
        output::to_file(&path, text.as_bytes(), false)?;
    }
    let files = plural(embedded::FILES.len(), "file");
    output::say(&format!("wrote {files} into {}", folder.display()));
    output::say(&format!("next: edit them, then `weigh decide --criteria {}`", folder.display()));
    Ok(Exit::Done)
}

fn framework(name: &str, folder: Option<&Path>) -> anyhow::Result<Exit> {
    let id = slug(name);
    ensure!(
        !id.is_empty(),
        "`{name}` has no letter or digit for an id; use a name such as `Ruby on Rails`"
    );
    let catalogue = Catalogue::embedded();
    if catalogue.frameworks.contains_key(id.as_str()) {
        bail!("the catalogue already has {name}; see `weigh explain {id}`");
    }
    let folder = folder.map_or_else(usual_folder, Path::to_owned);
    output::create_folder(&folder)?;
    let path = folder.join(format!("{id}.yaml"));
    write_new(&path, &template::framework(&catalogue, &id, name))?;
    let shown = path.display();
    output::say(&format!(
        "next: `weigh lint {shown}` lists what to look up; `weigh decide --add {shown}` uses it"
    ));
    Ok(Exit::Done)
}

/// Where the frameworks of a catalogue are, if one is here.
fn usual_folder() -> PathBuf {
    let known = ["criteria/frameworks", "frameworks"].map(PathBuf::from);
    known.into_iter().find(|folder| folder.is_dir()).unwrap_or_default()
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    anyhow::ensure!(!path.exists(), "`{}` is already there; name another file", path.display());
    output::to_file(path, text.as_bytes(), false)?;
    output::say(&format!("wrote {}", path.display()));
    Ok(())
}
