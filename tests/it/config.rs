//! `weigh.yaml`: found upwards, under flags and environment, and harmless whoever wrote it.

use crate::repository::{Ran, Repository, ran};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::symlink;

const EVERYTHING: &str = "\
schema: 1
profile: shop.yaml
criteria: ours
add: more/rails.yaml
records: docs/adr
adr: madr
fail-on: [too-close, stale]
expect: django
format: csv
as-of: 2026-05-01
";

/// A shop with settings, and a folder below it.
fn with(settings: &str) -> Repository {
    let repository = Repository::with_shop();
    repository.write("weigh.yaml", settings);
    repository.write("below/deeper/README.md", "");
    repository
}

/// Whoever did not type a flag is told which variable is wrong.
#[test]
fn an_invalid_variable_is_named() {
    let repository = Repository::new();
    for (variable, flag) in
        [("WEIGH_FORMAT", "format"), ("WEIGH_FAIL_ON", "fail-on"), ("WEIGH_AS_OF", "as-of")]
    {
        let told = within(&repository, ".", &[(variable, "wrong")], &["decide"]);
        let expected = format!("invalid value 'wrong' for {variable} (`--{flag} <");
        assert!(told.code == 2 && told.err.contains(&expected), "{told:?}");
        let typed = [&*format!("--{flag}"), "mistyped"];
        let told =
            within(&repository, ".", &[(variable, "wrong")], &[&["decide"], &typed[..]].concat());
        assert!(told.err.contains("'mistyped'") && !told.err.contains(variable), "{told:?}");
    }
}

/// Runs weigh in a folder of the repository, with nothing set in the environment but what is given.
fn within(repository: &Repository, folder: &str, env: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = repository.command();
    for name in ["PROFILE", "ADD", "RECORDS", "ADR", "EXPECT", "AS_OF"] {
        command.env_remove(format!("WEIGH_{name}"));
    }
    ran(command.current_dir(repository.at(folder)).envs(env.iter().copied()).args(arguments))
}

