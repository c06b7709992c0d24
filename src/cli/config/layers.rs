//! Flags over environment variables over `weigh.yaml` over defaults, for every command alike.
//!
//! clap settles the order: what lies below a flag is laid under the arguments as their default before they are
//! parsed, so that no command asks where a value comes from. What commands say of it is in [`Sources`].

use crate::cli::args::Cli;
use crate::load::config::{Config, nearest};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Something that can be set.
pub(in crate::cli) struct Setting {
    /// As `weigh.yaml` writes it.
    pub(super) key: &'static str,
    /// The environment variable.
    pub(super) env: &'static str,
    /// Whether clap reads the variable. Where a variable would clash with arguments that exclude each other, it is
    /// laid under them like the file.
    by_clap: bool,
    /// The commands that heed it, and what they call it.
    args: &'static [(&'static str, &'static str)],
    /// What counts where nothing is said.
    pub(super) default: &'static str,
}

/// The commands that read a catalogue.
macro_rules! everywhere {
    ($id:literal) => {
        &[
            ("ask", $id),
            ("config", $id),
            ("decide", $id),
            ("diff", $id),
            ("explain", $id),
            ("lint", $id),
            ("record", $id),
            ("schema", $id),
        ]
    };
}

/// Everything that can be set.
pub(in crate::cli) const SETTINGS: [Setting; 9] = [
    Setting {
        key: "profile",
        env: "WEIGH_PROFILE",
        by_clap: false,
        args: &[("config", "profiles"), ("decide", "profiles"), ("record", "profile")],
        default: "none",
    },
    Setting {
        key: "criteria",
        env: "WEIGH_CRITERIA",
        by_clap: true,
        args: everywhere!("criteria"),
        default: "embedded",
    },
    Setting {
        key: "add",
        env: "WEIGH_ADD",
        by_clap: true,
        args: everywhere!("add"),
        default: "nothing",
    },
    Setting {
        key: "records",
        env: "WEIGH_RECORDS",
        by_clap: false,
        args: &[("check", "dir"), ("config", "dir"), ("record", "dir")],
        default: "as the repository says",
    },
    Setting {
        key: "adr",
        env: "WEIGH_ADR",
        by_clap: false,
        args: &[("config", "adr"), ("record", "adr")],
        default: "as the repository says",
    },
    Setting {
        key: "fail-on",
        env: "WEIGH_FAIL_ON",
        by_clap: true,
        args: &[("config", "fail_on"), ("decide", "fail_on")],
        default: "nothing",
    },
    Setting {
        key: "expect",
        env: "WEIGH_EXPECT",
        by_clap: true,
        args: &[("config", "expect"), ("decide", "expect")],
        default: "none",
    },
    Setting {
        key: "format",
        env: "WEIGH_FORMAT",
        by_clap: true,
        args: &[("decide", "format")],
        default: "table",
    },
    Setting {
        key: "as-of",
        env: "WEIGH_AS_OF",
        by_clap: true,
        args: &[
            ("ask", "as_of"),
            ("check", "as_of"),
            ("config", "as_of"),
            ("decide", "as_of"),
            ("diff", "as_of"),
            ("lint", "as_of"),
            ("record", "as_of"),
        ],
        default: "today",
    },
];

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Source {
    /// It was typed.
    Flag(String),
    /// An environment variable.
    Environment(&'static str),
    /// The file of settings, and the line.
    File(String, u32),
    /// Nowhere; the default counts.
    Default,
}

/// A value in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct InForce {
    /// The values as they would be typed; none where the default counts.
    pub(in crate::cli) values: Vec<String>,
    /// Where they come from.
    pub(in crate::cli) source: Source,
}

/// What is in force for the command that was typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    /// The file of settings that was read.
    pub(super) file: Option<String>,
    settings: BTreeMap<&'static str, InForce>,
}

impl Sources {
    /// What is in force for a key of `weigh.yaml`.
    pub(in crate::cli) fn of(&self, key: &str) -> Option<&InForce> {
        self.settings.get(key)
    }
}

