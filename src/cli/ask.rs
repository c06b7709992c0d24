//! `weigh ask` and `weigh` alone: the interview, then the decision.

use super::args::{CatalogueArgs, Cli, Command};
use super::decide::DrawArgs;
use super::{Exit, input, output, record};
use crate::decide::{Settings, decide};
use crate::decision::{Decision, ProfileInput};
use crate::detect;
use crate::interview::{
    Answer, Finished, Found, Interview, Outcome, Plain, Prompter, Terminal, offer, profile_yaml,
};
use crate::load::{Overlay, Text};
use crate::model::{AnswerId, CapabilityId, Catalogue, FrameworkId, Profile, TraitId};
use crate::render::{self, Format, Options};
use clap::{Args, Parser};
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// A terminal whose size nobody can tell.
const UNTOLD: (usize, usize) = (80, 24);

/// Answer questions about the project, and read the decision.
///
/// Only questions that can still change the answer between the candidates are asked. Enter skips a question, and
/// one that is skipped changes nothing; Esc goes one question back; Ctrl-C leaves, with nothing written.
///
/// With TERM=dumb or ACCESSIBLE=1 the questions are plain numbered lines.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh ask                      answer, read the decision, keep it or not
  weigh ask -o shop.yaml         and save the profile, for `weigh decide shop.yaml`
  weigh ask --from ../shop       begin with what the repository says of itself")]
pub struct AskArgs {
    /// Save the answers as a profile.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Let `--output` replace a file that is already there.
    #[arg(long, requires = "output")]
    force: bool,
    /// Ask everything, also what cannot change the answer.
    #[arg(long)]
    all: bool,
    /// Begin with what this repository says of itself; Enter accepts it.
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Never ask; fails, and names the commands that need no terminal.
    #[arg(long, env = "WEIGH_NO_INPUT", value_parser = clap::builder::FalseyValueParser::new())]
    no_input: bool,
    /// The candidates, such as `django,flask,fastapi`.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    frameworks: Option<Vec<String>>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    draws: DrawArgs,
}

/// Runs `weigh` without a command.
pub(super) fn run_plain() -> anyhow::Result<Exit> {
    match Cli::try_parse_from(["weigh", "ask"])?.command {
        Some(Command::Ask(args)) => run(&args),
        _ => anyhow::bail!("there is no interview"),
    }
}

/// Runs the command.
pub(super) fn run(args: &AskArgs) -> anyhow::Result<Exit> {
    let way_out = "decide with `weigh decide PROFILE`, or begin a profile with `weigh init`";
    anyhow::ensure!(!args.no_input, "`--no-input` leaves nobody to ask; {way_out}");
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    anyhow::ensure!(terminal, "there is no terminal to ask at; {way_out}");
    args.ensure_output()?;
    let catalogue = input::catalogue(&args.catalogue)?;
    let job = Job { args, catalogue: &catalogue, settings: args.draws.settings() };
    let interview = Interview::new(&catalogue, &job.settings)
        .starting_from(job.base()?)
        .with_found(job.found()?)
        .asking_all(args.all)
        .asking_title(args.output.is_some());
    let mut prompter = prompter();
    match interview.run(&mut *prompter)? {
        Outcome::Quit => Ok(Exit::Interrupted),
        Outcome::Finished(finished) => job.conclude(*finished, &mut *prompter),
    }
}

/// What asks: plain lines where the terminal or the person wants them, prompts elsewhere.
fn prompter() -> Box<dyn Prompter> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let accessible =
        std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
    if dumb || accessible {
        Box::new(Plain::new(io::stdin().lock(), io::stderr(), size().0))
    } else {
        Box::new(Terminal::new(size, output::styled_stderr()))
    }
}

/// Columns and lines of the terminal on standard error.
fn size() -> (usize, usize) {
    let told = terminal_size::terminal_size_of(io::stderr());
    let told = told.map(|(columns, lines)| (usize::from(columns.0), usize::from(lines.0)));
    told.filter(|(columns, lines)| *columns > 0 && *lines > 0).unwrap_or(UNTOLD)
}

impl AskArgs {
    /// Fails before the first question where the answers could not be saved after the last.
    fn ensure_output(&self) -> anyhow::Result<()> {
        let Some(path) = &self.output else { return Ok(()) };
        let shown = output::shown(path);
        anyhow::ensure!(
            self.force || !path.exists(),
            "`{shown}` is already there; name another file, or say --force to replace it"
        );
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        anyhow::ensure!(
            folder.is_none_or(Path::is_dir),
            "`{shown}` cannot be written: its folder is not there"
        );
        Ok(())
    }
}

/// One interview's arguments, with everything settled.
struct Job<'a> {
    args: &'a AskArgs,
    catalogue: &'a Catalogue,
    settings: Settings,
}

