//! `weigh decide`: the main job.

use super::args::{CatalogueArgs, OutputArgs, ProjectArgs};
use super::config::{Source, Sources};
use super::{Exit, input, output, stream};
use crate::decide::{DEFAULT_DRAWS, DEFAULT_SEED, Settings, decide};
use crate::decision::{Decision, ProfileInput, Verdict};
use crate::load::{LoadedProfile, Problem, Problems, Text};
use crate::model::{Catalogue, FrameworkId};
use crate::render::{self, Format, Options};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Decide between the candidates and say how firm that is.
///
/// Without a profile and without flags, the catalogue's own weights decide.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh decide shop.yaml
  weigh decide shop.yaml -w security=30 --format markdown
  weigh decide services/*.yaml                 one line for each
  weigh decide --ndjson - < fleet.ndjson       one JSON result a line
  weigh decide shop.yaml --expect django --fail-on too-close,stale")]
pub struct DecideArgs {
    /// Profile files; `-` is standard input. Without any, that of `WEIGH_PROFILE` or `weigh.yaml`.
    #[arg(value_name = "PROFILE")]
    profiles: Vec<PathBuf>,
    /// Read profiles one a line and write one JSON result a line; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "profiles", help_heading = "Output")]
    ndjson: Option<PathBuf>,
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    pub(super) gates: Gates,
    #[command(flatten)]
    draws: DrawArgs,
}

/// What makes a run fail with exit code 1.
#[derive(Debug, Clone, Args)]
pub(super) struct Gates {
    /// Fail unless this framework is recommended.
    #[arg(long, value_name = "FRAMEWORK", env = "WEIGH_EXPECT", help_heading = "Gates")]
    pub expect: Option<String>,
    /// Fail on any of these.
    #[arg(
        long,
        value_name = "CONDITIONS",
        value_enum,
        value_delimiter = ',',
        env = "WEIGH_FAIL_ON",
        help_heading = "Gates"
    )]
    pub fail_on: Vec<FailOn>,
}

/// A condition on which to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Nothing parts the contenders.
    TooClose,
    /// The recommendation is not clear.
    Lean,
    /// Something unknown could still change a winner.
    Provisional,
    /// Evidence is past its date.
    Stale,
    /// Every candidate lacks something.
    NoneQualifies,
}

/// How ranges are explored.
#[derive(Debug, Clone, Args)]
pub(super) struct DrawArgs {
    /// Look at evidence and overrides as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", help_heading = "Analysis")]
    as_of: Option<Date>,
    /// The seed of the draws.
    #[arg(long, default_value_t = DEFAULT_SEED, help_heading = "Analysis")]
    seed: u64,
    /// How many draws to make, at most a million; 0 for none.
    #[arg(long, default_value_t = DEFAULT_DRAWS, value_parser = draws, help_heading = "Analysis")]
    draws: usize,
}

/// More draws than anyone needs, and memory for them.
const MOST_DRAWS: usize = 1_000_000;

fn draws(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if count <= MOST_DRAWS => Ok(count),
        _ => Err(format!("give a whole number from 0 to {MOST_DRAWS}")),
    }
}

impl DrawArgs {
    /// The day that was asked for.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// What the decision depends on besides catalogue and profile.
    pub(super) fn settings(&self) -> Settings {
        Settings {
            today: Some(self.as_of.unwrap_or_else(input::today)),
            ..Settings::with_draws(self.seed, self.draws)
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &DecideArgs, sources: &Sources) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let overlay = input::overlay(&args.project)?;
    let expected = args.gates.expected(&catalogue, sources)?;
    let job = stream::Job {
        catalogue: &catalogue,
        overlay: &overlay,
        settings: args.draws.settings(),
        as_of: args.draws.as_of(),
    };
    if let Some(path) = &args.ndjson {
        return stream::run(path, &job, args, expected.as_ref());
    }
    say_profile(sources);
    let decisions = match args.profiles.as_slice() {
        [] => vec![job.decide(None, &args.flags())?],
        paths => all(paths, &job, args)?,
    };
    let text = rendered(&decisions, args)?;
    args.output.write(&text)?;
    Ok(args.gates.judge(&decisions, expected.as_ref()))
}

/// Says which profile is decided where nobody typed it.
fn say_profile(sources: &Sources) {
    let Some(told) = sources.of("profile") else { return };
    let from = match &told.source {
        Source::Environment(name) => (*name).to_owned(),
        Source::File(path, _) => crate::render::safe::line(path),
        Source::Flag(_) | Source::Default => return,
    };
    let profile = crate::render::safe::line(&told.values.join(", "));
    output::say(&format!("using {profile} from {from}"));
}

impl DecideArgs {
    /// The flags as they were typed.
    pub(super) fn flags(&self) -> Vec<String> {
        input::flags(&self.project)
    }

    /// Where a stream of results goes.
    pub(super) fn stream_output(&self) -> anyhow::Result<output::Output> {
        output::Output::open(self.output.output.as_deref(), self.output.force)
    }
}

impl stream::Job<'_> {
    /// One decision; `flags` are what was typed besides, for the result to name.
    pub(super) fn decide(
        &self,
        text: Option<&Text>,
        flags: &[String],
    ) -> Result<Decision, Problems> {
        let LoadedProfile { profile, sha256, .. } =
            input::profile(text, self.overlay, self.catalogue)?;
        let named = text.map(|text| ProfileInput {
            path: text.name.clone(),
            sha256: sha256.unwrap_or_default(),
        });
        let file = text.map_or("--weight", |text| &text.name);
        let mut decision = decide(self.catalogue, &profile, &self.settings)
            .map_err(|error| Problem::new(file, &error.to_string()))?;
        decision.inputs.profile = named;
        decision.inputs.flags = flags.to_vec();
        decision.inputs.as_of = self.as_of;
        Ok(decision)
    }
}

/// Decides every profile, or tells everything that is wrong with any of them.
fn all(paths: &[PathBuf], job: &stream::Job, args: &DecideArgs) -> anyhow::Result<Vec<Decision>> {
    let flags = args.flags();
    let mut problems = Vec::new();
    let mut decisions = Vec::new();
    for path in paths {
        match input::text(path).and_then(|text| Ok(job.decide(Some(&text), &flags)?)) {
            Ok(decision) => decisions.push(decision),
            Err(error) => problems.extend(error.downcast::<Problems>()?.iter().cloned()),
        }
    }
    Problems::gather(problems).map_or(Ok(decisions), |problems| Err(problems.into()))
}

fn rendered(decisions: &[Decision], args: &DecideArgs) -> anyhow::Result<Vec<u8>> {
    let options = args.output.options();
    let mut out = Vec::new();
    match decisions {
        [one] => render::render(one, args.output.format, &options, &mut out)?,
        several => match args.output.format {
            Format::Json => several.iter().try_for_each(|one| render::json::line(one, &mut out))?,
            Format::Table => render::summary::lines(several, &options, &mut out)?,
            format => anyhow::bail!(
                "`--format {}` shows one profile; name one, or use `--format table` or `json` for several",
                format.as_str()
            ),
        },
    }
    Ok(out)
}

impl OutputArgs {
    /// How results are set: for the terminal on standard output, or at 80 columns for a file.
    fn options(&self) -> Options {
        let screen = match &self.output {
            Some(_) => output::Screen { width: 80, unicode: true },
            None => output::Screen::of_stdout(),
        };
        Options { width: screen.width, unicode: screen.unicode, full: self.full }
    }

    /// Writes the result where it was asked for.
    pub(super) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let Some(path) = self.output.as_deref().filter(|path| path.as_os_str() != input::STDIN)
        else {
            return output::to_stdout(bytes);
        };
        let written =
            output::to_file(path, &anstream::adapter::strip_bytes(bytes).into_vec(), self.force)?;
        let shown = output::shown(path);
        output::say(&if written {
            format!("wrote {shown}")
        } else {
            format!("{shown} is up to date")
        });
        Ok(())
    }
}

impl Gates {
    /// The framework expected, checked against the catalogue.
    pub(super) fn expected(
        &self,
        catalogue: &Catalogue,
        sources: &Sources,
    ) -> Result<Option<FrameworkId>, Problems> {
        let Some(typed) = &self.expect else { return Ok(None) };
        let known = catalogue.frameworks.keys().find(|id| id.as_str() == typed);
        known.cloned().map(Some).ok_or_else(|| {
            let place = sources.of("expect").and_then(|told| told.source.place());
            let place = place.unwrap_or_else(|| "--expect".to_owned());
            let problem = Problem::new(&place, &format!("there is no framework `{typed}`"));
            let ids = catalogue.frameworks.keys().map(FrameworkId::as_str);
            match crate::load::nearest(typed, ids) {
                Some(near) => problem.help(&format!("did you mean `{near}`?")),
                None => problem.help("`weigh explain` lists the frameworks"),
            }
            .into()
        })
    }

    /// Says which gates did not hold, and fails if any did not.
    pub(super) fn judge(&self, decisions: &[Decision], expected: Option<&FrameworkId>) -> Exit {
        let failures: Vec<String> =
            decisions.iter().flat_map(|decision| self.failures(decision, expected)).collect();
        for failure in &failures {
            output::say(&output::error_line(failure));
        }
        if failures.is_empty() { Exit::Done } else { Exit::GateFailed }
    }

    /// Every gate that a decision does not pass, in words.
    pub(super) fn failures(
        &self,
        decision: &Decision,
        expected: Option<&FrameworkId>,
    ) -> Vec<String> {
        let conditions = self.fail_on.iter().filter_map(|on| on.failure(decision));
        let unexpected = expected.and_then(|id| unexpected(decision, id));
        let name = decision.inputs.profile.as_ref().map(|profile| format!("{}: ", profile.path));
        let named = |failure: String| format!("{}{failure}", name.as_deref().unwrap_or_default());
        unexpected.into_iter().chain(conditions).map(named).collect()
    }
}

fn unexpected(decision: &Decision, expected: &FrameworkId) -> Option<String> {
    let found = decision.recommendation.winner.as_ref();
    (found != Some(expected)).then(|| {
        let found = found.map_or_else(
            || format!("the verdict is {}", decision.recommendation.verdict.as_str()),
            |winner| format!("{winner} is recommended"),
        );
        format!("expected {expected}, but {found}")
    })
}

impl FailOn {
    /// What to say where the condition holds; `lean` holds for everything less firm than it, too.
    fn failure(self, decision: &Decision) -> Option<String> {
        let recommendation = &decision.recommendation;
        let verdict = recommendation.verdict;
        let stale = &decision.analysis.age.stale;
        let provisional =
            recommendation.provisional || decision.criteria.iter().any(|row| row.provisional);
        let (holds, why) = match self {
            Self::TooClose => {
                (verdict == Verdict::TooClose, "the contenders are too close to call".to_owned())
            }
            Self::Lean => (
                matches!(verdict, Verdict::Lean | Verdict::TooClose),
                format!("the verdict is {}, not clear", verdict.as_str()),
            ),
            Self::Provisional => {
                (provisional, "something unknown could still change a winner".to_owned())
            }
            Self::Stale => (!stale.is_empty(), format!("evidence past its date: {}", stale.len())),
            Self::NoneQualifies => {
                (verdict == Verdict::NoneQualifies, "no candidate qualifies".to_owned())
            }
        };
        holds.then_some(why)
    }
}
