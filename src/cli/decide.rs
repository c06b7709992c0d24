//! `weigh decide`.

use super::args::{CatalogueArgs, DrawArgs, Gates, OutputArgs, ProjectArgs, about};
use super::config::Settings;
use super::input::STDIN;
use super::{Exit, input, output, stream};
use crate::decide::{self, decide};
use crate::decision::{Decision, ProfileInput, Verdict};
use crate::load::{self, Overlay, Problem, Problems, Text};
use crate::model::{Catalogue, FailOn, FrameworkId, OutputFormat};
use crate::render::{self, Options};
use crate::text::mid_sentence;
use anyhow::{bail, ensure};
use clap::Args;
use jiff::civil::Date;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// Compare the candidates for a project and recommend one.
///
/// Without a profile and without flags nothing is recommended: the table shows the catalogue's view.
#[derive(Debug, Args)]
pub(super) struct DecideArgs {
    /// Profile files; `-` is standard input. The default is that of `weigh.yaml`, else the nearest `weigh-profile.yaml`.
    #[arg(value_name = "PROFILE", env = "WEIGH_PROFILE", value_hint = clap::ValueHint::FilePath)]
    profiles: Vec<PathBuf>,
    /// Read one JSON profile per line and write one JSON decision per line; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "profiles", help_heading = "Output", value_hint = clap::ValueHint::FilePath)]
    ndjson: Option<PathBuf>,
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// Write an HTML page on which shares, answers, features, candidates and ratings can be changed.
    #[arg(long, conflicts_with = "ndjson", help_heading = "Output")]
    what_if: bool,
    #[command(flatten)]
    pub(super) gates: Gates,
    #[command(flatten)]
    draws: DrawArgs,
}

/// What the decisions of a run share.
pub(super) struct Job {
    pub catalogue: Catalogue,
    pub overlay: Overlay,
    /// The flags behind the overlay, as they were typed.
    pub flags: Vec<String>,
    pub settings: decide::Settings,
    /// The day that was asked for, if any.
    pub as_of: Option<Date>,
}

impl Job {
    /// The job that the arguments describe.
    pub(super) fn new(
        catalogue: &CatalogueArgs,
        project: &ProjectArgs,
        draws: &DrawArgs,
    ) -> Result<Self, Problems> {
        let day = draws.as_of.unwrap_or_else(input::today);
        let mut job = Self::on_day(day, catalogue, project)?;
        (job.settings.seed, job.settings.draws, job.as_of) = (draws.seed, draws.draws, draws.as_of);
        Ok(job)
    }

    /// The job for a day with the default draws.
    pub(super) fn on_day(
        day: Date,
        catalogue: &CatalogueArgs,
        project: &ProjectArgs,
    ) -> Result<Self, Problems> {
        let (catalogue, overlay) = (input::catalogue(catalogue)?, input::overlay(project));
        let settings = decide::Settings { today: Some(day), ..decide::Settings::default() };
        Ok(Self { catalogue, flags: overlay.flags(), overlay, settings, as_of: None })
    }

    /// Decides one profile.
    pub(super) fn decide(&self, text: Option<&Text>) -> Result<Decision, Problems> {
        let profile = load::profile(text, &self.overlay, &self.catalogue)?;
        let mut decision = decide(&self.catalogue, &profile, &self.settings).map_err(|error| {
            Problem::new(text.map_or("--weight", |text| &text.name), &error.to_string())
        })?;
        decision.inputs.profile =
            text.map(|text| ProfileInput { path: text.name.clone(), sha256: text.sha256() });
        decision.inputs.flags.clone_from(&self.flags);
        decision.inputs.as_of = self.as_of;
        Ok(decision)
    }
}

/// Runs the command.
pub(super) fn run(args: &DecideArgs, settings: &Settings) -> anyhow::Result<Exit> {
    // The process ends with the command: to free each part of a catalogue first would only take time.
    let job = ManuallyDrop::new(Job::new(&args.catalogue, &args.project, &args.draws)?);
    settings.check_expected(&job.catalogue).map_err(Problems::from)?;
    let read = args.profiles.iter().chain(&args.ndjson);
    let read = read.chain(&args.catalogue.add).chain(&args.catalogue.criteria);
    output::ensure_other(&args.output, read)?;
    if let Some(path) = &args.ndjson {
        let is_other = settings.is_flag("format") && args.output.format != OutputFormat::Json;
        ensure!(
            !args.output.full && !is_other,
            "`--ndjson` writes JSON: leave out `--full`, and `--format` unless it is `json`"
        );
        return stream::run(path, ManuallyDrop::into_inner(job), args);
    }
    let format = args.output.format(settings)?;
    settings.report_profile();
    let paths = args.profiles.as_slice();
    let is_single = paths.len() < 2 || !(args.what_if || args.output.full);
    ensure!(is_single, "`--what-if` and `--full` support a single profile");
    let from_stdin = paths.iter().filter(|path| path.as_os_str() == STDIN).count();
    ensure!(from_stdin < 2, "only one profile can be standard input");
    let decisions = if args.what_if {
        // A format that was typed or that the ending names; one that settings name is for other results.
        let is_chosen = settings.is_typed("format") || format != args.output.format;
        ensure!(
            format == OutputFormat::Html || !is_chosen,
            "`--what-if` writes HTML: use `--format html`, or end the file in `.html`"
        );
        let text = paths.first().map(|path| input::text(path)).transpose()?;
        let (decision, page) = job.what_if(text.as_ref())?;
        output::deliver(&page, &args.output)?;
        vec![decision]
    } else {
        let decisions =
            if paths.is_empty() { vec![job.decide(None)?] } else { decide_all(paths, &job)? };
        write(&decisions, format, &job.catalogue, &args.output)?;
        decisions
    };
    let mut exit = Exit::Done;
    for decision in &decisions {
        for failure in args.gates.failures(decision, &job.catalogue) {
            output::error(&failure);
            exit = Exit::GateFailed;
        }
    }
    Ok(exit)
}