impl Job<'_> {
    /// What is known before the first question: the candidates, where they were named.
    fn base(&self) -> anyhow::Result<Profile> {
        let overlay = Overlay { frameworks: self.args.frameworks.clone(), ..Overlay::default() };
        Ok(input::profile(None, &overlay, self.catalogue)?.profile)
    }

    /// What the repository says of itself.
    fn found(&self) -> anyhow::Result<Vec<Found>> {
        let Some(folder) = &self.args.from else { return Ok(Vec::new()) };
        let ids: Vec<String> =
            self.catalogue.frameworks.keys().map(FrameworkId::to_string).collect();
        let report = detect::detect(folder, &detect::Limits::default(), &ids)?;
        Ok(report.proposals.iter().filter_map(found).collect())
    }

    /// Shows the decision, and keeps what is to be kept.
    fn conclude(
        &self,
        mut finished: Finished,
        prompter: &mut dyn Prompter,
    ) -> anyhow::Result<Exit> {
        finished.decision.inputs.as_of = self.args.draws.as_of();
        let Some(path) = &self.args.output else {
            show(&finished.decision)?;
            return self.offer(finished.profile, prompter);
        };
        let yaml = profile_yaml(&finished.profile, self.catalogue);
        let decision = self.decide_again(path, &yaml)?;
        // Saved before it is shown: the answers outlive a reader that closes the pipe.
        output::to_file(path, yaml.as_bytes(), self.args.force)?;
        show(&decision)?;
        say_saved(path);
        Ok(Exit::Done)
    }

    /// The decision as `weigh decide FILE` will make it.
    fn decide_again(&self, path: &Path, yaml: &str) -> anyhow::Result<Decision> {
        let name = path.display().to_string();
        let text = Text::new(&name, yaml);
        let loaded = input::profile(Some(&text), &Overlay::default(), self.catalogue)?;
        let mut decision = decide(self.catalogue, &loaded.profile, &self.settings)?;
        decision.inputs.as_of = self.args.draws.as_of();
        decision.inputs.profile =
            Some(ProfileInput { path: name, sha256: loaded.sha256.unwrap_or_default() });
        Ok(decision)
    }

    fn offer(&self, mut profile: Profile, prompter: &mut dyn Prompter) -> anyhow::Result<Exit> {
        let titled = profile.title.is_some();
        let keep = match offer(prompter, (true, titled), &|path| path.exists())? {
            Answer::Given(keep) => keep,
            Answer::Skipped | Answer::Back => return Ok(Exit::Done),
            Answer::Quit => return Ok(Exit::Interrupted),
        };
        profile.title = keep.title.or(profile.title);
        if let Some(path) = keep.profile {
            output::to_file(&path, profile_yaml(&profile, self.catalogue).as_bytes(), true)?;
            say_saved(&path);
            if keep.record {
                return self.record(&path);
            }
        }
        Ok(Exit::Done)
    }

    /// Writes the record as `weigh record PROFILE` does with the same catalogue and day.
    fn record(&self, profile: &Path) -> anyhow::Result<Exit> {
        let mut typed: Vec<OsString> = vec!["weigh".into(), "record".into()];
        let mut give = |flag: &str, value: &OsStr| typed.extend([flag.into(), value.to_owned()]);
        if let Some(folder) = &self.args.catalogue.criteria {
            give("--criteria", folder.as_os_str());
        }
        for added in &self.args.catalogue.add {
            give("--add", added.as_os_str());
        }
        if let Some(day) = self.args.draws.as_of() {
            give("--as-of", day.to_string().as_ref());
        }
        give("--", profile.as_os_str());
        match Cli::try_parse_from(typed)?.command {
            Some(Command::Record(args)) => record::run(&args),
            _ => anyhow::bail!("there are no records"),
        }
    }
}

fn show(decision: &Decision) -> anyhow::Result<()> {
    let mut out = Vec::new();
    let screen = output::Screen::of_stdout();
    let options = Options { width: screen.width, unicode: screen.unicode, ..Options::default() };
    render::render(decision, Format::Table, &options, &mut out)?;
    output::to_stdout(&out)
}

fn say_saved(path: &Path) {
    let shown = output::shown(path);
    output::say(&format!("wrote {shown}; decide from it with `weigh decide {shown}`"));
}

/// A proposal as an answer to offer; nothing where it is no answer that anybody could give.
fn found(proposal: &detect::Proposal) -> Option<Found> {
    let place = proposal.places.first();
    let at = place.map_or_else(
        || "the repository".to_owned(),
        |place| match place.line {
            None => place.path.clone(),
            Some(line) => format!("{}:{line}", place.path),
        },
    );
    let at = match proposal.confidence {
        detect::Confidence::Low => format!("{at}, a guess"),
        detect::Confidence::Medium | detect::Confidence::High => at,
    };
    match &proposal.target {
        detect::Target::Trait { id, value } => {
            let answers = vec![AnswerId::new(value).ok()?];
            Some(Found::Trait { id: TraitId::new(id).ok()?, answers, at })
        }
        detect::Target::Need { id, value } => {
            Some(Found::Need { id: CapabilityId::new(id).ok()?, need: *value, at })
        }
    }
}
