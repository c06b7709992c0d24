//! What can be typed. The doc comments are the help texts, and docs/cli.md is generated from them.

use super::config::Settings;
use super::input::STDIN;
use super::output;
use crate::decide::{DEFAULT_DRAWS, DEFAULT_SEED};
use crate::model::{FailOn, Need, OutputFormat, Word, parse_word};
use crate::text::{join, or_list, quote};
use anyhow::anyhow;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command as ClapCommand, Parser, Subcommand};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Choose a web framework, and show why.
///
/// weigh compares frameworks by what your project needs. It names the winner of each criterion, recommends a
/// framework, and says how firm the recommendation is.
#[derive(Debug, Parser)]
#[command(name = "weigh", version, propagate_version = true, help_expected = true)]
pub(super) struct Cli {
    /// The command; without one, `ask`.
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colour.
    #[command(flatten)]
    pub(super) color: colorchoice_clap::Color,
    /// Ignore `weigh.yaml` and `weigh-profile.yaml`.
    #[arg(long, global = true)]
    pub(super) no_config: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Ask(super::ask::AskArgs),
    Check(super::check::CheckArgs),
    Completions(super::shell::CompletionsArgs),
    Config(super::config::ConfigArgs),
    Decide(super::decide::DecideArgs),
    Detect(super::detect::DetectArgs),
    Diff(super::diff::DiffArgs),
    Explain(super::explain::ExplainArgs),
    Init(super::init::InitArgs),
    Lint(super::lint::LintArgs),
    Man(super::shell::ManArgs),
    Playground(super::playground::PlaygroundArgs),
    Record(super::record::RecordArgs),
    Schema(super::schema::SchemaArgs),
}

/// Which catalogue to use.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct CatalogueArgs {
    /// Use the catalogue in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR", env = "WEIGH_CRITERIA", help_heading = "Catalogue", value_hint = clap::ValueHint::DirPath)]
    pub criteria: Option<PathBuf>,
    /// Add a framework file, a criterion file or a folder of them to the catalogue.
    #[arg(long, value_name = "PATH", env = "WEIGH_ADD", help_heading = "Catalogue", value_hint = clap::ValueHint::FilePath)]
    pub add: Vec<PathBuf>,
}

impl CatalogueArgs {
    /// The flags for a command, each with a space before it.
    pub fn typed(&self) -> String {
        let flag = |name: &str, path: &PathBuf| format!(" --{name} {}", output::word(path));
        let criteria = self.criteria.iter().map(|folder| flag("criteria", folder));
        join(criteria.chain(self.add.iter().map(|path| flag("add", path))), "")
    }
}

/// The flags that override the profile file.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ProjectArgs {
    /// Set the points of a criterion, such as `security=30`; the others keep theirs.
    #[arg(short, long = "weight", value_name = "CRITERION=POINTS", value_parser = |text: &str| pair(text, "security=30"), help_heading = "Project")]
    pub weights: Vec<(String, String)>,
    /// Answer a question, such as `size=small`; separate several answers with commas.
    #[arg(short, long = "trait", value_name = "TRAIT=ANSWER", value_parser = |text: &str| pair(text, "size=small"), help_heading = "Project")]
    pub traits: Vec<(String, String)>,
    #[arg(short, long = "need", value_name = "CAPABILITY=NEED", value_parser = |text: &str| pair(text, "admin=must"), help = need_help(), help_heading = "Project")]
    pub needs: Vec<(String, String)>,
    /// The candidates, such as `django,flask,fastapi`; added frameworks are always compared. Of a framework and its stacks only the best is compared.
    #[arg(long, value_name = "IDS", value_parser = Lenient(StringValueParser::new()), value_delimiter = ',', help_heading = "Project")]
    pub frameworks: Option<Vec<String>>,
    /// How much the project's facts count relative to the criteria, from 0 to 4; with 0, only the criteria count. Default: 1.
    #[arg(long, value_name = "FACTOR", value_parser = factor, allow_negative_numbers = true, help_heading = "Project")]
    pub fit_factor: Option<f64>,
}

/// How the result is written.
#[derive(Debug, Clone, Args)]
pub(super) struct OutputArgs {
    /// The format of the result.
    #[arg(long, value_parser = word::<OutputFormat>(), default_value_t = OutputFormat::Table, env = "WEIGH_FORMAT", help_heading = "Output")]
    pub format: OutputFormat,
    /// Write the result to a file instead of standard output. Without `--format`, the file extension selects the format: its name, such as .json, or .md for Markdown. `.txt` or no extension selects the default; any other extension is an error.
    #[arg(short, long, value_name = "FILE", help_heading = "Output", value_hint = clap::ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Let `--output` replace an existing file.
    #[arg(long, requires = "output", help_heading = "Output")]
    pub force: bool,
    /// Show the whole analysis below the table.
    #[arg(long, help_heading = "Output")]
    pub full: bool,
}

