//! `weigh init`.
use super::Exit;
use clap::Args;
/// Init.
#[derive(Debug, Args)]
pub struct InitArgs {}
/// Runs the command.
pub fn run(_: &InitArgs) -> anyhow::Result<Exit> {
    anyhow::bail!("not yet")
}
