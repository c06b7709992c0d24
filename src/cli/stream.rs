//! `weigh decide --ndjson`: one profile a line in, one result a line out, in constant memory.
//!
//! Lines are decided in batches on all cores and written in their order.

use super::decide::{DecideArgs, Gates};
use super::{Exit, input, output};
use crate::decide::Settings;
use crate::decision::Decision;
use crate::load::{LARGEST, Overlay, Problems, Text};
use crate::model::{Catalogue, FrameworkId};
use anyhow::Context;
use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Lines decided together: enough to keep every core busy, few enough to stay small.
const BATCH: usize = 256;

/// What every decision of a run shares.
pub(super) struct Job<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) overlay: &'a Overlay,
    pub(super) settings: Settings,
    /// The day that was asked for, which the result then names.
    pub(super) as_of: Option<Date>,
}

/// What became of one line.
struct Outcome {
    result: Vec<u8>,
    problems: Option<Problems>,
    failures: Vec<String>,
}

/// Runs the stream. A bad line is reported with its number and the others go on.
pub(super) fn run(
    path: &Path,
    job: &Job,
    args: &DecideArgs,
    expected: Option<&FrameworkId>,
) -> anyhow::Result<Exit> {
    let mut lines = Lines::open(path)?;
    let job = &Job { settings: job.settings.clone().cached_for(job.catalogue), ..*job };
    let mut out = args.stream_output()?;
    let mut exit = Exit::Done;
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            out.finish()?;
            return Ok(exit);
        }
        let decided = |line: &Line| line.decide(job, &args.gates, expected, &args.flags());
        for outcome in batch.par_iter().map(decided).collect::<Vec<_>>() {
            out.write_all(&outcome.result)?;
            exit = exit.max(outcome.report());
        }
        out.flush()?;
    }
}

impl Outcome {
    fn report(&self) -> Exit {
        for failure in &self.failures {
            output::say(&output::error_line(failure));
        }
        if let Some(problems) = &self.problems {
            output::say(&problems.render(output::styled_stderr()));
            return Exit::Failed;
        }
        if self.failures.is_empty() { Exit::Done } else { Exit::GateFailed }
    }
}

/// One line of the stream.
struct Line {
    file: String,
    number: u32,
    bytes: Vec<u8>,
}

impl Line {
    fn decide(
        &self,
        job: &Job,
        gates: &Gates,
        expected: Option<&FrameworkId>,
        flags: &[String],
    ) -> Outcome {
        let text = Text::from_bytes(&self.file, self.bytes.clone()).map_err(Problems::from);
        let text = text.map(|text| text.starting_at(self.number));
        match text.and_then(|text| job.decide(Some(&text), flags)) {
            Ok(mut decision) => {
                if let Some(profile) = &mut decision.inputs.profile {
                    profile.path = format!("{}:{}", self.file, self.number);
                }
                Outcome {
                    result: json_line(&decision),
                    problems: None,
                    failures: gates.failures(&decision, expected),
                }
            }
            Err(problems) => {
                Outcome { result: Vec::new(), problems: Some(problems), failures: Vec::new() }
            }
        }
    }
}

fn json_line(decision: &Decision) -> Vec<u8> {
    let mut line = Vec::new();
    // Writing to memory cannot fail, and every part of a decision has a JSON form.
    let _ = crate::render::json::line(decision, &mut line);
    line
}

/// The lines of a file or of standard input, a batch at a time, none kept.
struct Lines {
    reader: Box<dyn BufRead>,
    file: String,
    read: u32,
}

impl Lines {
    fn open(path: &Path) -> anyhow::Result<Self> {
        if path.as_os_str() == input::STDIN {
            return Ok(Self {
                reader: Box::new(BufReader::new(io::stdin())),
                file: "<stdin>".to_owned(),
                read: 0,
            });
        }
        let file = path.display().to_string();
        let opened = File::open(path).with_context(|| format!("cannot read `{file}`"))?;
        Ok(Self { reader: Box::new(BufReader::new(opened)), file, read: 0 })
    }

    /// The next lines that say something; empty at the end.
    fn batch(&mut self) -> anyhow::Result<Vec<Line>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(bytes) = self.line()? else { break };
            self.read = self.read.saturating_add(1);
            if !bytes.trim_ascii().is_empty() {
                let (file, number) = (self.file.clone(), self.read);
                batch.push(Line { file, number, bytes });
            }
        }
        Ok(batch)
    }

    /// One line; of a line that is too long no more than shows that it is.
    fn line(&mut self) -> anyhow::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let most = LARGEST + 1;
        let cannot = || format!("cannot read `{}`", self.file);
        let read =
            self.reader.by_ref().take(most).read_until(b'\n', &mut bytes).with_context(cannot)?;
        if read as u64 == most && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n').with_context(cannot)?;
        }
        Ok((read > 0).then_some(bytes))
    }
}
