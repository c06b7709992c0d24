//! Records: where they go, what is kept, and that nothing hostile gets through.

use crate::repository::{Ran, Repository, example, ran};
use std::process::{Child, Command, Stdio};

const SHOP: &str = "web-framework-web-shop-for-a-bakery.md";
const LOG4BRAINS: &str = "project:\n  name: Shop\n  tz: Europe/Berlin\n  adrFolder: ./docs/adr\n";
const NYGARD: &str = "# 7. Old\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n";

const NHS: &str = "# ADR-001: Old 🧾\n\n> |              |              |\n> | ------------ | ------------ |\n\
                   > | Date         | `01/02/2020` |\n> | Status       | `Accepted`   |\n\n---\n\n## Context 🧭\n\nX\n\n\
                   ## Decision ✅\n\n### Drivers 🎯\n\nX\n\n## Compliance 📏\n\nX\n";

/// A repository of each format, with the place of its first record.
fn formats() -> [(Repository, String); 4] {
    let [madr, nygard, log4brains, nhs] = std::array::from_fn(|_| Repository::with_shop());
    nhs.write("docs/adr/ADR-001_Old_decision.md", NHS);
    nygard.write("doc/adr/0007-old.md", NYGARD);
    log4brains.write(".log4brains.yml", LOG4BRAINS);
    [
        (madr, format!("docs/decisions/0001-{SHOP}")),
        (nygard, format!("doc/adr/0008-{SHOP}")),
        (log4brains, format!("docs/adr/20261123-{SHOP}")),
        (nhs, format!("docs/adr/ADR-002_{}", SHOP.replace('-', "_"))),
    ]
}

/// Headings in the order in which they must stand.
#[track_caller]
fn assert_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("no `{part}` in order in\n{text}")
        };
        rest = after;
    }
}

#[test]
fn a_record_drops_into_the_repository_it_stands_in() {
    let heads = [
        "---\nnumber: 1\nstatus: \"proposed\"\ndate: 2026-11-23\ndecision-makers: [\"The owner of the bakery\", \
         \"The two developers\"]\n---\n\n# Web framework: Web shop for a bakery\n\n## Context and Problem Statement\n",
        "# 8. Web framework: Web shop for a bakery\n\nDate: 2026-11-23\n\n## Status\n\nProposed\n\n## Context\n",
        "# Web framework: Web shop for a bakery\n\n- Status: proposed\n- Deciders: The owner of the bakery, The two \
         developers\n- Date: 2026-11-23\n- Tags: web-framework\n\n## Context and Problem Statement\n",
        "# ADR-002: Web framework: Web shop for a bakery\n\n> |              |     |\n> | ------------ | --- |\n\
         > | Date         | `2026-11-23` |\n> | Status       | `Proposed` |\n\
         > | Deciders     | `The owner of the bakery, The two developers` |\n\
         > | Significance | `Architecture, Dependencies` |\n\n---\n\n## Context\n",
    ];
    for ((repository, place), head) in formats().into_iter().zip(heads) {
        assert_eq!(repository.record(&["shop.yaml"]), place);
        let text = repository.read(&place);
        assert!(text.starts_with(head), "{text}");
        assert!(text.contains("\nChosen option: \"Django\", because it has "), "{text}");
        assert!(text.contains(&format!("`weigh check {place}`")), "{text}");
        assert!(text.contains("https://docs.djangoproject.com/"), "{text}");
    }
}

#[test]
fn every_format_has_its_sections_in_its_order() {
    let [(madr, one), (nygard, two), (log4brains, three), (nhs, four)] = formats();
    let middle = [
        "## Decision Drivers",
        "## Considered Options",
        "\n* Django\n* FastAPI\n* Flask\n",
        "## Decision Outcome",
    ];
    let read = |repository: &Repository, place: &str| {
        repository.record(&["shop.yaml"]);
        repository.read(place)
    };
    let text = read(&madr, &one);
    let rest = [
        "### Consequences",
        "* Good, because ",
        "* Bad, because ",
        "### Confirmation",
        "## Pros and Cons of the Options",
        "### Django",
        "### Flask",
        "## More Information",
        "| Total |",
    ];
    assert_in_order(&text, &[&middle[..], &rest].concat());
    let text = read(&nygard, &two);
    let sections: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(sections, ["## Status", "## Context", "## Decision", "## Consequences"]);
    let text = read(&log4brains, &three);
    let rest = [
        "### Positive Consequences\n\n- ",
        "### Negative Consequences\n\n- ",
        "## Links\n\n- [The project",
    ];
    assert_in_order(&text, &rest);
    let text = read(&nhs, &four);
    let parts = [
        "## Decision\n\n### Assumptions\n\n- ",
        "### Drivers\n\n- Security, 31% of the weight",
        "### Options\n\n#### Option A: Django (Selected)",
        "| Security | 31% |",
        "#### Option B: FastAPI\n",
        "**Why not chosen**: it has ",
        "### Outcome\n\nChosen option: \"Django\"",
        "The decision is reversible, but only by rewriting",
        "Review it if one of these happens:\n\n- ",
        "- `weigh check` reports",
        "### Rationale",
        "| Total |",
        "## Consequences\n\n- Good, because ",
        "## Compliance\n\n- Command: `weigh check docs/adr/ADR-002_",
        "## Notes\n\n- [The project",
        "## Tags\n\n`#web-framework`",
    ];
    assert_in_order(&text, &parts);
}

