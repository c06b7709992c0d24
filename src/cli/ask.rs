//! `weigh ask` and `weigh` alone: the interview, then the decision.

use super::args::{CatalogueArgs, DrawArgs, Lenient, ProjectArgs};
use super::decide::Job;
use super::{Exit, input, output};
use crate::detect;
use crate::interview::{Interview, Origins, Plain, Prompter, Stop, Terminal, offer};
use crate::load::config::PROFILE;
use crate::load::{self, Overlay, Text, profile_yaml};
use crate::model::OutputFormat;
use crate::render::{self, Options};
use crate::text::hang;
use clap::Args;
use clap::builder::StringValueParser;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Answer questions about the project, and read the decision.
///
/// weigh asks only questions that can still change which framework leads. Enter skips a question, which has no effect; Esc
/// goes back; Ctrl-C quits and offers to save the answers. With --output every answer is saved as it is given.
///
/// With TERM=dumb or ACCESSIBLE=1 the questions are plain numbered lines; Ctrl-C then keeps the answers in a
/// temporary file; its path is shown after the first answer.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct AskArgs {
    /// Save the answers as a profile.
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Let `--output` replace an existing file.
    #[arg(long, requires = "output")]
    force: bool,
    /// Ask every question, even if it cannot change which framework leads.
    #[arg(long)]
    all: bool,
    /// Hide the effect of each answer, so that it does not influence the next one; the decision is shown at the end.
    #[arg(long)]
    blind: bool,
    /// Start with the answers of this profile, or with those found in this repository; Enter accepts them.
    #[arg(long, value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,
    /// Do not ask questions; exit with an error that names alternatives.
    #[arg(long, env = "WEIGH_NO_INPUT", value_parser = clap::builder::FalseyValueParser::new())]
    no_input: bool,
    /// The candidates, such as `django,flask,fastapi`.
    #[arg(long, value_name = "IDS", value_parser = Lenient(StringValueParser::new()), value_delimiter = ',')]
    frameworks: Option<Vec<String>>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    draws: DrawArgs,
}

/// Runs the command.
pub(super) fn run(args: &AskArgs) -> anyhow::Result<Exit> {
    const INSTEAD: &str = "run `weigh decide PROFILE`, or create a profile with `weigh init`";
    anyhow::ensure!(!args.no_input, "`--no-input` disables questions; {INSTEAD}");
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    anyhow::ensure!(terminal, "stdin and stderr must be a terminal to ask questions; {INSTEAD}");
    if let Some(path) = &args.output {
        // Before the first question, not after the last.
        let is_file = path.as_os_str() != input::STDIN;
        anyhow::ensure!(is_file, "standard output shows the decision; name a file for the answers");
        output::ensure_free(path, args.force)?;
    }
    let job = Job::new(&args.catalogue, &ProjectArgs::default(), &args.draws)?;
    if args.from.is_none() && args.output.is_none() && Path::new(PROFILE).exists() {
        say(&format!("`weigh ask --from {PROFILE}` starts with the answers of {PROFILE}"));
    }
    let is_plain = is_plain();
    let mut prompter: Box<dyn Prompter> = if is_plain {
        Box::new(Plain::new(io::stdin().lock(), io::stderr(), size().0))
    } else {
        Box::new(Terminal { size, colour: output::styled_stderr() })
    };
    let (mut saved, mut latest, mut draft) = (None, None, None);
    let finished = args.interview(&job)?.run(&mut *prompter, &mut |profile| {
        latest = Some(profile.clone());
        let yaml = profile_yaml(profile, &job.catalogue);
        if let Some(path) = &args.output {
            let force = args.force || matches!(saved, Some(Ok(_)));
            saved = Some(output::to_file(path, yaml.as_bytes(), force));
        } else if is_plain {
            draft = write_draft(draft.take(), &yaml);
        }
    });
    let force = args.force || saved.transpose()?.is_some();
    let (profile, exit) = match finished {
        Err(Stop::Quit) => (latest, Exit::Interrupted),
        finished => (Some(finished?), Exit::Done),
    };
    let Some(profile) = profile else { return Ok(exit) };
    let yaml = profile_yaml(&profile, &job.catalogue);
    // Saved before the decision is shown: the answers outlive a reader that closes the pipe.
    if let Some(path) = &args.output {
        output::to_file(path, yaml.as_bytes(), force)?;
    }
    if exit == Exit::Done {
        // As `weigh decide FILE` decides.
        let name = args.output.as_ref().map(|path| path.display().to_string());
        let text = Text::new(name.clone().unwrap_or_default(), &yaml);
        let mut decision = job.decide(Some(&text))?;
        decision.inputs.profile = decision.inputs.profile.filter(|_| name.is_some());
        let options = Options { has_flags: false, ..output::options() };
        let table = render::render(&decision, OutputFormat::Table, &job.catalogue, &options);
        output::to_stdout(table)?;
        if name.is_none() && !decision.described {
            return Ok(exit);
        }
    }
    let (path, again) = match &args.output {
        Some(path) => (path.clone(), format!(" --output {} --force", output::word(path))),
        None => match offer(&mut *prompter, &|path| path.exists(), &mut |path| {
            let saved = output::to_file(path, yaml.as_bytes(), false);
            saved.map(drop).map_err(|error| format!("{error:#}."))
        }) {
            Ok(Some(path)) => (path, String::new()),
            Ok(None) | Err(Stop::Back) => {
                prompter.say("Nothing saved.")?;
                return Ok(exit);
            }
            Err(stop) if exit == Exit::Done && !matches!(stop, Stop::Quit) => {
                return Err(stop.into());
            }
            Err(_) => {
                keep_draft(draft, &args.catalogue.typed());
                return Ok(Exit::Interrupted);
            }
        },
    };
    let (word, catalogue) = (output::word(&path), args.catalogue.typed());
    let next = match exit {
        Exit::Done => format!("`weigh decide {word}{catalogue} --full` shows all of the decision"),
        _ => format!("`weigh ask --from {word}{again}{catalogue}` continues"),
    };
    prompter.say(&format!("Saved {}. {next}.", output::shown(&path)))?;
    Ok(exit)
}