impl OutputArgs {
    /// The file to which the result is written; none for standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != STDIN)
    }

    /// The format that a flag or the environment gives, else the one that the file's ending names.
    pub(super) fn format(&self, settings: &Settings) -> anyhow::Result<OutputFormat> {
        let ending = self.file().and_then(Path::extension).and_then(OsStr::to_str);
        match ending.map(str::to_ascii_lowercase).as_deref() {
            _ if settings.is_typed("format") => Ok(self.format),
            None | Some("txt") => Ok(self.format),
            Some("md") => Ok(OutputFormat::Markdown),
            Some("htm") => Ok(OutputFormat::Html),
            Some(ending) => parse_word(ending).map_err(|_| {
                let formats = or_list(OutputFormat::ALL.iter().map(|one| quote(one.as_str())));
                let ending = quote(ending);
                anyhow!(
                    "unknown file extension {ending}; set the format with `--format`: {formats}"
                )
            }),
        }
    }
}

/// What makes a run fail with exit code 1.
#[derive(Debug, Clone, Args)]
pub(super) struct Gates {
    /// Fail unless this framework, or a stack of it, is recommended.
    #[arg(long, value_name = "FRAMEWORK", value_parser = Lenient(StringValueParser::new()), env = "WEIGH_EXPECT", help_heading = "Gates")]
    pub expect: Option<String>,
    /// Fail on any of these conditions.
    #[arg(long, value_name = "CONDITIONS", value_parser = word::<FailOn>(), value_delimiter = ',', env = "WEIGH_FAIL_ON", help_heading = "Gates")]
    pub fail_on: Vec<FailOn>,
}

/// How uncertainty is simulated.
#[derive(Debug, Clone, Args)]
pub(super) struct DrawArgs {
    /// The day for which evidence and overrides are judged: YYYY-MM-DD, by default today.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date, help_heading = "Analysis")]
    pub as_of: Option<Date>,
    /// The seed of the simulation.
    #[arg(long, default_value_t = DEFAULT_SEED, value_parser = seed, allow_negative_numbers = true, help_heading = "Analysis")]
    pub seed: u64,
    /// The number of draws of the simulation, from 0 to 1,000,000.
    #[arg(long, default_value_t = DEFAULT_DRAWS, value_parser = draws, allow_negative_numbers = true, help_heading = "Analysis")]
    pub draws: usize,
}

fn need_help() -> String {
    let levels = or_list(Need::ALL.iter().map(|need| need.as_str()));
    format!("Set a need level, such as `admin=must`: {levels}")
}

fn draws(text: &str) -> Result<usize, &'static str> {
    text.parse()
        .ok()
        .filter(|count| *count <= 1_000_000)
        .ok_or("expected a whole number from 0 to 1,000,000")
}

fn seed(text: &str) -> Result<u64, &'static str> {
    text.parse().map_err(|_| "expected a whole number from 0 to 18446744073709551615")
}

fn factor(text: &str) -> Result<f64, &'static str> {
    text.parse().map_err(|_| "expected a number from 0 to 4")
}

pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    let day = Some(text.trim()).filter(|text| text.len() == 10 && !text.contains('T'));
    day.and_then(|text| text.parse().ok()).ok_or("expected a valid date, YYYY-MM-DD")
}

fn pair(text: &str, example: &str) -> Result<(String, String), String> {
    match text.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
        Some((_, value)) if value.contains('=') => {
            Err(format!("expected one NAME=VALUE, such as `{example}`; repeat the flag for each"))
        }
        Some((key, value)) if !key.is_empty() && !value.is_empty() => {
            Ok((key.to_lowercase(), value.to_lowercase()))
        }
        _ => Err(format!("expected NAME=VALUE, such as `{example}`")),
    }
}

/// What a word means, as help texts are written: without a full stop.
pub(super) fn about(word: impl Word) -> &'static str {
    word.about().trim_end_matches('.')
}

/// Parses one of the words of a list.
pub(super) fn word<W: Word + Send + Sync>() -> impl TypedValueParser<Value = W> {
    let values = W::ALL.iter().map(|word| PossibleValue::new(word.as_str()).help(about(*word)));
    Lenient(PossibleValuesParser::new(values)).try_map(|text| parse_word(&text))
}

/// Ignores case, and blanks such as those after the commas of a list.
#[derive(Clone)]
pub(super) struct Lenient<P>(pub(super) P);

impl<P: TypedValueParser> TypedValueParser for Lenient<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &ClapCommand,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<P::Value, clap::Error> {
        let plain = value.to_str().map(|text| text.trim().to_lowercase());
        self.0.parse_ref(command, arg, plain.as_deref().map_or(value, OsStr::new))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_valid() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_path_says_whether_it_is_a_file_or_a_folder() {
        let root = Cli::command();
        for command in root.get_subcommands() {
            for arg in command.get_arguments() {
                // Paths get this hint by their type; bash then breaks names with blanks.
                assert_ne!(arg.get_value_hint(), clap::ValueHint::AnyPath, "{command}: {arg}");
            }
        }
    }
}
