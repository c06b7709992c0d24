//! The decision for programs: an interface, in full precision.

use crate::decision::Decision;
use std::io;

/// Writes the decision over many lines, the last one ended.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    finish(serde_json::to_string_pretty(decision)?, out)
}

/// Writes the decision on one line, the form of a stream.
pub fn line(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    finish(serde_json::to_string(decision)?, out)
}

/// A CI runner takes `##[` for a command wherever it stands in a line; in JSON it can only stand within a string.
fn finish(json: String, out: &mut dyn io::Write) -> io::Result<()> {
    let json = if json.contains("##[") { json.replace("##[", "##\\u005b") } else { json };
    writeln!(out, "{json}")
}
