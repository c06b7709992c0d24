//! Settings, and `weigh config`, which lists them.
//!
//! A flag overrides the environment, which overrides `weigh.yaml`, which overrides the default. An argument names its
//! variable with `env`; the value of the variable or of the file becomes the argument's default before clap parses,
//! so that no command asks where a value comes from. An empty variable counts as unset.

use super::args::{self, CatalogueArgs, Cli, Gates, date, word};
use super::{Exit, output};
use crate::load::config::{Config, nearest};
use crate::load::{self, Problem};
use crate::model::{AdrFormat, Catalogue, FrameworkId, ListFormat, Word};
use crate::text::sanitize;
use anstream::ColorChoice;
use anyhow::Context;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command, CommandFactory, FromArgMatches};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Each key of `weigh.yaml`, its environment variable, and its default as `weigh config` shows it.
const SETTINGS: [(&str, &str, &str); 9] = [
    ("profile", "WEIGH_PROFILE", "none"),
    ("criteria", "WEIGH_CRITERIA", "built in"),
    ("add", "WEIGH_ADD", "none"),
    ("records", "WEIGH_RECORDS", "detected"),
    ("adr", "WEIGH_ADR", "detected"),
    ("fail-on", "WEIGH_FAIL_ON", "none"),
    ("expect", "WEIGH_EXPECT", "none"),
    ("format", "WEIGH_FORMAT", "table"),
    ("as-of", "WEIGH_AS_OF", "today"),
];

/// Show the settings and where each value comes from.
///
/// A flag overrides the environment variable, which overrides `weigh.yaml` or `.weigh.yaml`, which overrides the
/// default. The default profile is the nearest `weigh-profile.yaml`. Both files are searched for from the working
/// directory upwards, but not above the root of the repository. Paths in `weigh.yaml` are relative to it and must stay
/// within the repository. Flags given here show what they would change.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Profile files, as for `weigh decide`.
    #[arg(value_name = "PROFILE", env = "WEIGH_PROFILE", value_hint = clap::ValueHint::FilePath)]
    profiles: Vec<PathBuf>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    gates: Gates,
    /// The folder of the decision records.
    #[arg(long, value_name = "DIR", env = "WEIGH_RECORDS", help_heading = "Record", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// The format of the decision records.
    #[arg(long, value_name = "FORMAT", env = "WEIGH_ADR", value_parser = word::<AdrFormat>(), help_heading = "Record")]
    adr: Option<AdrFormat>,
    /// The day for which evidence and overrides are judged: YYYY-MM-DD, by default today.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date, help_heading = "Analysis")]
    as_of: Option<Date>,
    /// The format of this list.
    #[arg(long, value_parser = word::<ListFormat>(), default_value_t = ListFormat::Table, help_heading = "Output")]
    format: ListFormat,
}

/// Runs the command.
pub(super) fn run(args: &ConfigArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let text = match args.format {
        ListFormat::Table => table(settings),
        ListFormat::Json => format!("{:#}\n", as_json(settings)),
    };
    output::result(text)
}

fn table(settings: &Settings) -> String {
    let rows = settings.values.iter().map(|setting| {
        let value = match setting.values.as_slice() {
            [] => setting.default.to_owned(),
            values => sanitize(&values.join(", ")),
        };
        (setting.key, value, sanitize(&setting.place().unwrap_or_else(|| setting.from.to_owned())))
    });
    let rows: Vec<_> = rows.collect();
    let width = rows.iter().map(|(_, value, _)| value.chars().count()).max().unwrap_or(0);
    let line = |(key, value, place)| format!("{key:<8}  {value:<width$}  {place}\n");
    rows.into_iter().map(line).collect()
}

fn as_json(settings: &Settings) -> Value {
    let setting = |setting: &Setting| {
        let value = match (setting.key, setting.values.as_slice()) {
            ("add" | "fail-on", values) => json!(values),
            ("format", []) => json!("table"),
            (_, []) => Value::Null,
            (_, [one]) => json!(one),
            (_, several) => json!(several),
        };
        let setting_json = json!({"value": value, "from": setting.from, "where": setting.place()});
        (setting.key.to_owned(), setting_json)
    };
    let listed: Map<_, _> = settings.values.iter().map(setting).collect();
    json!({"file": settings.file, "settings": listed})
}

/// The settings of a run, in the order of [`SETTINGS`].
pub(super) struct Settings {
    /// The configuration file that was read.
    file: Option<String>,
    /// Whether no configuration file may be read.
    pub ignored: bool,
    /// The ids of the arguments that were typed.
    flags: Vec<String>,
    values: Vec<Setting>,
}

