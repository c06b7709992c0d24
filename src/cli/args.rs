//! What can be typed. Help texts are the doc comments; the reference page is generated from them.

use crate::model::{Word, parse_word};
use crate::render::Format;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Choose a web framework, and show afterwards why.
///
/// weigh reads what is known about frameworks and what your project needs, weighs one against the other, and says
/// who wins each criterion, what to choose, and how firm that answer is.
#[derive(Debug, Parser)]
#[command(
    name = "weigh",
    version,
    propagate_version = true,
    help_expected = true,
    after_help = "\
Examples:
  weigh                              answer questions, read the decision
  weigh init && weigh decide weigh-profile.yaml
  weigh decide -t project-kind=e-commerce -n admin=built-in
  weigh explain security             everything known about a criterion

Exit codes: 0 done, 1 a gate failed, 2 wrong usage or input, 130 interrupted."
)]
pub struct Cli {
    /// What to do; without it, the interview.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// When to use colour.
    #[command(flatten)]
    pub color: colorchoice_clap::Color,
    /// Ignore `weigh.yaml`.
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Where the values of the arguments come from.
    #[arg(skip)]
    pub(super) sources: super::config::Sources,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer questions about the project, and read the decision.
    Ask(super::ask::AskArgs),
    /// Compute decision records again, and say which still hold.
    Check(super::check::CheckArgs),
    /// Print what a shell completes the command line with.
    Completions(super::shell::CompletionsArgs),
    /// Show the settings in force, and where each comes from.
    Config(super::config::ConfigArgs),
    /// Decide from profiles, flags or both.
    Decide(super::decide::DecideArgs),
    /// Read a Python repository and propose a profile.
    Detect(super::detect::DetectArgs),
    /// Say what moved between two profiles, catalogues or decisions, and what flipped the answer.
    Diff(super::diff::DiffArgs),
    /// Tell everything known about a criterion, framework, trait, capability, source or lint rule.
    Explain(super::explain::ExplainArgs),
    /// Write a commented profile to fill in, or export the catalogue for editing.
    Init(super::init::InitArgs),
    /// Check catalogue and profile files, and say what to put right at which line.
    Lint(super::lint::LintArgs),
    /// Print the manual, or write a page for each command.
    Man(super::shell::ManArgs),
    /// Write the decision record, or bring it up to date.
    Record(super::record::RecordArgs),
    /// Print the JSON schema of a file or a result, for editors and programs.
    Schema(super::schema::SchemaArgs),
}

/// Which catalogue to use.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct CatalogueArgs {
    /// Use the catalogue in this folder instead of the embedded one.
    #[arg(long, value_name = "DIR", env = "WEIGH_CRITERIA", help_heading = "Catalogue")]
    pub criteria: Option<PathBuf>,
    /// Add a framework, a criterion or a folder of them on top of the catalogue.
    #[arg(long, value_name = "PATH", env = "WEIGH_ADD", help_heading = "Catalogue")]
    pub add: Vec<PathBuf>,
}

/// What flags say of the project, laid over the profile file.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ProjectArgs {
    /// Give a criterion points, such as `security=30`; the others keep theirs.
    #[arg(short, long = "weight", value_name = "CRITERION=POINTS", value_parser = pair, help_heading = "Project")]
    pub weights: Vec<(String, String)>,
    /// Answer a question, such as `size=small`; several answers with commas.
    #[arg(short, long = "trait", value_name = "TRAIT=ANSWER", value_parser = pair, help_heading = "Project")]
    pub traits: Vec<(String, String)>,
    /// Say what is needed, such as `admin=must`: built-in, must, want, maybe or bypass.
    #[arg(short, long = "need", value_name = "CAPABILITY=NEED", value_parser = pair, help_heading = "Project")]
    pub needs: Vec<(String, String)>,
    /// The candidates, such as `django,flask,fastapi`.
    #[arg(long, value_name = "IDS", value_delimiter = ',', help_heading = "Project")]
    pub frameworks: Option<Vec<String>>,
}

/// How the result is written.
#[derive(Debug, Clone, Args)]
pub(super) struct OutputArgs {
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Format::Table, env = "WEIGH_FORMAT", help_heading = "Output")]
    pub format: Format,
    /// Write the result to a file instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Let `--output` replace a file that is already there.
    #[arg(long, requires = "output", help_heading = "Output")]
    pub force: bool,
    /// Show the whole analysis below the table.
    #[arg(long, help_heading = "Output")]
    pub full: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write it as NAME=VALUE, such as `security=30`".to_owned()),
    }
}

/// Parses one of the words of a list.
pub(super) fn word<W: Word + Send + Sync>() -> impl TypedValueParser<Value = W> {
    let values = W::ALL.iter().map(|word| PossibleValue::new(word.as_str()).help(word.about()));
    PossibleValuesParser::new(values).try_map(|text| parse_word(&text))
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