/// Decides every profile, or reports the problems of all of them.
fn decide_all(paths: &[PathBuf], job: &Job) -> anyhow::Result<Vec<Decision>> {
    let mut problems = Vec::new();
    let mut decisions = Vec::new();
    for path in paths {
        match input::text(path).and_then(|text| Ok(job.decide(Some(&text))?)) {
            Ok(decision) => decisions.push(decision),
            Err(error) => problems.extend(error.downcast::<Problems>()?.iter().cloned()),
        }
    }
    match Problems::gather(problems) {
        Some(problems) => Err(problems.into()),
        None => Ok(decisions),
    }
}

fn write(
    decisions: &[Decision],
    format: OutputFormat,
    catalogue: &Catalogue,
    args: &OutputArgs,
) -> anyhow::Result<()> {
    let mut options = Options { full: args.full, ..output::options() };
    if args.file().is_some() {
        (options.width, options.unicode) = (80, true);
    }
    let text = match (decisions, format) {
        ([one], format) => render::render(one, format, catalogue, &options),
        (_, OutputFormat::Json) => decisions.iter().map(render::json_line).collect(),
        (_, OutputFormat::Table) => render::table::summaries(decisions, &options),
        (_, OutputFormat::Csv) => render::csv::render(decisions),
        (_, format) => bail!(
            "`--format {format}` supports a single profile; use `table`, `json` or `csv` for several"
        ),
    };
    output::deliver(&text, args)
}

/// What becomes of gates that see no project.
pub(super) const GATES_FAIL: &str = "`--expect` and `--fail-on` fail";

impl Gates {
    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        self.expect.is_some() || !self.fail_on.is_empty()
    }

    /// The gates that a decision fails, in words.
    pub(super) fn failures(&self, decision: &Decision, catalogue: &Catalogue) -> Vec<String> {
        let recommendation = &decision.recommendation;
        let verdict = recommendation.verdict;
        let mut failures = Vec::new();
        let winner = recommendation.winner.as_ref().map(FrameworkId::as_str);
        let known = recommendation.winner.as_ref().and_then(|id| catalogue.frameworks.get(id));
        let base = known.map(|known| known.base().as_str());
        let is_met = |id: &&str| winner == Some(*id) || base == Some(*id);
        if let Some(expected) = self.expect.as_deref().filter(|id| !is_met(id)) {
            failures.push(match winner {
                Some(winner) => format!("expected {expected}, but {winner} is recommended"),
                None if !decision.described => {
                    format!("expected {expected}, but no project is described")
                }
                None => format!("expected {expected}, but the verdict is {}", verdict.as_str()),
            });
        }
        let provisional =
            || recommendation.provisional || decision.criteria.iter().any(|row| row.provisional);
        for condition in &self.fail_on {
            let failed = match condition {
                FailOn::TooClose => verdict == Verdict::TooClose,
                FailOn::Lean => verdict != Verdict::Clear,
                FailOn::Provisional => provisional(),
                FailOn::Stale => !decision.analysis.age.stale.is_empty(),
                FailOn::Undescribed => !decision.described,
                FailOn::NoneQualifies => verdict == Verdict::NoneQualifies,
            };
            if failed {
                let stale = render::messages::out_of_date(decision);
                let stale = stale.filter(|_| *condition == FailOn::Stale);
                let stale = stale.map(|said| said + ": `weigh decide --full` lists them");
                failures.push(stale.unwrap_or_else(|| mid_sentence(about(*condition))));
            }
        }
        match &decision.inputs.profile {
            Some(profile) => {
                failures.iter().map(|failure| format!("{}: {failure}", profile.path)).collect()
            }
            None if !decision.described && self.any() && failures.is_empty() => {
                let advice = "name one, or describe the project with flags";
                vec![format!("there is no profile, so {GATES_FAIL}; {advice}")]
            }
            None => failures,
        }
    }
}
