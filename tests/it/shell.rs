//! Completions, manual pages and what pipelines run: whole, repeatable, and nothing but data in their inputs.

use crate::repository::{Ran, Repository, ran};
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

const SHELLS: [(&str, &str); 5] = [
    ("bash", "complete -F _weigh"),
    ("zsh", "#compdef weigh"),
    ("fish", "complete -c weigh"),
    ("powershell", "Register-ArgumentCompleter"),
    ("elvish", "edit:completion:arg-completer"),
];

#[test]
fn every_shell_gets_its_script() {
    let repository = Repository::new();
    for (shell, mark) in SHELLS {
        let ran = repository.weigh(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(mark) && ran.out.contains("decide"), "{shell}");
    }
    assert_eq!(repository.weigh(&["completions", "tcsh"]).code, 2);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let repository = Repository::new();
    for arguments in [&["completions", "zsh"][..], &["man"], &["schema", "profile"]] {
        let mut command = repository.command();
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_a_gate_found_is_told_although_nobody_reads() {
    let repository = Repository::new();
    let profiles = "{\"traits\": {\"size\": \"small\"}}\n".repeat(300);
    fs::write(repository.path().join("all.ndjson"), profiles).unwrap();
    fs::write(repository.path().join("a.yaml"), "traits: {size: small}\n").unwrap();
    let ran = [
        (vec!["decide", "a.yaml", "--expect", "litestar", "--format", "html"], 1),
        (vec!["decide", "--ndjson", "all.ndjson", "--draws", "0", "--expect", "litestar"], 1),
        (vec!["decide", "--ndjson", "all.ndjson", "--draws", "0"], 0),
        (vec!["decide", "a.yaml", "--expect", "litestar", "--force", "-o", "/dev/stdout"], 1),
        (vec!["lint", "missing.yaml"], 2),
    ];
    for (arguments, code) in ran {
        let mut command = repository.command();
        let command = command.args(&arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_fails_the_run() {
    let repository = Repository::new();
    for arguments in [&["--help"][..], &["--version"], &["decide", "--help"], &["config"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = repository.command();
        command.args(arguments).stdout(full).stderr(Stdio::null());
        assert_eq!(command.status().unwrap().code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn arguments_and_variables_cannot_act_on_the_terminal() {
    let hostile = "a\u{1b}[2J\n::error::b\u{202e}";
    let option = format!("--{hostile}");
    let repository = Repository::new();
    let all = [
        vec![hostile],
        vec!["decide", &option],
        vec!["decide", hostile],
        vec!["decide", "--format", hostile],
        vec!["decide", "--weight", hostile],
        vec!["decide", "--expect", hostile],
        vec!["explain", hostile],
        vec!["schema", hostile],
    ];
    for arguments in &all {
        assert_harmless(&repository.weigh(arguments));
    }
    for name in ["WEIGH_FORMAT", "WEIGH_AS_OF", "WEIGH_EXPECT", "WEIGH_PROFILE"] {
        assert_harmless(&ran(repository.command().env(name, hostile).arg("decide")));
    }
}

fn assert_harmless(ran: &Ran) {
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.err);
    assert!(!ran.err.lines().any(|line| line.trim_start().starts_with("::")), "{}", ran.err);
}

#[test]
fn every_command_has_a_page() {
    let repository = Repository::new();
    assert!(repository.weigh(&["man"]).out.contains(".TH weigh 1"));
    let ran = repository.weigh(&["man", "share/man1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let pages = repository.files("share/man1");
    let help = repository.weigh(&["--help"]).out;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains(&"decide") && commands.contains(&"man"), "{commands:?}");
    for command in &commands {
        let text = repository.read(&format!("share/man1/weigh-{command}.1"));
        assert!(text.contains(&format!(".TH weigh-{command} 1")), "{command}");
        assert!(text.contains("SYNOPSIS"), "{command}");
        assert_eq!(text.contains(".nf\nExamples:\n"), text.contains("Examples:"), "{command}");
    }
    assert_eq!(pages.len(), commands.len() + 1);
    assert!(!repository.read("share/man1/weigh.1").contains("weigh-help"));
    let decide = repository.read("share/man1/weigh-decide.1");
    assert!(decide.contains("[OPTIONS] [PROFILE]..."), "{decide}");
    assert_eq!(repository.weigh(&["man", "share/man1"]).code, 0);
}

#[test]
fn pages_are_replaced_only_when_that_is_asked_for() {
    let repository = Repository::new();
    repository.write("man1/weigh.1", "mine\n");
    assert_eq!(repository.weigh(&["man", "man1"]).code, 2);
    assert_eq!(repository.read("man1/weigh.1"), "mine\n");
    assert_eq!(repository.weigh(&["man", "man1", "--force"]).code, 0);
    assert_ne!(fs::read_to_string(repository.at("man1/weigh.1")).unwrap(), "mine\n");
}

/// A YAML file at the top of the project, as a pipeline reads it.
fn pipeline(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every script in it.
fn scripts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(keys) => {
            let own = keys.get("run").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(keys.values().flat_map(scripts)).collect()
        }
        Value::Array(values) => values.iter().flat_map(scripts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_pipeline_writes_values_into_its_scripts() {
    let workflows = fs::read_dir(".github/workflows").unwrap();
    let workflows = workflows.map(|entry| entry.unwrap().path().to_str().unwrap().to_owned());
    for path in workflows.chain(["action.yml".to_owned()]) {
        let path = path.as_str();
        let scripts = scripts(&pipeline(path));
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(!script.contains("${{"), "{path}: {script}");
            let checked = Command::new("bash").args(["-n", "-c", &script]).output().unwrap();
            assert!(
                checked.status.success(),
                "{path}: {}",
                String::from_utf8_lossy(&checked.stderr)
            );
        }
    }
    let hooks = pipeline(".pre-commit-hooks.yaml");
    for hook in hooks.as_array().unwrap() {
        assert_eq!((&hook["language"], &hook["pass_filenames"]), (&"python".into(), &false.into()));
    }
}

/// Runs the action's own script as a runner does, and gives its outputs too.
fn act(repository: &Repository, inputs: &[(&str, &str)]) -> (Ran, String) {
    let action = pipeline("action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["id"] == "decide").unwrap();
    let weigh = Path::new(env!("CARGO_BIN_EXE_weigh")).parent().unwrap();
    let path = format!("{}:{}", weigh.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args([
        "--noprofile",
        "--norc",
        "-e",
        "-o",
        "pipefail",
        "-c",
        step["run"].as_str().unwrap(),
    ]);
    command.current_dir(repository.path()).env("PATH", path).env("WEIGH_AS_OF", "2026-11-23");
    for (name, value) in step["env"].as_object().unwrap() {
        // What an earlier step found is on the path here.
        let Some(input) = value.as_str().unwrap().strip_prefix("${{ inputs.") else {
            command.env(name, "");
            continue;
        };
        let input = input.trim_end_matches(" }}");
        let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
        let default = action["inputs"][input]["default"].as_str().unwrap();
        command.env(name, given.unwrap_or(default));
    }
    repository.write("output", "");
    command.env("GITHUB_OUTPUT", repository.at("output"));
    command.env("GITHUB_STEP_SUMMARY", repository.at("summary"));
    let ran = ran(&mut command);
    let output = repository.read("output");
    (ran, output)
}

#[test]
fn the_action_hands_on_the_decision() {
    let repository = Repository::with_shop();
    let (ran, output) = act(&repository, &[("profile", "shop.yaml"), ("expect", "django")]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(
        (lines[0], lines[1], lines[3]),
        ("verdict=clear", "winner=django", "record="),
        "{output}"
    );
    assert!(lines[2].strip_prefix("lead=").unwrap().parse::<f64>().unwrap() > 0.0, "{output}");
    assert!(repository.read("summary").contains("Recommendation"));
    let (ran, _) = act(&repository, &[("profile", "shop.yaml"), ("format", "table")]);
    assert!(ran.out.contains("Recommendation"), "{}", ran.out);
}

#[test]
fn the_action_fails_where_a_gate_does_and_still_tells() {
    let repository = Repository::with_shop();
    let inputs = [("profile", "shop.yaml"), ("expect", "flask"), ("fail-on", "stale, too-close")];
    let (ran, output) = act(&repository, &inputs);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("expected flask, but django is recommended"), "{}", ran.err);
    assert!(output.contains("winner=django\n") && repository.at("summary").exists(), "{output}");
    repository
        .write("picky.yaml", "needs: {admin: built-in, graphql: built-in, api-schema: built-in}");
    let (ran, output) = act(&repository, &[("profile", "picky.yaml")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(output.starts_with("verdict=none-qualifies\nwinner=\nlead=\n"), "{output}");
}

#[test]
fn the_action_writes_and_checks_records() {
    let repository = Repository::with_shop();
    for _ in 0..2 {
        let (ran, output) = act(&repository, &[("profile", "shop.yaml"), ("record", "write")]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(output.contains("record=docs/decisions/0001-"), "{output}");
    }
    let (ran, _) = act(&repository, &[("profile", "shop.yaml"), ("record", "check")]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    repository.write(
        "shop.yaml",
        "traits: {team: flask, house-standard: flask}\nweights: {flexibility: 90}\n",
    );
    let (ran, _) = act(&repository, &[("profile", "shop.yaml"), ("record", "check")]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
}

/// GitHub ends a step at the first command that fails.
#[test]
fn a_gate_of_the_settings_does_not_end_the_action_early() {
    let repository = Repository::with_shop();
    repository.write("weigh.yaml", "expect: flask\n");
    let (ran, output) = act(&repository, &[("profile", "shop.yaml"), ("record", "write")]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(output.contains("record=docs/decisions/0001-"), "{output}");
    let inputs = [("profile", "shop.yaml"), ("expect", "django"), ("record", "check")];
    let (ran, _) = act(&repository, &inputs);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(repository.read("summary").contains("Recommendation"));
    let (ran, _) = act(&repository, &[("profile", "shop.yaml"), ("format", "xml")]);
    assert!(ran.code == 2 && ran.err.contains("invalid value 'xml'"), "{ran:?}");
}

/// Whatever names the profile, gate, summary, record and check are about it, and so is a check of the file.
#[test]
fn every_step_of_the_action_and_every_command_use_one_profile() {
    let flask = "traits: {team: flask, house-standard: flask}\nweights: {flexibility: 90}\n";
    for (settings, named, winner) in [
        ("", "weigh-profile.yaml", "Flask"),
        ("profile: shop.yaml\n", "shop.yaml", "Django"),
        ("format: table\n", "weigh-profile.yaml", "Flask"),
    ] {
        let repository = Repository::with_shop();
        repository.write("weigh-profile.yaml", flask);
        if !settings.is_empty() {
            repository.write("weigh.yaml", settings);
        }
        let id = winner.to_lowercase();
        for record in ["write", "write", "check"] {
            let (ran, output) = act(&repository, &[("expect", &id), ("record", record)]);
            assert_eq!(ran.code, 0, "{settings}: {}{}", ran.out, ran.err);
            assert!(output.contains(&format!("winner={id}\n")), "{settings}: {output}");
            assert!(ran.err.contains(&format!("using {named}")), "{settings}: {}", ran.err);
        }
        assert!(
            repository.read("summary").contains(&format!("Recommendation: {winner}")),
            "{settings}"
        );
        let records = repository.files("docs/decisions");
        assert_eq!(records.len(), 1, "{records:?}");
        let record = repository.read(&format!("docs/decisions/{}", records[0]));
        assert!(record.contains(&format!("../../{named}")) && record.contains(winner), "{record}");
        let linted = repository.weigh(&["lint", "--format", "json"]);
        assert!(linted.out.contains(&format!("\"{named}\"")), "{settings}: {}", linted.out);
        let other = if winner == "Flask" { "django" } else { "flask" };
        let (ran, _) = act(&repository, &[("expect", other), ("record", "check")]);
        assert_eq!(ran.code, 1, "{settings}: {}", ran.err);
    }
}

#[test]
fn inputs_of_the_action_are_data() {
    let repository = Repository::with_shop();
    for hostile in [
        "$(touch owned)",
        "`touch owned`",
        "x; touch owned",
        "--help",
        "\"; touch owned; \"",
        "a\ntouch owned",
    ] {
        for input in ["profile", "format", "fail-on", "expect", "record"] {
            let inputs = [("profile", "shop.yaml"), (input, hostile)];
            let inputs = if input == "profile" { &inputs[1..] } else { &inputs[..] };
            let (ran, output) = act(&repository, inputs);
            assert!(!repository.at("owned").exists(), "{input}: {hostile}");
            assert_eq!(ran.code, 2, "{input}: {hostile}: {}{}", ran.out, ran.err);
            assert!(ran.err.contains("error"), "{input}: {hostile}: {}", ran.err);
            assert!(output.lines().count() <= 4, "{output}");
        }
    }
}
