//! `weigh decide --ndjson`: one profile a line in, one result a line out, in constant memory.
//!
//! Lines are decided in batches on all cores and written in their order.

use super::decide::{DecideArgs, GATES_FAIL, Job};
use super::{Exit, input, output};
use crate::decision::Decision;
use crate::load::{LARGEST, Problem, Problems, Text};
use crate::render::json_line;
use crate::text::sanitize;
use anyhow::Context;
#[cfg(feature = "parallel")]
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::de::IgnoredAny;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Lines decided together: enough to keep every core busy, few enough to stay small.
const BATCH: usize = 256;

/// Runs the stream. An invalid line is reported with its number, and the others are decided.
pub(super) fn run(path: &Path, mut job: Job, args: &DecideArgs) -> anyhow::Result<Exit> {
    let mut lines = Lines::open(path)?;
    job.settings = job.settings.cached_for(&job.catalogue);
    let mut out = output::Output::open(args.output.output.as_deref(), args.output.force)?;
    let has_gates = args.gates.any();
    let mut exit = Exit::Done;
    let mut batch = lines.batch()?;
    let is_empty = batch.is_empty();
    while !batch.is_empty() {
        let decide = |(number, bytes)| {
            let decision = lines.decide(&job, number, bytes)?;
            Ok((json_line(&decision), args.gates.failures(&decision, &job.catalogue)))
        };
        #[cfg(feature = "parallel")]
        let outcomes = batch.into_par_iter().map(decide);
        #[cfg(not(feature = "parallel"))]
        let outcomes = batch.into_iter().map(decide);
        let outcomes: Vec<anyhow::Result<(String, Vec<String>)>> = outcomes.collect();
        for outcome in outcomes {
            match outcome {
                Ok((result, failures)) => {
                    out.write_all(result.as_bytes())?;
                    for failure in &failures {
                        output::error(failure);
                        exit = exit.max(Exit::GateFailed);
                    }
                }
                Err(error) => exit = exit.max(super::report(&error)),
            }
        }
        // Where nobody reads any more, the exit code still tells whether every line passes the gates.
        if !out.flush()? && !has_gates {
            break;
        }
        batch = lines.batch()?;
    }
    out.finish()?;
    if is_empty {
        output::say(&format!("`{}` has no profiles", sanitize(&lines.file)));
        if has_gates {
            output::error(&format!("the input has no profiles, so {GATES_FAIL}"));
            exit = Exit::GateFailed;
        }
    }
    Ok(exit)
}

/// The lines of a file or of standard input, read a batch at a time.
struct Lines {
    reader: Box<dyn BufRead + Sync>,
    file: String,
    read: u32,
}

impl Lines {
    fn open(path: &Path) -> anyhow::Result<Self> {
        if path.as_os_str() == input::STDIN {
            let reader = Box::new(BufReader::new(io::stdin()));
            return Ok(Self { reader, file: "<stdin>".to_owned(), read: 0 });
        }
        let file = path.display().to_string();
        let opened = File::open(path).with_context(|| format!("cannot read `{file}`"))?;
        Ok(Self { reader: Box::new(BufReader::new(opened)), file, read: 0 })
    }

    /// The next lines that are not blank, with their numbers; empty at the end.
    fn batch(&mut self) -> anyhow::Result<Vec<(u32, Vec<u8>)>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let line = self.line().with_context(|| format!("cannot read `{}`", self.file))?;
            let Some(bytes) = line else { break };
            self.read = self.read.saturating_add(1);
            if !bytes.trim_ascii().is_empty() {
                batch.push((self.read, bytes));
            }
        }
        Ok(batch)
    }

    /// One line; if it is too long, one byte more than is allowed.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let limit = LARGEST + 1;
        let read = self.reader.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if read as u64 == limit && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
        }
        Ok((read > 0).then_some(bytes))
    }

    fn decide(&self, job: &Job, number: u32, bytes: Vec<u8>) -> Result<Decision, Problems> {
        let text = Text::from_bytes(&self.file, number, bytes);
        let text = text.and_then(|text| ensure_object(&text).map(|()| text));
        let decision = text.map_err(Problems::from).and_then(|text| job.decide(Some(&text)));
        let mut decision = decision.map_err(|problems| problems.at_line(number))?;
        if let Some(profile) = &mut decision.inputs.profile {
            profile.path = format!("{}:{number}", self.file);
        }
        Ok(decision)
    }
}

/// Refuses a line that is not a JSON object.
fn ensure_object(text: &Text) -> Result<(), Problem> {
    let line = text.text.trim_start_matches('\u{feff}');
    let is_object = line.trim_start().starts_with('{');
    let at = match serde_json::from_str::<IgnoredAny>(line) {
        Ok(_) if is_object => return Ok(()),
        Err(error) if is_object => error.column().saturating_sub(1),
        _ => 0,
    };
    let filter = if line.trim_start().starts_with('[') { "'.[]'" } else { "." };
    let help = format!(
        "write one JSON profile per line, as `jq -c {filter} FILE` does; `weigh decide FILE` reads YAML"
    );
    Err(text.problem_at_byte(at, "this line is not a JSON object").help(&help))
}
