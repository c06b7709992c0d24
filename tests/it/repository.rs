//! A repository in a folder of its own, in which weigh is run as people run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day on which everything happens, unless a test says another.
pub(crate) const TODAY: &str = "2026-11-23";

/// A repository that goes away with the test.
pub(crate) struct Repository {
    folder: tempfile::TempDir,
}

/// What came of one run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Repository {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        Self { folder }
    }

    /// One with the bakery's profile as `shop.yaml`.
    pub(crate) fn with_shop() -> Self {
        let repository = Self::new();
        repository.write("shop.yaml", &example("bakery-shop.yaml"));
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// Replaces something that must be there in a file.
    #[track_caller]
    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} has no `{old}`");
        self.write(name, &text.replacen(old, new, 1));
    }

    /// The names of the files in a folder, sorted.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.at(folder)) else { return Vec::new() };
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    /// Runs weigh at the root.
    pub(crate) fn weigh(&self, arguments: &[&str]) -> Ran {
        ran(self.command().args(arguments))
    }

    /// The command, for tests that run it otherwise.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weigh"));
        command.current_dir(self.path());
        for name in ["PROFILE", "CRITERIA", "ADD", "RECORDS", "ADR", "EXPECT", "FORMAT", "FAIL_ON"]
        {
            command.env_remove(format!("WEIGH_{name}"));
        }
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.env("WEIGH_AS_OF", TODAY).env("ADR_DATE", TODAY);
        command
    }

    /// Runs `weigh record`, which must succeed, and gives the record's path.
    #[track_caller]
    pub(crate) fn record(&self, arguments: &[&str]) -> String {
        let ran = self.weigh(&[&["record"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.trim_end().to_owned()
    }
}

/// Runs a command to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// The text of one of the examples.
pub(crate) fn example(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap()
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
