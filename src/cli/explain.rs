//! `weigh explain`.
use super::Exit;
use clap::Args;
/// Explain.
#[derive(Debug, Args)]
pub struct ExplainArgs {}
/// Runs the command.
pub fn run(_: &ExplainArgs) -> anyhow::Result<Exit> {
    anyhow::bail!("not yet")
}
