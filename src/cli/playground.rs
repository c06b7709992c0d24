//! `weigh playground`, and the page of `weigh decide --what-if`: the engine in a page.

use super::args::CatalogueArgs;
use super::decide::Job;
use super::{Exit, input, output};
use crate::decide::{DEFAULT_DRAWS, DEFAULT_SEED, Settings};
use crate::decision::Decision;
use crate::load::{self, Overlay, Text, profile_yaml};
use crate::render::html::Live;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// The engine as WebAssembly, compressed: `web/build --write` makes it.
static MODULE: &[u8] = include_bytes!("weigh.wasm.gz");

/// Write a page on which anyone can choose without installing weigh.
///
/// The page asks the questions of `weigh ask`, shows the decision, and answers what-if questions. It is one file, works
/// offline, and sends nothing.
#[derive(Debug, Args)]
pub(super) struct PlaygroundArgs {
    /// The folder for the page, `index.html`.
    #[arg(short, long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    output: PathBuf,
    /// Replace an existing page.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// Runs the command.
pub(super) fn run(args: &PlaygroundArgs) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let page = Live {
        decision: &Decision::default(),
        catalogue: &catalogue,
        module: MODULE,
        profile: "{}",
        decided: None,
        settings: json!({"draws": DEFAULT_DRAWS, "seed": DEFAULT_SEED, "asks": true}),
    };
    output::create_folder(&args.output)?;
    let path = args.output.join("index.html");
    output::written(&path, page.text().as_bytes(), args.force)?;
    Ok(Exit::Done)
}

impl Job {
    /// The decision, and the page that answers what-if questions about it.
    pub(super) fn what_if(&self, text: Option<&Text>) -> anyhow::Result<(Decision, String)> {
        let mut decision = self.decide(text)?;
        // The page decides for this day whenever it is opened.
        decision.inputs.as_of = self.settings.today;
        let profile = load::profile(text, &self.overlay, &self.catalogue)?;
        let written = match text.filter(|_| self.overlay == Overlay::default()) {
            Some(text) => text.text.clone(),
            None => profile_yaml(&profile, &self.catalogue),
        };
        let Settings { today, seed, draws, .. } = &self.settings;
        let page = Live {
            decision: &decision,
            catalogue: &self.catalogue,
            module: MODULE,
            profile: &written,
            decided: Some(&profile),
            settings: json!({"draws": draws, "seed": seed, "as-of": today, "asks": false}),
        };
        let page = page.text();
        Ok((decision, page))
    }
}