#[test]
fn a_second_record_of_an_unchanged_profile_writes_nothing() {
    for (repository, place) in formats() {
        repository.record(&["shop.yaml"]);
        let first = repository.read(&place);
        let Ran { code, out, err } = repository.weigh(&["record", "shop.yaml"]);
        assert_eq!(
            (code, out.trim_end(), err),
            (0, place.as_str(), format!("{place} is up to date\n"))
        );
        assert_eq!(repository.read(&place), first);
        let again = Repository::with_shop();
        for file in [".log4brains.yml", "doc/adr/0007-old.md", "docs/adr/ADR-001_Old_decision.md"] {
            if repository.at(file).exists() {
                again.write(file, &repository.read(file));
            }
        }
        again.record(&["shop.yaml"]);
        assert_eq!(again.read(&place), first, "the same bytes in another folder");
    }
}

#[test]
fn a_changed_profile_is_refused_with_advice() {
    let repository = Repository::with_shop();
    let place = repository.record(&["shop.yaml"]);
    let before = repository.read(&place);
    repository.edit("shop.yaml", "size: small", "size: medium");
    let refused = repository.weigh(&["record", "shop.yaml"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("`--update`") && refused.err.contains("`--supersede 1`"),
        "{}",
        refused.err
    );
    assert_eq!(repository.read(&place), before);
    assert_eq!(repository.files("docs/decisions").len(), 1);
}

/// What stands before weigh's part of a record, the part, and what stands after it.
fn around_part(text: &str) -> [&str; 3] {
    let (before, rest) = text.split_once("<!-- weigh:begin").unwrap();
    let (part, rest) = rest.split_once("<!-- weigh:end").unwrap();
    [before, part, rest.split_once("-->").unwrap().1]
}

#[test]
fn an_update_keeps_what_people_wrote() {
    for (repository, place) in formats() {
        repository.record(&["shop.yaml"]);
        repository.edit(&place, "<!-- weigh:begin", "Ours, above.  \n\n<!-- weigh:begin");
        let text = repository.read(&place) + "\n## Notes\n\nOurs, below, without a last line end";
        repository.write(&place, &text);
        repository.edit("shop.yaml", "size: small", "size: large");
        repository.record(&["shop.yaml", "--update"]);
        let updated = repository.read(&place);
        let (old, new) = (around_part(&text), around_part(&updated));
        assert_eq!((old[0], old[2]), (new[0], new[2]));
        assert!(old[1] != new[1]);
        repository.record(&["shop.yaml"]);
    }
}

#[test]
fn superseding_links_both_ways() {
    let links = [
        (
            "0001",
            "status: \"superseded by ADR-0002\"",
            "\nSupersedes [ADR-0001](0001-web-framework",
        ),
        ("8", "\nSuperceded by [9. Web framework", "\nProposed\n\nSupercedes [8. Web framework"),
        ("20261123-web-framework", "- Status: superseded by [20261123-", "- Supersedes [20261123-"),
        (
            "2",
            "\n> | Status       | `Superseded by ADR-003` |\n",
            "| `Proposed`, supersedes [ADR-002](ADR-002_web_framework",
        ),
    ];
    for ((repository, place), (typed, back, forth)) in formats().into_iter().zip(links) {
        repository.record(&["shop.yaml"]);
        let other = repository.record(&["shop.yaml", "--supersede", typed]);
        let (old, new) = (repository.read(&place), repository.read(&other));
        assert!(old.contains(back), "{old}");
        assert!(new.contains(forth), "{new}");
        assert!(!repository.weigh(&["check"]).out.contains("edited"), "only the status is touched");
        assert_eq!(
            repository.record(&["shop.yaml"]),
            other,
            "the one that stands is meant from now on"
        );
        let again = repository.weigh(&["record", "shop.yaml", "--supersede", "999"]);
        assert_eq!(again.code, 2, "{again:?}");
        let theirs = other.replace("web", "ours").replace('2', "3");
        repository.write(&theirs, NYGARD);
        let stem = theirs.rsplit_once('/').unwrap().1;
        let third = repository.weigh(&["record", "shop.yaml", "--supersede", stem]);
        assert!(third.err.contains("records this decision already"), "{third:?}");
    }
}

#[test]
fn superseding_can_be_completed_after_it_was_interrupted() {
    for (repository, place) in formats() {
        let old = repository.record(&["shop.yaml"]);
        let before = repository.read(&old);
        let (folder, name) = place.rsplit_once('/').unwrap();
        let supersede = ["record", "shop.yaml", "--supersede", name];
        let disk = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let failed = ran(repository.command().args(supersede).stdout(disk));
        assert_eq!(failed.code, 2, "{failed:?}");
        let (after, files) = (repository.read(&old), repository.files(folder));
        assert_ne!(before, after);
        let other = repository.record(&supersede[1..]);
        assert_ne!(other, old);
        // As if the run had been killed between the two files.
        repository.write(&old, &before);
        assert_eq!(repository.record(&supersede[1..]), other);
        assert_eq!((repository.read(&old), repository.files(folder)), (after, files));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn superseding_writes_no_new_record_where_the_old_one_cannot_be_changed() {
    let repository = Repository::with_shop();
    std::fs::create_dir_all(repository.at("docs/adr")).unwrap();
    // Elsewhere, a link may lead out of the folder.
    std::fs::remove_dir(repository.at(".git")).unwrap();
    // A file that has a status and that nobody can replace: the environment of the process.
    std::os::unix::fs::symlink("/proc/self/environ", repository.at("docs/adr/0001-a.md")).unwrap();
    let mut command = repository.command();
    command.env("TEXT", "\n- Status: accepted\n").args(["record", "shop.yaml", "--supersede", "1"]);
    let failed = ran(&mut command);
    assert!(failed.code == 2 && failed.err.contains("cannot write"), "{failed:?}");
    assert_eq!((failed.out.as_str(), repository.files("docs/adr")), ("", vec!["0001-a.md".into()]));
}

#[test]
fn what_is_not_decided_is_recorded_as_such() {
    let repository = Repository::new();
    let flat = "weights: {performance: 1, database: 0, flexibility: 0, security: 0, hiring: 0, community: 0}\n";
    repository.write("close.yaml", &format!("title: Close\n{flat}"));
    let needs = "needs: {orm: must, admin: built-in, graphql: built-in}\n";
    repository.write("none.yaml", &format!("title: None\nframeworks: [django, flask]\n{needs}"));
    let close = repository.read(&repository.record(&["close.yaml"]));
    assert!(close.contains("status: \"proposed\""), "{close}");
    assert!(
        close.contains("Chosen option: none yet, because the evidence does not separate "),
        "{close}"
    );
    let none = repository.read(&repository.record(&["none.yaml"]));
    assert!(none.contains("status: \"proposed\""), "{none}");
    assert!(
        none.contains("Chosen option: none yet, because every candidate lacks something"),
        "{none}"
    );
    assert!(none.contains("Good, because ") && none.contains("Bad, because "), "{none}");
    assert_eq!(repository.weigh(&["check"]).code, 0);
}

#[test]
fn flags_are_recorded_and_computed_again() {
    let repository = Repository::new();
    let place =
        repository.record(&["-t", "project-kind=blog", "-n", "orm=want", "-w", "security=3"]);
    let text = repository.read(&place);
    assert!(
        text.contains(
            "`weigh decide --full --no-config --weight security=3 --trait project-kind=blog --need orm=want`"
        ),
        "{text}"
    );
    let checked = repository.weigh(&["check", "--fail-on", "all"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
}

#[test]
fn a_record_made_from_flags_stays_one_when_a_profile_comes() {
    let repository = Repository::new();
    let flags = ["-t", "project-kind=blog"];
    let place = repository.record(&flags);
    let before = repository.read(&place);
    repository.write("weigh-profile.yaml", "traits: {project-kind: e-commerce}\n");
    assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
    for arguments in [&["--update"][..], &[&flags[..], &["--update"]].concat(), &flags] {
        assert_eq!(repository.record(arguments), place, "{arguments:?}");
        assert_eq!(repository.read(&place), before, "{arguments:?}");
    }
    // The profile gets a record of its own, and from then on an update means that one.
    let own = repository.record(&[]);
    assert_ne!(own, place);
    assert_eq!(repository.record(&["--update"]), own);
    assert_eq!(repository.record(&[&flags[..], &["--update"]].concat()), place);
    assert_eq!(repository.read(&place), before);
    assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
}

#[test]
fn an_update_keeps_the_flags_and_the_catalogue_that_are_not_typed() {
    let repository = Repository::with_shop();
    for name in ["evil", "good"] {
        let text = format!("id: {name}\nname: {name}\nsummary: A framework\n");
        repository.write(&format!("{name}.yaml"), &text);
    }
    let place = repository.record(&["shop.yaml", "--add", "evil.yaml", "-t", "size=large"]);
    repository.edit("shop.yaml", "deciders:", "# changed\ndeciders:");
    let holds = |flag: &str, added: &str| {
        let text = repository.read(&place);
        assert!(text.contains(&format!("trait size={flag}\"],")), "{text}");
        assert!(text.contains(&format!("\"add\":[\"../../{added}.yaml\"]")), "{text}");
        assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
        assert_eq!(repository.record(&["shop.yaml"]), place, "it is up to date");
    };
    repository.record(&["shop.yaml", "--update"]);
    holds("large", "evil");
    repository.record(&["shop.yaml", "--update", "-t", "size=medium"]);
    holds("medium", "evil");
    repository.record(&["shop.yaml", "--update", "--add", "good.yaml"]);
    holds("medium", "good");
}

#[test]
fn a_folder_that_check_does_not_search_is_refused() {
    let repository = Repository::with_shop();
    let refused = |folder: &str, arguments: &[&str]| {
        let refused = repository.weigh(&[&["record", "shop.yaml"], arguments].concat());
        let why = format!("`weigh check` does not search `{folder}`");
        assert!(refused.code == 2 && refused.err.contains(&why), "{refused:?}");
    };
    for folder in [".adr", "build/adr", "docs/vendor"] {
        refused(folder, &["--dir", folder]);
    }
    assert_eq!(repository.files("."), [".git", "shop.yaml"]);
    repository.write("weigh.yaml", "records: build/adr\n");
    refused("build/adr", &[]);
}

#[test]
fn the_path_of_a_record_names_it() {
    let repository = Repository::with_shop();
    let old = repository.record(&["shop.yaml"]);
    repository.edit("shop.yaml", "size: small", "size: large");
    let new = repository.record(&["shop.yaml", "--supersede", &old]);
    assert!(new.contains("/0002-"), "{new}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_record_stands_for_its_file() {
    let repository = Repository::with_shop();
    let record = repository.record(&["shop.yaml"]);
    std::os::unix::fs::symlink(repository.at(&record), repository.at("DECISION.md")).unwrap();
    for arguments in [&["check"][..], &["check", "DECISION.md"], &["check", "DECISION.md", &record]]
    {
        assert_eq!(repository.weigh(arguments).out, "1 file checked, no problems found\n");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_record_outside_the_repository_is_refused() {
    use std::os::unix::fs::symlink;
    let (repository, elsewhere) = (Repository::with_shop(), tempfile::tempdir().unwrap());
    let record = repository.record(&["shop.yaml"]);
    let outside = elsewhere.path().join("record.md");
    std::fs::rename(repository.at(&record), &outside).unwrap();
    symlink(&outside, repository.at(&record)).unwrap();
    repository.edit("shop.yaml", "size: small", "size: large");
    let before = std::fs::read(&outside).unwrap();
    for arguments in [&["check"][..], &["check", &record], &["check", "docs"]] {
        let ran = repository.weigh(arguments);
        let told = "this is a link to a file outside the repository [not-checked]\n  \
                    help: replace the link with a copy of the file";
        assert!(ran.code == 2 && ran.out.contains(told), "{ran:?}");
    }
    std::fs::write(elsewhere.path().join("theirs.md"), NYGARD).unwrap();
    symlink(elsewhere.path().join("theirs.md"), repository.at("docs/decisions/0002-b.md")).unwrap();
    for more in [&[][..], &["--update"], &["--supersede", "1"], &["--supersede", "2"]] {
        let ran = repository.weigh(&[&["record", "shop.yaml"], more].concat());
        assert!(ran.code == 2 && ran.err.contains("a link to a file outside"), "{ran:?}");
    }
    assert_eq!(std::fs::read(&outside).unwrap(), before);
    assert_eq!(repository.files("docs/decisions").len(), 2);
}

/// Paths in a record lead from its file, wherever a link to it is.
#[cfg(unix)]
#[test]
fn a_record_behind_a_link_is_updated_in_its_own_folder() {
    let repository = Repository::with_shop();
    let record = repository.record(&["shop.yaml"]);
    let moved = record.replace("docs/decisions", "a/docs/records");
    std::fs::create_dir_all(repository.at("a/docs/records")).unwrap();
    std::fs::rename(repository.at(&record), repository.at(&moved)).unwrap();
    repository.edit(
        &moved,
        "\"profile\":\"../../shop.yaml\"",
        "\"profile\":\"../../../shop.yaml\"",
    );
    std::os::unix::fs::symlink(repository.at(&moved), repository.at(&record)).unwrap();
    assert_eq!(repository.record(&["shop.yaml", "--update"]), moved);
    assert!(repository.at(&record).is_symlink());
    assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
}

#[test]
fn a_broken_file_of_a_convention_is_refused_with_its_line() {
    for (name, text, place, told) in [
        (".log4brains.yml", "project:\n  adrFolder: [x\n", ":2:", "bracket"),
        (".log4brains.yml", "project:\n  adrFolder: [x]\n", ":2:", "expected a folder"),
        ("adrs.toml", "mode = \"ng\"\nadr_dir = 3\n", ":2:", "expected text in quotes"),
        ("adrs.toml", "mode = \"ng\"\nadr_dir = \"x\n", ":2:", "invalid TOML"),
    ] {
        let repository = Repository::with_shop();
        repository.write(name, text);
        for arguments in [&["record", "shop.yaml"][..], &["check"]] {
            let ran = repository.weigh(arguments);
            assert!(ran.code == 2 && ran.err.contains(told), "{ran:?}");
            assert!(ran.err.contains(&format!("{name}{place}")), "{ran:?}");
        }
        assert_eq!(repository.files("."), [".git", name, "shop.yaml"]);
    }
}

/// Wherever weigh's part is in it.
#[test]
fn a_record_that_is_too_large_is_neither_passed_nor_written_again() {
    let long = format!("{}\n", "x".repeat(999)).repeat(1_200);
    for is_above in [false, true] {
        let repository = Repository::with_shop();
        let record = repository.record(&["shop.yaml"]);
        let text = repository.read(&record);
        repository.write(&record, &if is_above { long.clone() + &text } else { text + &long });
        for arguments in [&["check"][..], &["check", &record], &["check", "docs"]] {
            let ran = repository.weigh(arguments);
            let told =
                "this file is larger than 1024 KiB, the limit [not-checked]\n  help: shorten it";
            assert!(ran.code == 2 && ran.out.contains(told), "{ran:?}");
        }
        for more in [&[][..], &["--update"], &["--supersede", "1"]] {
            let ran = repository.weigh(&[&["record", "shop.yaml"], more].concat());
            assert!(ran.code == 2 && ran.err.contains("limit; shorten it"), "{ran:?}");
        }
        assert_eq!(repository.files("docs/decisions").len(), 1);
    }
    let theirs = Repository::with_shop();
    theirs.write("docs/decisions/0007-old.md", &(NYGARD.to_owned() + &long));
    assert_eq!(theirs.record(&["shop.yaml"]), format!("docs/decisions/0008-{SHOP}"));
    assert_eq!(theirs.weigh(&["check"]).code, 0);
}

/// `weigh check` searches the folder that the convention names, hidden or not.
#[test]
fn the_folder_of_the_convention_may_be_hidden() {
    let repository = Repository::with_shop();
    repository.write(".adr-dir", ".decisions\n");
    let place = repository.record(&["shop.yaml", "-t", "size=large"]);
    assert!(place.starts_with(".decisions/0001-"), "{place}");
    repository.edit("shop.yaml", "deciders:", "# changed\ndeciders:");
    assert_eq!(repository.record(&["shop.yaml", "--update"]), place);
    assert!(repository.read(&place).contains("size=large\"]"), "{}", repository.read(&place));
    assert_eq!(repository.weigh(&["check"]).out, "1 file checked, no problems found\n");
}

#[test]
fn what_cannot_be_recorded_is_refused() {
    let repository = Repository::with_shop();
    let refused = |arguments: &[&str], why: &str| {
        let ran = repository.weigh(&[&["record"], arguments].concat());
        assert!(ran.code == 2 && ran.err.contains(why), "{ran:?}");
    };
    refused(&["-"], "save it in a file");
    refused(&[], "missing profile");
    refused(&["shop.yaml", "--update"], "leave out `--update`");
    refused(&["gone.yaml"], "no such file");
    let other = Repository::with_shop();
    other.write("evil.yaml", "id: evil\nname: Evil\nsummary: A framework\n");
    let evil = other.at("evil.yaml");
    refused(&["shop.yaml", "--add", evil.to_str().unwrap()], "outside the repository");
    repository.write("doc/adr/0007-old.md", NYGARD);
    refused(&["shop.yaml", "--adr", "madr", "--dir", "doc/adr"], "adr-tools");
    repository.write(".adr-dir", "../../elsewhere\n");
    refused(&["shop.yaml"], "`.adr-dir`");
    assert_eq!(repository.files("."), [".adr-dir", ".git", "doc", "shop.yaml"]);
}

#[test]
fn the_profile_determines_the_repository_wherever_the_command_runs() {
    let folder = tempfile::tempdir().unwrap();
    let shop = example("bakery-shop.yaml");
    for at in [".", "sub"] {
        let root = folder.path().join("repo").join(at);
        std::fs::create_dir_all(root.join(".git")).unwrap();
        std::fs::create_dir_all(root.join("app")).unwrap();
        std::fs::write(root.join("app/shop.yaml"), &shop).unwrap();
    }
    let other = Repository::with_shop();
    let repo = folder.path().join("repo");
    for (root, dir) in [(repo.clone(), None), (repo.join("sub"), Some("docs/decisions"))] {
        let profile = root.join("app/shop.yaml");
        let dir = dir.map(|dir| root.join(dir));
        let place = root.join(format!("docs/decisions/0001-{SHOP}"));
        for here in [folder.path(), &repo, &root, &root.join("app"), other.path()] {
            let mut command = other.command();
            command.current_dir(here).arg("record").arg(&profile);
            let ran =
                ran(command.args(dir.iter().flat_map(|dir| ["--dir".as_ref(), dir.as_os_str()])));
            assert_eq!(ran.code, 0, "{ran:?}");
            let written = here.join(ran.out.trim_end()).canonicalize().unwrap();
            assert_eq!(written, place.canonicalize().unwrap());
        }
        assert_eq!(std::fs::read_dir(root.join("docs/decisions")).unwrap().count(), 1);
    }
    assert_eq!(other.files("."), [".git", "shop.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_name_that_check_could_not_find_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let repository = Repository::with_shop();
    let name = std::ffi::OsStr::from_bytes(b"bad\xff.yaml");
    std::fs::copy(repository.at("shop.yaml"), repository.path().join(name)).unwrap();
    let folder = std::ffi::OsStr::from_bytes(b"bad\xff");
    for arguments in [&[name][..], &["shop.yaml".as_ref(), "--dir".as_ref(), folder]] {
        let refused = ran(repository.command().arg("record").args(arguments));
        assert!(refused.code == 2 && refused.err.contains("not a valid UTF-8"), "{refused:?}");
    }
    assert_eq!(repository.files("docs"), [""; 0]);
}

#[test]
fn format_and_folder_can_be_chosen() {
    let repository = Repository::with_shop();
    repository.write("doc/adr/0007-old.md", NYGARD);
    let madr = repository.record(&["shop.yaml", "--adr", "madr"]);
    assert_eq!(madr, format!("docs/decisions/0001-{SHOP}"));
    for other in [["--dir", "architecture"], ["--adr", "nygard"]] {
        let refused = repository.weigh(&[&["record", "shop.yaml"], &other[..]].concat());
        let why = format!("`{madr}` records this decision already");
        assert!(refused.code == 2 && refused.err.contains(&why), "{refused:?}");
    }
    let date = ["--date", "2026-01-31"];
    let ignored = repository.weigh(&[&["record", "shop.yaml"], &date[..]].concat());
    assert!(ignored.err.ends_with("only a new record uses --date\n"), "{ignored:?}");
    for only_new in [date, ["--status", "rejected"], ["--adr", "madr"]] {
        let refused =
            repository.weigh(&[&["record", "shop.yaml", "--update"], &only_new[..]].concat());
        assert!(refused.code == 2 && refused.err.contains("cannot be used with"), "{refused:?}");
    }
    std::fs::remove_file(repository.at(&madr)).unwrap();
    let told = [
        "shop.yaml",
        "--adr",
        "nygard",
        "--dir",
        "architecture",
        "--date",
        "2026-01-31",
        "--status",
        "accepted",
    ];
    let nygard = repository.record(&told);
    assert_eq!(nygard, format!("architecture/0001-{SHOP}"));
    let text = repository.read(&nygard);
    assert!(text.contains("\nDate: 2026-01-31\n\n## Status\n\nAccepted\n"), "{text}");
}

#[test]
fn the_next_record_has_the_format_of_the_one_that_weigh_wrote() {
    let repository = Repository::with_shop();
    repository.write("api.yaml", &repository.read("shop.yaml").replace("Web shop", "Api"));
    let first = repository.record(&["shop.yaml", "--adr", "log4brains", "--dir", "adrs"]);
    let second = repository.record(&["api.yaml"]);
    assert_eq!(second, "adrs/20261123-web-framework-api-for-a-bakery.md");
    assert!(repository.read(&second).contains("\n- Status: proposed\n"));
    let stem = first.trim_start_matches("adrs/").trim_end_matches(".md");
    let third = repository.record(&["shop.yaml", "--supersede", stem]);
    assert!(repository.read(&third).contains("\n- Supersedes [20261123-"));
}

#[test]
fn the_command_that_check_names_updates_that_record() {
    let repository = Repository::with_shop();
    let plain = repository.record(&["shop.yaml"]);
    let large = ["shop.yaml", "--trait", "size=large"];
    let other = repository.record(&[&large[..], &["--dir", "docs/other"]].concat());
    repository.edit("shop.yaml", "deciders:", "# changed\ndeciders:");
    for (place, arguments) in [(&other, &large[..]), (&plain, &large[..1])] {
        let advice = format!("`weigh record {} --update`", arguments.join(" "));
        assert!(repository.weigh(&["check", place]).out.contains(&advice), "{advice}");
        assert_eq!(repository.record(&[arguments, &["--update"]].concat()), *place);
    }
    assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
    let medium = ["record", "shop.yaml", "--trait", "size=medium", "--update"];
    let refused = repository.weigh(&medium);
    assert!(refused.err.contains("name a folder with --dir"), "{refused:?}");
}

#[test]
fn the_path_in_a_pipe_is_exact() {
    for folder in ["my  records", "-records", "a\u{1b}[2Jb", "a\nb"] {
        let repository = Repository::with_shop();
        let dir = format!("--dir={folder}");
        for arguments in [&["shop.yaml", &dir][..], &["shop.yaml"], &["shop.yaml", "--update"]] {
            let ran = repository.weigh(&[&["record"], arguments].concat());
            let place = ran.out.strip_suffix('\n').unwrap();
            assert!(place.trim_start_matches("./").starts_with(folder), "{ran:?}");
            assert!(repository.at(place).is_file() && !place.starts_with('-'), "{ran:?}");
            assert!(!ran.err.contains(['\u{1b}']), "{ran:?}");
        }
    }
}

#[test]
fn a_number_used_twice_is_told() {
    let repository = Repository::with_shop();
    repository.write("docs/decisions/0002-a.md", "# A\n");
    repository.write("docs/decisions/0002-b.md", "# B\n");
    let ran = repository.weigh(&["record", "shop.yaml"]);
    assert!(
        ran.code == 0
            && ran.err.contains("warning: number 2 is used twice: `0002-a.md`, `0002-b.md`"),
        "{ran:?}"
    );
    assert_eq!(ran.out, format!("docs/decisions/0003-{SHOP}\n"));
}

/// The kernel kills the process in the middle of the write: a file may not grow past four kilobytes.
#[test]
fn a_write_that_is_killed_leaves_the_old_file_whole() {
    let repository = Repository::with_shop();
    let place = repository.record(&["shop.yaml"]);
    let before = repository.read(&place);
    repository.edit("shop.yaml", "size: small", "size: large");
    let killed = |arguments: &str| {
        let script = format!("ulimit -c 0; ulimit -f 8; exec \"$0\" record {arguments}");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_weigh"));
        ran(command.current_dir(repository.path()).env("WEIGH_AS_OF", "2026-11-23"))
    };
    let update = killed("shop.yaml --update");
    assert_ne!(update.code, 0, "{update:?}");
    assert_eq!(repository.read(&place), before);
    repository.write("other.yaml", &repository.read("shop.yaml"));
    let new = killed("other.yaml --adr nygard");
    assert_ne!(new.code, 0, "{new:?}");
    let records = |folder: &str| {
        let files = repository.files(folder);
        files.into_iter().filter(|name| !name.starts_with('.')).collect::<Vec<_>>()
    };
    assert_eq!(records("doc/adr"), [""; 0]);
    assert_eq!(records("docs/decisions").len(), 1);
    repository.record(&["shop.yaml", "--update", "--dir", "docs/decisions"]);
    assert_eq!(repository.files("docs/decisions").len(), 1, "what the killed run left is removed");
}

const HOSTILE: [&str; 6] = [
    "A|B `c` **d** [e](javascript:f) <script>alert(1)</script>",
    "::error::owned%0A::warning::x ##[error]y",
    "=cmd()|'x'!A1 +1 -1 @user #12",
    "\\u001b[31mred\\u0007 \\u202edesrever \\u009b",
    "--> <!-- weigh:end --> ]]> &lt; {{x}} ${y} $z$",
    "---\\n# head\\n\\n```\\n- item",
];

fn hostile_profile(rank: usize) -> String {
    let said = HOSTILE[rank % HOSTILE.len()];
    let long = "long ".repeat(2_000);
    format!(
        "title: \"{said}\"\ncontext: \"{said} {long}\"\ndeciders: [\"{said}\", \"{long}\"]\nframeworks: [django, flask, evil]\n\
         overrides:\n  - {{framework: flask, criterion: hiring, score: 8, because: \"{said}\"}}\n  \
         - {{framework: django, criterion: hiring, score: 3, because: \"{long}\"}}\n"
    )
}

#[test]
fn hostile_words_come_out_harmless_and_readable() {
    for (rank, said) in HOSTILE.into_iter().enumerate() {
        for (repository, place) in formats() {
            repository.write("shop.yaml", &hostile_profile(rank));
            let because = format!("because: {{security: \"{said}\", hiring: \"{said}\"}}");
            repository.write(
                "evil.yaml",
                &format!("id: evil\nname: \"{said}\"\nsummary: \"{said}\"\n{because}\n"),
            );
            let folder = place.rsplit_once('/').unwrap().0;
            let place = repository.record(&["shop.yaml", "--add", "evil.yaml"]);
            let text = repository.read(&place);
            assert_harmless(&text);
            assert!(place.starts_with(folder) && place.len() < 100, "{place}");
            let checked =
                repository.weigh(&["check", &place, "--fail-on", "all", "--format", "github"]);
            assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{checked:?}");
        }
    }
}

#[track_caller]
fn assert_harmless(text: &str) {
    let bad = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!text.contains(bad), "{text:?}");
    assert!(!text.contains("<script") && !text.contains("##["), "{text}");
    let shown = text.split("<!-- weigh:data").next().unwrap();
    assert!(!shown.replace("\\]", "").contains("](javascript"), "{text}");
    assert_eq!(text.matches("<!-- weigh:end").count(), 1);
    assert_eq!(text.matches("<!--").count(), 3, "{text}");
    assert_eq!(text.matches("-->").count(), 3, "{text}");
    assert!(!text.contains(&"long ".repeat(450)), "a text of 10,000 characters is cut");
    for line in text.lines() {
        assert!(!line.starts_with("::") && !line.starts_with("=cmd"), "{line}");
        let title = line.strip_prefix("# ").unwrap_or_default();
        assert!(title.len() < 160 && !title.contains(['|', '<', '[', '`', '\\']), "{line}");
    }
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let tables = text.split("\n\n").filter(|block| block.starts_with("| "));
    for table in tables {
        let first = columns(table.lines().next().unwrap());
        assert!(table.trim_end().lines().all(|line| columns(line) == first), "{table}");
    }
}

#[test]
fn every_example_makes_a_record_that_holds() {
    let repository = Repository::new();
    for name in [
        "health-diary",
        "json-service",
        "government-form",
        "prototype",
        "three-frameworks",
        "newcomer-blog",
    ] {
        repository.write(&format!("{name}.yaml"), &example(&format!("{name}.yaml")));
        let text = repository.read(&repository.record(&[&format!("{name}.yaml")]));
        assert!(text.contains("Good, because ") && text.contains("Bad, because "), "{text}");
        assert!(!text.contains(" .") && !text.contains("..\n") && !text.contains("()"), "{text}");
    }
    let checked = repository.weigh(&["check", "--fail-on", "all"]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (0, "6 files checked, no problems found\n"),
        "{checked:?}"
    );
}

/// Runs `weigh record` with each list of arguments, all at the same time.
fn at_once(repository: &Repository, runs: &[Vec<String>]) -> Vec<Ran> {
    let start = |arguments: &Vec<String>| {
        let mut command = repository.command();
        command.arg("record").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let children: Vec<Child> = runs.iter().map(start).collect();
    let end = |child: Child| {
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(-1);
        Ran { code, out: text(output.stdout), err: text(output.stderr) }
    };
    children.into_iter().map(end).collect()
}

#[test]
fn fifty_writers_at_once_get_fifty_numbers() {
    let repository = Repository::new();
    let profiles: Vec<String> = (1..=50).map(|n| format!("shop-{n}.yaml")).collect();
    for profile in &profiles {
        let title = profile.trim_end_matches(".yaml");
        repository.write(
            profile,
            &format!("title: {title}\nframeworks: [django, flask]\ntraits: {{size: small}}\n"),
        );
    }
    let runs: Vec<Vec<String>> = profiles.iter().map(|profile| vec![profile.clone()]).collect();
    let mut paths: Vec<String> = Vec::new();
    for ran in at_once(&repository, &runs) {
        assert!(ran.code == 0 && !ran.err.contains("warning"), "{ran:?}");
        paths.push(ran.out.trim_end().to_owned());
    }
    let numbers = |names: &[String]| -> Vec<u32> {
        let digits = |name: &String| name.trim_start_matches("docs/decisions/")[..4].parse();
        let mut numbers: Vec<u32> = names.iter().map(|name| digits(name).unwrap()).collect();
        numbers.sort_unstable();
        numbers
    };
    let all: Vec<u32> = (1..=50).collect();
    assert_eq!(numbers(&paths), all);
    assert_eq!(numbers(&repository.files("docs/decisions")), all, "and nothing is left over");
}

#[test]
fn writers_of_one_profile_at_once_share_one_record() {
    let repository = Repository::with_shop();
    let runs = vec![vec!["shop.yaml".to_owned()]; 12];
    for ran in at_once(&repository, &runs) {
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, format!("docs/decisions/0001-{SHOP}\n").as_str())
        );
    }
    repository.edit("shop.yaml", "size: small", "size: large");
    let runs = vec![vec!["shop.yaml".to_owned(), "--update".to_owned()]; 12];
    assert!(at_once(&repository, &runs).iter().all(|ran| ran.code == 0));
    assert_eq!(repository.files("docs/decisions").len(), 1);
    assert_eq!(repository.weigh(&["check", "--fail-on", "all"]).code, 0);
}

#[test]
fn a_full_disk_is_an_error() {
    let repository = Repository::with_shop();
    let full = |arguments: &[&str]| {
        let disk = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ran = ran(repository.command().args(arguments).stdout(disk));
        assert!(ran.code == 2 && ran.err.contains("No space left"), "{ran:?}");
        ran.err
    };
    assert!(full(&["record", "shop.yaml"]).contains("cannot write to standard output"));
    full(&["check"]);
    let file = repository.weigh(&["decide", "shop.yaml", "-o", "/dev/full"]);
    assert!(file.code == 2 && file.err.contains("cannot write `/dev/full`"), "{file:?}");
}