/// The value of one setting, and its source.
struct Setting {
    key: &'static str,
    default: &'static str,
    /// As they would be typed; empty for the default.
    values: Vec<String>,
    /// `flag`, `environment`, `file` or `default`.
    from: &'static str,
    /// A problem without a message at the flag, the variable or the place in the file.
    at: Option<Problem>,
}

impl Setting {
    /// The flag, the variable, or the file and line.
    fn place(&self) -> Option<String> {
        let Problem { file, place, .. } = self.at.as_ref()?;
        Some(place.map_or_else(|| file.clone(), |place| format!("{file}:{}", place.line)))
    }
}

impl Settings {
    /// The setting with this key.
    fn get(&self, key: &str) -> Option<&Setting> {
        self.values.iter().find(|setting| setting.key == key)
    }

    /// The paths of a setting.
    pub(super) fn paths(&self, key: &str) -> impl Iterator<Item = PathBuf> {
        self.get(key).into_iter().flat_map(|set| &set.values).map(PathBuf::from)
    }

    /// Whether a flag or the environment has the value of a setting.
    pub(super) fn is_typed(&self, key: &str) -> bool {
        self.get(key).is_some_and(|set| ["flag", "environment"].contains(&set.from))
    }

    /// Whether a flag was typed.
    pub(super) fn is_flag(&self, id: &str) -> bool {
        self.flags.iter().any(|flag| flag == id)
    }

    /// The candidate that `expect` names must be one of the catalogue's frameworks.
    pub(super) fn check_expected(&self, catalogue: &Catalogue) -> Result<(), Problem> {
        let Some(Setting { values, at: Some(at), .. }) = self.get("expect") else { return Ok(()) };
        let known =
            |id: &&String| catalogue.frameworks.contains_key(id.trim().to_lowercase().as_str());
        let Some(id) = values.iter().find(|id| !known(id)) else { return Ok(()) };
        let hint = load::meant(id, catalogue.frameworks.keys().map(FrameworkId::as_str))
            .unwrap_or_else(|| load::Ref::Framework.help().to_owned());
        let problem = Problem::new(&at.file, &format!("unknown framework `{id}`")).help(&hint);
        Err(Problem { place: at.place, line: at.line.clone(), ..problem })
    }

    /// Names the profile on standard error unless it was typed.
    pub(super) fn report_profile(&self) {
        let set = |profile: &&Setting| !profile.values.is_empty() && profile.from != "flag";
        let Some(profile) = self.get("profile").filter(set) else { return };
        let source = match profile.from {
            "environment" => profile.place(),
            "file" => self.file.clone(),
            _ => None,
        };
        let source = source.map(|source| format!(" from {source}")).unwrap_or_default();
        output::say(&sanitize(&format!("using {}{source}", profile.values.join(", "))));
    }
}

/// Parses the arguments over the environment and `weigh.yaml`; without a command, `weigh ask`.
pub(super) fn parse(mut typed: Vec<OsString>) -> anyhow::Result<(args::Command, Settings)> {
    // What is no text is no flag either.
    let words: Vec<&str> = typed.iter().filter_map(|word| word.to_str()).collect();
    let flags = words.split(|word| *word == "--").next().unwrap_or_default();
    let ignored = flags.contains(&"--no-config");
    // Help and errors about usage have the colours, too.
    match flags.join(" ").replace('=', " ") {
        typed if typed.contains("--color never") => ColorChoice::Never.write_global(),
        typed if typed.contains("--color always") => ColorChoice::Always.write_global(),
        _ => {}
    }
    let file = if ignored { Ok(Config::default()) } else { nearest(Path::new(".")) };
    let config = file.as_ref().ok();
    let declared = Cli::command();
    let mut command = with_defaults(declared.clone(), config);
    let mut matches = command.try_get_matches_from_mut(&typed)?;
    if matches.subcommand().is_none() {
        typed.push("ask".into());
        matches = command.try_get_matches_from_mut(&typed)?;
    }
    let cli = Cli::from_arg_matches(&matches)?;
    cli.color.write_global();
    let (name, matches) = matches.subcommand().context("no command")?;
    let args = declared.find_subcommand(name).into_iter().flat_map(Command::get_arguments);
    let args: Vec<&Arg> = args.filter(|arg| arg.get_env().is_some()).collect();
    if !args.is_empty() {
        file.as_ref().map_err(Clone::clone)?;
    }
    let values = SETTINGS.iter().map(|(key, variable, default)| {
        let arg = args.iter().find(|arg| arg.get_env() == Some(OsStr::new(variable)));
        let set = arg.and_then(|arg| typed_value(arg, matches));
        let set = set.or_else(|| below_flag(variable, config));
        let (values, from, at) = set.unwrap_or((Vec::new(), "default", None));
        Setting { key, default, values, from, at }
    });
    let values = values.collect();
    let ids = matches.ids().map(clap::Id::as_str);
    let typed = ids.filter(|id| matches.value_source(id) == Some(ValueSource::CommandLine));
    let flags = typed.map(str::to_owned).collect();
    let file = config.and_then(|config| config.path.clone());
    Ok((cli.command, Settings { file, ignored, flags, values }))
}