/// Parses what was typed, with everything laid under it. Wrong usage ends the program in clap's manner.
pub(in crate::cli) fn parse() -> anyhow::Result<Cli> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let (cli, matches) = parsed(&typed, None);
    cli.color.write_global();
    let typed = if cli.command.is_some() { typed } else { vec!["weigh".into(), "ask".into()] };
    let command = matches.subcommand_name().unwrap_or("ask");
    let config = if cli.no_config || !reads(command) { None } else { nearest(Path::new("."))? };
    if config.is_none() && cli.command.is_some() {
        return Ok(Cli { sources: sources(&matches, None), ..cli });
    }
    let (again, matches) = parsed(&typed, config.as_ref());
    Ok(Cli { sources: sources(&matches, config.as_ref()), color: cli.color, ..again })
}

fn parsed(typed: &[OsString], config: Option<&Config>) -> (Cli, ArgMatches) {
    let matches = lay(Cli::command(), config).get_matches_from(typed);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    (cli, matches)
}

fn reads(command: &str) -> bool {
    SETTINGS.iter().any(|setting| setting.arg_of(command).is_some())
}

/// Lays everything that is not typed under the arguments.
pub(super) fn lay(mut command: Command, config: Option<&Config>) -> Command {
    for setting in &SETTINGS {
        let values = setting.own_env().or_else(|| Some(setting.told(config?)?.0));
        let Some(values) = values else { continue };
        for (name, id) in setting.args {
            command = command.mut_subcommand(name, |sub| {
                sub.mut_arg(id, |arg| arg.default_values(values.clone()).hide_default_value(true))
            });
        }
    }
    command
}

fn sources(matches: &ArgMatches, config: Option<&Config>) -> Sources {
    let file = config.map(|config| config.path.clone());
    let Some((command, matches)) = matches.subcommand() else { return Sources::default() };
    let in_force = |setting: &Setting| (setting.key, setting.in_force(command, matches, config));
    Sources { file, settings: SETTINGS.iter().map(in_force).collect() }
}

impl Setting {
    fn arg_of(&self, command: &str) -> Option<&'static str> {
        self.args.iter().find(|(name, _)| *name == command).map(|(_, id)| *id)
    }

    /// The variable's value, where it is ours to read; an empty one says nothing.
    fn own_env(&self) -> Option<Vec<OsString>> {
        let value = (!self.by_clap).then(|| std::env::var_os(self.env)).flatten()?;
        (!value.is_empty()).then(|| vec![value])
    }

    fn in_force(&self, command: &str, matches: &ArgMatches, config: Option<&Config>) -> InForce {
        let Some(id) = self.arg_of(command) else { return self.beneath(config) };
        let values = || {
            let raw = matches.get_raw(id).into_iter().flatten();
            raw.map(|value| value.to_string_lossy().into_owned()).collect()
        };
        match matches.value_source(id) {
            Some(ValueSource::CommandLine) => {
                InForce { values: values(), source: Source::Flag(typed_as(command, id)) }
            }
            Some(ValueSource::EnvVariable) => {
                InForce { values: values(), source: Source::Environment(self.env) }
            }
            _ => self.beneath(config),
        }
    }

    /// What is in force where nothing is typed.
    fn beneath(&self, config: Option<&Config>) -> InForce {
        let env = std::env::var(self.env).ok().filter(|value| !value.is_empty());
        if let Some(value) = env {
            return InForce { values: vec![value], source: Source::Environment(self.env) };
        }
        let told = config.and_then(|config| Some((self.told(config)?, &config.path)));
        let Some(((values, line), path)) = told else {
            return InForce { values: Vec::new(), source: Source::Default };
        };
        let values = values.iter().map(|value| value.to_string_lossy().into_owned()).collect();
        InForce { values, source: Source::File(path.clone(), line) }
    }

    /// What the file says, as it would be typed, and its line.
    fn told(&self, config: &Config) -> Option<(Vec<OsString>, u32)> {
        let path = |path: &PathBuf| path.clone().into_os_string();
        let (values, line) = match self.key {
            "profile" => config.profile.as_ref().map(|told| (vec![path(&told.value)], told.line)),
            "criteria" => config.criteria.as_ref().map(|told| (vec![path(&told.value)], told.line)),
            "records" => config.records.as_ref().map(|told| (vec![path(&told.value)], told.line)),
            "add" => {
                config.add.as_ref().map(|told| (told.value.iter().map(path).collect(), told.line))
            }
            "adr" => config.adr.as_ref().map(|told| (vec![told.value.as_str().into()], told.line)),
            "format" => {
                config.format.as_ref().map(|told| (vec![told.value.as_str().into()], told.line))
            }
            "expect" => {
                config.expect.as_ref().map(|told| (vec![told.value.clone().into()], told.line))
            }
            "as-of" => {
                config.as_of.as_ref().map(|told| (vec![told.value.to_string().into()], told.line))
            }
            _ => config.fail_on.as_ref().map(|told| {
                (told.value.iter().map(|one| one.as_str().into()).collect(), told.line)
            }),
        }?;
        (!values.is_empty()).then_some((values, line))
    }
}