/// Plain prompts leave Ctrl-C to the system, which ends the process at once; this file then outlives it.
fn write_draft(draft: Option<NamedTempFile>, yaml: &str) -> Option<NamedTempFile> {
    let is_new = draft.is_none();
    let create =
        || tempfile::Builder::new().prefix("weigh-profile-").suffix(".yaml").tempfile().ok();
    let draft = draft.or_else(create)?;
    std::fs::write(draft.path(), yaml).ok()?;
    if is_new {
        say(&format!("Ctrl-C keeps your answers in {}", output::shown(draft.path())));
    }
    Some(draft)
}

fn keep_draft(draft: Option<NamedTempFile>, catalogue: &str) {
    let kept = draft.and_then(|draft| draft.keep().ok());
    say(&kept.map_or("Nothing saved.".to_owned(), |(_, path)| {
        let (word, path) = (output::word(&path), output::shown(&path));
        format!("Saved {path}. `weigh ask --from {word}{catalogue}` continues.")
    }));
}

/// Writes a message, wrapped at words.
fn say(text: &str) {
    output::say(&hang(text, "", "", size().0).join("\n"));
}

/// Whether the terminal, or who reads it, wants plain lines.
fn is_plain() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let accessible =
        std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
    dumb || accessible
}

/// Columns and lines of the terminal on standard error; 80 by 24 where they are unknown.
fn size() -> (usize, usize) {
    let size = terminal_size::terminal_size_of(io::stderr());
    let size = size.map(|(columns, lines)| (usize::from(columns.0), usize::from(lines.0)));
    size.filter(|(columns, lines)| *columns > 0 && *lines > 0).unwrap_or((80, 24))
}

impl AskArgs {
    fn interview<'a>(&self, job: &'a Job) -> anyhow::Result<Interview<'a>> {
        let overlay = Overlay { frameworks: self.frameworks.clone(), ..Overlay::default() };
        let file = self.from.as_deref().filter(|path| path.is_file());
        let text = file.map(input::text).transpose()?;
        let mut interview = Interview {
            catalogue: &job.catalogue,
            today: job.settings.today,
            profile: load::profile(text.as_ref(), &overlay, &job.catalogue)?,
            origins: Origins::default(),
            all: self.all,
            title: self.output.is_some(),
            blind: self.blind,
            left_out: "`weigh ask --all` asks them too.",
        };
        if let (Some(text), Some(file), Some(output)) = (&text, file, &self.output)
            && file.canonicalize().ok() == output.canonicalize().ok()
        {
            let kept = profile_yaml(&interview.profile, &job.catalogue);
            let is_lost = |(_, comment): (_, &str)| !kept.contains(comment);
            if text.text.lines().filter_map(|line| line.split_once('#')).any(is_lost) {
                let file = output::shown(file);
                say(&format!("warning: saving does not keep the comments of `{file}`"));
            }
        }
        if let (Some(folder), None) = (&self.from, file) {
            add_found(folder, &mut interview)?;
        }
        Ok(interview)
    }
}

/// Adds the answers found in a repository.
fn add_found(folder: &Path, interview: &mut Interview<'_>) -> anyhow::Result<()> {
    let catalogue = interview.catalogue;
    let (profile, origins) = (&mut interview.profile, &mut interview.origins);
    let report = detect::detect_for(folder, catalogue)?;
    if profile.frameworks.is_none() && !report.candidates.is_empty() {
        let known = |id: &String| catalogue.frameworks.get(id.as_str()).map(|one| one.id.clone());
        profile.frameworks = Some(report.candidates.iter().filter_map(known).collect());
    }
    let at = |proposal: &detect::Proposal| {
        let place =
            proposal.places.first().map_or("the repository".to_owned(), ToString::to_string);
        format!("{place}{}", if proposal.set { "" } else { ", a guess" })
    };
    for proposal in &report.traits {
        if let Some(asked) = catalogue.find_trait(&proposal.id)
            && let Some(answer) = asked.answers.iter().find(|one| one.id.as_str() == proposal.value)
            && (proposal.set || !profile.traits.contains_key(&asked.id))
        {
            profile.traits.insert(asked.id.clone(), vec![answer.id.clone()]);
            origins.traits.insert(asked.id.clone(), at(proposal));
        }
    }
    for proposal in &report.needs {
        if let Some(known) = catalogue.capabilities.get(proposal.id.as_str())
            && let Ok(need) = proposal.value.parse()
        {
            profile.needs.insert(known.id.clone(), need);
            origins.needs.insert(known.id.clone(), at(proposal));
        }
    }
    Ok(())
}