/// The command line.
pub(super) fn command() -> Command {
    with_defaults(Cli::command(), None)
}

/// The command line with the values of the environment and of a configuration file as defaults.
fn with_defaults(root: Command, config: Option<&Config>) -> Command {
    let root = root.subcommand_required(false).arg_required_else_help(false);
    let root = root.mut_arg("color", |arg| arg.help("When to use colour"));
    root.after_help(examples("weigh")).mut_subcommands(|command| {
        let examples = examples(command.get_name());
        command.after_help(examples).mut_args(|arg| with_default(arg, config))
    })
}

/// The end of a command's help.
fn examples(command: &str) -> &'static str {
    let mut sections = include_str!("examples.txt").split("\n\n# ").skip(1);
    let of = |section: &'static str| section.split_once('\n').filter(|(name, _)| *name == command);
    sections.find_map(of).map_or("", |(_, text)| text.trim_end())
}

fn with_default(arg: Arg, config: Option<&Config>) -> Arg {
    let Some(variable) = arg.get_env().and_then(OsStr::to_str).map(str::to_owned) else {
        return arg;
    };
    let help = format!("{} [env: {variable}]", arg.get_help().cloned().unwrap_or_default());
    let arg = arg.env(None::<&str>).help(help);
    let Some((values, ..)) = below_flag(&variable, config) else { return arg };
    let is_hidden = arg.get_action().takes_values();
    arg.default_values(values).hide_default_value(is_hidden)
}

/// The values of a setting, where they come from, and a problem without a message there.
type SettingValue = (Vec<String>, &'static str, Option<Problem>);

fn typed_value(arg: &Arg, matches: &ArgMatches) -> Option<SettingValue> {
    let id = arg.get_id().as_str();
    if matches.value_source(id) != Some(ValueSource::CommandLine) {
        return None;
    }
    let values = matches.get_raw(id)?.map(|value| value.to_string_lossy().into_owned()).collect();
    let place = arg.get_long().map_or_else(|| "argument".to_owned(), |long| format!("--{long}"));
    Some((values, "flag", Some(Problem::new(&place, ""))))
}

/// What the environment says of a setting, else the file.
fn below_flag(variable: &str, config: Option<&Config>) -> Option<SettingValue> {
    if let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
        let value = value.to_string_lossy().into_owned();
        let values = match variable {
            "WEIGH_FAIL_ON" => value.split(',').map(str::to_owned).collect(),
            _ => vec![value],
        };
        return Some((values, "environment", Some(Problem::new(variable, ""))));
    }
    let (config, (key, ..)) = config.zip(SETTINGS.iter().find(|(_, name, _)| *name == variable))?;
    let (values, at) = config.values.get(*key)?.clone();
    Some((values, if at.is_some() { "file" } else { "default" }, at))
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, with_defaults};
    use crate::cli::args::Cli;
    use crate::load::config::Config;
    use clap::CommandFactory;

    #[test]
    fn arguments_and_table_name_the_same_variables() {
        let root = Cli::command();
        let args = root.get_subcommands().flat_map(clap::Command::get_arguments);
        let declared: Vec<&str> = args.filter_map(|arg| arg.get_env()?.to_str()).collect();
        for (key, variable, _) in SETTINGS {
            assert_eq!(variable, format!("WEIGH_{}", key.to_uppercase().replace('-', "_")));
            assert!(declared.contains(&variable), "{variable}");
        }
        for variable in declared {
            let known = SETTINGS.iter().any(|(_, name, _)| *name == variable);
            assert!(known || ["WEIGH_NO_INPUT", "ADR_DATE"].contains(&variable), "{variable}");
        }
    }

    #[test]
    fn a_whole_file_gives_valid_defaults() {
        let values = [
            ("profile", "p.yaml"),
            ("criteria", "criteria"),
            ("records", "docs"),
            ("add", "a.yaml b.yaml"),
            ("fail-on", "lean stale"),
            ("format", "json"),
        ];
        let words = |text: &str| text.split(' ').map(str::to_owned).collect();
        let values = values.map(|(key, text)| (key, (words(text), None))).into();
        let config = Config { path: None, values };
        with_defaults(Cli::command(), Some(&config)).debug_assert();
    }
}