/// How an argument is typed.
fn typed_as(command: &str, id: &str) -> String {
    let root = Cli::command();
    let arg = root
        .find_subcommand(command)
        .and_then(|sub| sub.get_arguments().find(|arg| arg.get_id() == id));
    match arg.and_then(|arg| arg.get_long()) {
        Some(long) => format!("--{long}"),
        None => "argument".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, SETTINGS, lay};
    use crate::load::config::{Config, Told};
    use crate::model::{AdrFormat, FailOn, OutputFormat};
    use clap::{CommandFactory, ValueEnum};

    #[test]
    fn every_setting_names_arguments_that_are_there() {
        let root = Cli::command();
        for setting in &SETTINGS {
            for (command, id) in setting.args {
                let sub = root.find_subcommand(command).unwrap();
                let arg = sub.get_arguments().find(|arg| arg.get_id() == id);
                let env = arg.unwrap_or_else(|| panic!("{command} {id}")).get_env();
                let expected = setting.by_clap.then_some(setting.env);
                assert_eq!(env.and_then(|env| env.to_str()), expected, "{command} {id}");
            }
        }
    }

    #[test]
    fn every_word_of_the_file_is_one_of_the_command_line() {
        let root = Cli::command();
        let words = |command: &str, id: &str| -> Vec<String> {
            let sub = root.find_subcommand(command).unwrap();
            let arg = sub.get_arguments().find(|arg| arg.get_id() == id).unwrap();
            arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
        };
        assert_eq!(
            words("decide", "fail_on"),
            FailOn::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>()
        );
        assert_eq!(
            words("decide", "format"),
            OutputFormat::ALL.iter().map(|f| f.as_str()).collect::<Vec<_>>()
        );
        for command in ["record", "config"] {
            assert_eq!(
                words(command, "adr"),
                AdrFormat::ALL.iter().map(|a| a.as_str()).collect::<Vec<_>>()
            );
        }
        assert_eq!(crate::render::Format::value_variants().len(), OutputFormat::ALL.len());
    }

    #[test]
    fn what_is_laid_under_is_sound() {
        let path = |path: &str| Some(Told { value: path.into(), line: 1 });
        let config = Config {
            profile: path("p.yaml"),
            criteria: path("criteria"),
            records: path("docs"),
            add: Some(Told { value: vec!["a.yaml".into(), "b.yaml".into()], line: 1 }),
            fail_on: Some(Told { value: FailOn::ALL.to_vec(), line: 1 }),
            format: Some(Told { value: OutputFormat::Json, line: 1 }),
            ..Config::default()
        };
        lay(Cli::command(), Some(&config)).debug_assert();
    }
}
