//! The ignore rules that hold in a folder: its own `.gitignore` over those of the folders above.

use std::path::Path;
use std::rc::Rc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::read;
use super::report::SkipReason;
use super::skip::SkipLog;

/// A larger file of rules is not read: compiling it could take longer than all the rest.
const LARGEST: u64 = 64 << 10;
/// So many rules of one file are taken.
const MOST: usize = 1_000;
/// So many files of rules are taken on the way down to one folder.
const LAYERS: usize = 16;

/// So many rules are compiled in one walk. Compiling costs far more than reading.
const MOST_IN_ALL: usize = 5_000;

/// How many more rules may be compiled.
#[derive(Debug)]
pub(super) struct Allowance(usize);

impl Default for Allowance {
    fn default() -> Self {
        Self(MOST_IN_ALL)
    }
}

/// The rules from the root down to a folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules(Vec<Rc<Gitignore>>);

impl Rules {
    /// These rules and those of a folder's own file, which has a path relative to the root.
    pub(super) fn with(
        &self,
        (folder, path): (&Path, &str),
        allowance: &mut Allowance,
        skipped: &mut SkipLog,
    ) -> Self {
        let mut rules = self.clone();
        if rules.0.len() >= LAYERS {
            note(skipped, SkipReason::Budget, path);
            return rules;
        }
        match read::regular(&folder.join(".gitignore"), LARGEST) {
            Ok(bytes) => match compile(folder, &bytes, allowance) {
                Some(own) => rules.0.push(Rc::new(own)),
                None => note(skipped, SkipReason::Budget, path),
            },
            Err(reason) => note(skipped, reason, path),
        }
        rules
    }

    /// Whether a path is excluded. The nearest file that says something decides.
    pub(super) fn exclude(&self, path: &Path, is_folder: bool) -> bool {
        for rules in self.0.iter().rev() {
            match rules.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

fn note(skipped: &mut SkipLog, reason: SkipReason, path: &str) {
    let file = if path.is_empty() { ".gitignore".into() } else { format!("{path}/.gitignore") };
    skipped.add(reason, &file);
}

/// Nothing where the allowance is used up, or the whole is too large to compile.
fn compile(folder: &Path, bytes: &[u8], allowance: &mut Allowance) -> Option<Gitignore> {
    let text = String::from_utf8_lossy(bytes);
    let is_rule = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let lines: Vec<&str> = text.lines().filter(is_rule).take(MOST).collect();
    allowance.0 = allowance.0.checked_sub(lines.len())?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in lines {
        // A rule that is no pattern is passed over, as git does.
        let _ = builder.add_line(None, line);
    }
    builder.build().ok()
}