fn in_force(repository: &Repository, env: &[(&str, &str)], arguments: &[&str]) -> Value {
    let all = [&["config", "--format", "json"], arguments].concat();
    let ran = within(repository, ".", env, &all);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// The catalogue of the fixtures as `ours`, and a framework beside it.
fn with_everything() -> Repository {
    let repository = with(EVERYTHING);
    crate::repository::copy("tests/fixtures/catalogue".as_ref(), &repository.at("ours"));
    repository.write("more/rails.yaml", "id: rails\nname: Rails\n");
    repository
}

#[test]
fn everything_in_force_is_shown_with_its_place() {
    let shown = within(&with_everything(), ".", &[], &["config"]);
    let expected = "\
profile   shop.yaml         weigh.yaml:2
criteria  ours              weigh.yaml:3
add       more/rails.yaml   weigh.yaml:4
records   docs/adr          weigh.yaml:5
adr       madr              weigh.yaml:6
fail-on   too-close, stale  weigh.yaml:7
expect    django            weigh.yaml:8
format    csv               weigh.yaml:9
as-of     2026-05-01        weigh.yaml:10
";
    assert_eq!(shown.out, expected, "{}", shown.err);
}

#[test]
fn without_a_file_the_defaults_are_shown() {
    let shown = within(&Repository::new(), ".", &[], &["config"]);
    assert_eq!(shown.out.lines().count(), 9, "{}", shown.err);
    assert!(shown.out.lines().all(|line| line.ends_with("  default")), "{}", shown.out);
}

#[test]
fn flags_count_over_the_environment_and_this_over_the_file() {
    let repository = with_everything();
    let env = [
        ("WEIGH_PROFILE", "e.yaml"),
        ("WEIGH_CRITERIA", "e"),
        ("WEIGH_ADD", "e/f.yaml"),
        ("WEIGH_RECORDS", "e/adr"),
        ("WEIGH_ADR", "nygard"),
        ("WEIGH_FAIL_ON", "lean,stale"),
        ("WEIGH_EXPECT", "flask"),
        ("WEIGH_FORMAT", "html"),
        ("WEIGH_AS_OF", "2026-06-01"),
    ];
    let told = in_force(&repository, &env, &[]);
    assert_eq!(told["file"], "weigh.yaml");
    for (key, one) in told["settings"].as_object().unwrap() {
        assert_eq!(one["from"], "environment", "{key}");
        let name = format!("WEIGH_{}", key.to_uppercase().replace('-', "_"));
        assert_eq!(one["where"], name, "{key}");
    }
    assert_eq!(told["settings"]["fail-on"]["value"], serde_json::json!(["lean", "stale"]));
    let flags = [
        "f.yaml",
        "--criteria",
        "f",
        "--add",
        "f/g.yaml",
        "--dir",
        "f/adr",
        "--adr",
        "log4brains",
        "--fail-on",
        "provisional",
        "--expect",
        "fastapi",
        "--as-of",
        "2026-07-01",
    ];
    let told = in_force(&repository, &env, &flags);
    for (key, one) in told["settings"].as_object().unwrap() {
        let from = if key == "format" { "environment" } else { "flag" };
        assert_eq!(one["from"], from, "{key}");
    }
    assert_eq!(told["settings"]["criteria"]["where"], "--criteria");
    assert_eq!(told["settings"]["profile"]["value"], "f.yaml");
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let names = [
        "WEIGH_PROFILE",
        "WEIGH_CRITERIA",
        "WEIGH_ADD",
        "WEIGH_RECORDS",
        "WEIGH_ADR",
        "WEIGH_FAIL_ON",
        "WEIGH_EXPECT",
        "WEIGH_FORMAT",
        "WEIGH_AS_OF",
        "WEIGH_NO_INPUT",
        "ADR_DATE",
    ];
    let repository = Repository::with_shop();
    let shown = within(&repository, ".", &names.map(|name| (name, "")), &["config"]);
    assert!(shown.out.lines().all(|line| line.ends_with("  default")), "{}", shown.out);
    for arguments in [&["decide", "--draws", "0"][..], &["record", "shop.yaml"]] {
        let ran = within(&repository, ".", &names.map(|name| (name, "")), arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn the_configured_profile_is_decided_from_anywhere_below() {
    let repository = with("profile: shop.yaml\n");
    let at_root = within(&repository, ".", &[], &["decide", "--draws", "0"]);
    assert_eq!(at_root.err, "using shop.yaml from weigh.yaml\n");
    let below = within(&repository, "below/deeper", &[], &["decide", "--draws", "0"]);
    assert_eq!(below.err, "using ../../shop.yaml from ../../weigh.yaml\n");
    assert!(below.out.contains("bakery"), "{}", below.out);
    assert_eq!(at_root.out, below.out);
    let env = within(&repository, ".", &[("WEIGH_PROFILE", "shop.yaml")], &["decide"]);
    assert_eq!(env.err, "using shop.yaml from WEIGH_PROFILE\n");
    let named = within(&repository, ".", &[], &["decide", "shop.yaml", "--draws", "0"]);
    assert_eq!((named.err.as_str(), named.out == at_root.out), ("", true));
    let ignored = within(&repository, ".", &[], &["decide", "--no-config", "--draws", "0"]);
    assert!(!ignored.out.contains("bakery") && ignored.err.is_empty(), "{}", ignored.err);
}

/// The nearest `weigh-profile.yaml` is everybody's where nothing else names a profile; `--no-config` ignores it.
#[test]
fn the_usual_profile_is_found_upwards_and_gives_way_to_the_settings() {
    let repository = with("");
    fs::remove_file(repository.at("weigh.yaml")).unwrap();
    repository.write("weigh-profile.yaml", &repository.read("shop.yaml"));
    let below = within(&repository, "below/deeper", &[], &["decide", "--draws", "0"]);
    assert_eq!(below.err, "using ../../weigh-profile.yaml\n");
    assert!(below.out.contains("bakery"), "{}", below.out);
    let laid_over = ["decide", "-t", "size=small", "--draws", "0", "--format", "json"];
    let laid_over = within(&repository, ".", &[], &laid_over);
    assert!(laid_over.out.contains("\"--trait size=small\"") && laid_over.out.contains("bakery"));
    let shown = within(&repository, "below", &[], &["config"]);
    assert!(shown.out.contains("profile   ../weigh-profile.yaml  default"), "{}", shown.out);
    let ignored = within(&repository, ".", &[], &["decide", "--no-config", "--draws", "0"]);
    assert!(!ignored.out.contains("bakery") && ignored.err.is_empty(), "{}", ignored.err);
    for command in [&["record"][..], &["lint"], &["decide", "--draws", "0"]] {
        let ran = within(&repository, "below", &[], command);
        assert_eq!(ran.code, 0, "{command:?}: {}", ran.err);
        assert!(ran.err.starts_with("using ../weigh-profile.yaml\n"), "{command:?}: {}", ran.err);
        let ran = within(&repository, "below", &[("WEIGH_PROFILE", "gone.yaml")], command);
        assert_eq!(ran.code, 2, "{command:?}: {}", ran.out);
        repository.write("weigh.yaml", "profile: gone.yaml\n");
        let ran = within(&repository, "below", &[], command);
        assert!(ran.code == 2 && ran.err.contains("../gone.yaml"), "{command:?}: {}", ran.err);
        fs::remove_file(repository.at("weigh.yaml")).unwrap();
    }
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.yaml"), "password: hunter2\n").unwrap();
    fs::remove_file(repository.at("weigh-profile.yaml")).unwrap();
    symlink(outside.path().join("secret.yaml"), repository.at("weigh-profile.yaml")).unwrap();
    let linked = within(&repository, ".", &[], &["decide"]);
    assert!(linked.code == 2 && !linked.err.contains("hunter2"), "{}", linked.err);
}

#[test]
fn a_usual_profile_that_cannot_be_read_is_reported() {
    let repository = Repository::new();
    repository.write("weigh-profile.yaml/notes.md", "");
    let ran = repository.weigh(&["decide"]);
    assert!(ran.code == 2 && ran.err.contains("this is a folder, not a file"), "{ran:?}");
    std::fs::remove_dir_all(repository.at("weigh-profile.yaml")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("gone.yaml", repository.at("weigh-profile.yaml")).unwrap();
        let ran = repository.weigh(&["decide"]);
        assert!(ran.code == 2 && ran.err.contains("no such file"), "{ran:?}");
    }
}

#[test]
fn a_stream_is_not_joined_by_the_configured_profile() {
    let repository = with("profile: shop.yaml\n");
    repository.write("fleet.ndjson", "{}\n{}\n");
    for env in [vec![], vec![("WEIGH_PROFILE", "shop.yaml")]] {
        let ran =
            within(&repository, ".", &env, &["decide", "--ndjson", "fleet.ndjson", "--draws", "0"]);
        assert_eq!((ran.code, ran.out.lines().count()), (0, 2), "{}", ran.err);
    }
}

#[test]
fn gates_and_format_come_from_the_file() {
    let repository = with("expect: flask\nformat: json\n");
    let ran = within(&repository, ".", &[], &["decide", "shop.yaml", "--draws", "0"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.starts_with('{'), "{}", ran.out);
    let other = ["decide", "shop.yaml", "--draws", "0", "--expect", "django", "--format", "table"];
    let other = within(&repository, ".", &[], &other);
    assert_eq!((other.code, other.out.starts_with('{')), (0, false), "{}", other.err);
    repository.write("weigh.yaml", "format: csv\nexpect: djngo\n");
    let wrong = within(&repository, ".", &[], &["decide", "shop.yaml"]);
    assert_eq!(wrong.code, 2);
    let said = "error: unknown framework `djngo`\n --> weigh.yaml:2:9\n";
    assert!(wrong.err.contains(said) && wrong.err.contains("2 | expect: djngo"), "{}", wrong.err);
    let lint = within(&repository, ".", &[], &["lint"]);
    assert!(lint.code == 1 && lint.out.contains("weigh.yaml:2:9: error: unknown"), "{lint:?}");
}

/// What was typed last and most plainly counts: a flag, then the ending of the file, then the settings.
#[test]
fn the_ending_of_the_output_says_its_format() {
    let repository = with("format: csv\n");
    let written = |file: &str, more: &[&str]| {
        let told =
            within(&repository, ".", &[], &[&["decide", "shop.yaml", "-o", file], more].concat());
        assert_eq!(told.code, 0, "{told:?}");
        repository.read(file)
    };
    assert!(written("a.html", &[]).starts_with("<!DOCTYPE html>"));
    assert!(written("a.JSON", &[]).starts_with('{'));
    assert!(written("a.md", &[]).contains("| :-- |"));
    assert!(written("a.txt", &[]).starts_with("profile,criterion,"));
    assert!(written("b.html", &["--format", "json"]).starts_with('{'));
}

#[test]
fn settings_are_linted_by_their_own_description() {
    let repository = with("format: csv\nexpect: Django\n");
    let lint = |args: &[&str]| within(&repository, ".", &[], &[&["lint"], args].concat());
    assert_eq!(lint(&["weigh.yaml"]).code, 0, "{:?}", lint(&["weigh.yaml"]));
    assert_eq!(within(&repository, ".", &[], &["decide", "shop.yaml", "--draws", "0"]).code, 0);
    repository.write("weigh.yaml", "formt: csv\n");
    let wrong = lint(&["weigh.yaml"]);
    assert!(wrong.err.contains("did you mean `format`?"), "{wrong:?}");
    let wrong = lint(&["weigh.yaml", "--no-config"]);
    assert!(wrong.code == 1 && wrong.out.contains("did you mean `format`?"), "{wrong:?}");
}

#[test]
fn no_part_of_a_catalogue_that_is_read_is_replaced() {
    let repository = with("add: more\n");
    repository.write("more/rails.yaml", "id: rails\nname: Rails\n");
    let before = repository.read("more/rails.yaml");
    let decide = |output| {
        within(
            &repository,
            ".",
            &[],
            &["decide", "shop.yaml", "-o", output, "--force", "--format", "svg"],
        )
    };
    let refused = decide("more/rails.yaml");
    assert!(refused.code == 2 && refused.err.contains("is an input file"), "{refused:?}");
    assert_eq!(repository.read("more/rails.yaml"), before);
    assert_eq!(decide("more/picture.svg").code, 0);
    assert_eq!(decide("more/picture.svg").code, 0, "it was not read");
}

#[test]
fn the_catalogue_of_the_file_is_everybodys() {
    let repository = with("add: more/rails.yaml\n");
    repository.write("more/rails.yaml", "id: rails\nname: Ruby on Rails\n");
    for command in [&["explain", "rails"][..], &["decide", "--draws", "0"], &["schema", "profile"]]
    {
        let ran = within(&repository, "below", &[], command);
        assert!(ran.out.to_lowercase().contains("rails"), "{command:?}: {}", ran.err);
        let ran = within(&repository, "below", &[], &[command, &["--no-config"]].concat());
        assert!(!ran.out.to_lowercase().contains("ruby on rails"), "{command:?}: {}", ran.out);
    }
}

#[test]
fn records_go_where_the_file_says() {
    let repository = with("profile: shop.yaml\nrecords: notes\nadr: madr\n");
    let ran = within(&repository, "below", &[], &["record"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(repository.files("notes").len(), 1);
    let checked = within(&repository, "below", &[], &["check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    std::fs::remove_dir_all(repository.at("notes")).unwrap();
    let elsewhere = within(&repository, ".", &[("WEIGH_RECORDS", "others")], &["record"]);
    assert_eq!((elsewhere.code, repository.files("others").len()), (0, 1), "{}", elsewhere.err);
}

#[test]
fn check_covers_the_repository_whatever_folder_is_set() {
    let repository = with("profile: shop.yaml\n");
    repository.record(&[]);
    repository.write("weigh.yaml", "profile: shop.yaml\nrecords: notes\n");
    repository.write("other.yaml", &repository.read("shop.yaml"));
    repository.record(&["other.yaml"]);
    assert_eq!(repository.files("notes").len(), 1);
    for settings in [&[][..], &[("WEIGH_RECORDS", "gone")]] {
        let checked = within(&repository, "below", settings, &["check"]);
        assert!(checked.out.starts_with("2 files checked"), "{checked:?}");
    }
    let only = repository.weigh(&["check", "--dir", "notes"]);
    assert!(only.out.starts_with("1 file checked"), "{only:?}");
}

#[test]
fn mistakes_are_told_at_their_lines() {
    let say = |settings: &str| {
        let ran = within(&with(settings), ".", &[], &["decide"]);
        assert_eq!(ran.code, 2, "{settings}: {}", ran.out);
        ran.err
    };
    for (settings, place, words) in [
        ("profil: shop.yaml\n", "weigh.yaml:1:1", "did you mean `profile`?"),
        ("schema: 2\nnew: 1\n", "weigh.yaml:1:9", "unsupported schema version 2"),
        ("\nformat: jsonn\n", "weigh.yaml:2:9", "did you mean `json`?"),
        ("fail-on: [lean, too-clos]\n", "weigh.yaml:1:17", "did you mean `too-close`?"),
        ("as-of: yesterday\n", "weigh.yaml:1:8", "yesterday"),
        ("profile: [a, b]\n", "weigh.yaml:1:10", "expected text, found a list"),
        ("profile: below\n", "weigh.yaml:1:10", "this is a folder, not a file"),
        ("criteria: shop.yaml\n", "weigh.yaml:1:11", "this is a file, not a folder"),
        ("criteria: gone\n", "weigh.yaml:1:11", "no such file or folder"),
        ("add: [gone.yaml]\n", "weigh.yaml:1:7", "no such file or folder"),
        ("", "weigh.yaml", "this file is empty"),
    ] {
        let said = say(settings);
        assert!(said.contains(place) && said.contains(words), "{settings}: {said}");
    }
    let both = say("records: /etc\nprofile: ../x\n");
    assert!(both.contains("weigh.yaml:1:10") && both.contains("weigh.yaml:2:10"), "{both}");
}

#[test]
fn the_file_leads_nowhere_out_of_the_repository() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.yaml"), "password: hunter2\n").unwrap();
    let repository = with("");
    symlink(outside.path(), repository.at("linked")).unwrap();
    symlink(outside.path().join("secret.yaml"), repository.at("inside.yaml")).unwrap();
    crate::repository::copy("tests/fixtures/catalogue".as_ref(), &repository.at("ours"));
    symlink(outside.path().join("secret.yaml"), repository.at("ours/frameworks/x.yaml")).unwrap();
    let secret = outside.path().join("secret.yaml");
    for settings in [
        format!("profile: {}\n", secret.display()),
        "profile: ../secret.yaml\n".to_owned(),
        "profile: below/../../secret.yaml\n".to_owned(),
        "profile: linked/secret.yaml\n".to_owned(),
        "profile: inside.yaml\n".to_owned(),
        "add: linked\n".to_owned(),
        "criteria: ours\n".to_owned(),
        "records: linked/new\n".to_owned(),
        "records: ..\n".to_owned(),
    ] {
        repository.write("weigh.yaml", &settings);
        let ran = within(&repository, ".", &[], &["decide"]);
        assert_eq!(ran.code, 2, "{settings}: {}", ran.out);
        assert!(ran.err.contains("weigh.yaml:1:"), "{settings}: {}", ran.err);
        assert!(!(ran.out + &ran.err).contains("hunter2"), "{settings}");
    }
    fs::remove_file(repository.at("weigh.yaml")).unwrap();
    symlink(&secret, repository.at("weigh.yaml")).unwrap();
    let ran = within(&repository, ".", &[], &["decide"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("a link to a place outside the repository")
            && !ran.err.contains("hunter2"),
        "{}",
        ran.err
    );
}

#[test]
fn the_search_ends_at_the_repository() {
    let outer = with("format: json\n");
    fs::create_dir_all(outer.at("below/.git")).unwrap();
    let inner = within(&outer, "below/deeper", &[], &["config"]);
    assert!(!inner.out.contains("weigh.yaml"), "{}", inner.out);
    outer.write("below/.weigh.yaml", "format: csv\n");
    let inner = within(&outer, "below/deeper", &[], &["config"]);
    assert!(inner.out.contains("../.weigh.yaml:1"), "{}", inner.out);
    outer.write("below/weigh.yaml", "format: csv\n");
    let two = within(&outer, "below/deeper", &[], &["config"]);
    assert!(two.code == 2 && two.err.contains("keep one of the two"), "{}", two.err);
}

#[test]
fn outside_of_a_repository_only_the_working_directory_is_searched() {
    let repository = with("format: json\n");
    fs::remove_dir(repository.at(".git")).unwrap();
    let below = within(&repository, "below/deeper", &[], &["config"]);
    assert!(!below.out.contains("weigh.yaml"), "{}{}", below.out, below.err);
    let here = within(&repository, ".", &[], &["config"]);
    assert!(here.out.contains("weigh.yaml:1"), "{}{}", here.out, here.err);
    repository.write("weigh.yaml", "profile: ../elsewhere.yaml\n");
    let outside = within(&repository, ".", &[], &["config"]);
    assert_eq!(outside.code, 2, "{}", outside.out);
}

#[test]
fn a_broken_file_stops_only_who_would_heed_it() {
    let repository = with("nonsense\n");
    for command in [
        &["completions", "bash"][..],
        &["man"],
        &["schema", "--no-config"],
        &["config", "--no-config"],
    ] {
        let ran = within(&repository, ".", &[], command);
        assert_eq!(ran.code, 0, "{command:?}: {}", ran.err);
    }
    assert_eq!(within(&repository, ".", &[], &["config"]).code, 2);
}

#[test]
fn values_cannot_act_on_the_terminal() {
    let repository = with("profile: \"a\\e[31m::error::b.yaml\"\n");
    for command in ["config", "decide"] {
        let ran = within(&repository, ".", &[], &[command]);
        assert!(!(ran.out + &ran.err).contains('\u{1b}'), "{command}");
    }
}
