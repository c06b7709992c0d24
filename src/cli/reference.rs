//! The reference page of the command line, made from the same definitions as the help.

use super::Cli;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;

/// Every command with its arguments and options, as Markdown.
pub fn reference() -> String {
    let mut page = String::from(
        "# The command line\n\n<!-- Generated; `UPDATE=1 cargo test` rewrites it. Do not edit by hand. -->\n",
    );
    let mut whole = Cli::command();
    whole.build();
    section(&mut page, &whole, "weigh");
    for command in whole.get_subcommands().filter(|command| command.get_name() != "help") {
        section(&mut page, command, &format!("weigh {}", command.get_name()));
    }
    page
}

fn section(page: &mut String, command: &Command, name: &str) {
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string().replacen("Usage: ", "", 1);
    let _ = write!(page, "\n## `{name}`\n\n{about}\n\n```text\n{}\n```\n", usage.trim());
    table(page, "Argument", command.get_positionals());
    table(page, "Option", command.get_opts());
    if let Some(examples) = command.get_after_help() {
        let _ = write!(page, "\n```text\n{examples}\n```\n");
    }
}

fn table<'a>(page: &mut String, head: &str, args: impl Iterator<Item = &'a Arg>) {
    let shown: Vec<&Arg> = args.filter(|arg| !arg.is_hide_set()).collect();
    if shown.is_empty() {
        return;
    }
    let _ = write!(page, "\n| {head} | What it does |\n| :-- | :-- |\n");
    for arg in shown {
        let _ = writeln!(page, "| `{}` | {} |", spelled(arg), described(arg));
    }
}

fn spelled(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let value = names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let many = if arg.get_action().takes_values() { value } else { String::new() };
    let long = arg.get_long().map(|long| format!("--{long}"));
    let short = arg.get_short().map(|short| format!("-{short}"));
    let flags: Vec<String> = [short, long].into_iter().flatten().collect();
    format!("{} {many}", flags.join(", ")).trim().replace('|', "\\|")
}

fn described(arg: &Arg) -> String {
    let mut said =
        arg.get_help().map(|help| help.to_string().replace('\n', " ")).unwrap_or_default();
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() && arg.get_action().takes_values() {
        let _ = write!(said, " One of {}.", values.join(", "));
    }
    let default: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| format!("`{}`", value.to_string_lossy()))
        .collect();
    if !default.is_empty() && arg.get_action().takes_values() {
        let _ = write!(said, " Default: {}.", default.join(", "));
    }
    if let Some(variable) = arg.get_env() {
        let _ = write!(said, " Environment: `{}`.", variable.to_string_lossy());
    }
    said.replace('|', "\\|")
}
