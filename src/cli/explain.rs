//! `weigh explain`.

use super::args::{CatalogueArgs, date, word};
use super::{Exit, input, output};
use crate::explain::Explainer;
use crate::load::{Problem, Problems, meant};
use crate::model::PageFormat;
use crate::render::explain::{render, render_index};
use clap::Args;
use jiff::civil::Date;

/// Explain a criterion, framework, trait, capability, source, public decision or lint rule.
///
/// Without a topic, all topics are listed. If an id names two things, both are explained; `KIND:ID` selects one.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// What to explain: an id, or KIND:ID.
    #[arg(value_name = "TOPIC")]
    topics: Vec<String>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// The format of the result.
    #[arg(long, value_parser = word::<PageFormat>(), default_value_t = PageFormat::Text, help_heading = "Output")]
    format: PageFormat,
    /// The day for which evidence is judged: YYYY-MM-DD, by default today.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date)]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let today = Some(args.as_of.unwrap_or_else(input::today));
    let explainer = Explainer { catalogue: &catalogue, today };
    let options = output::options();
    if args.topics.is_empty() {
        return output::result(render_index(&explainer, args.format, &options));
    }
    let mut topics = Vec::new();
    let mut problems = Vec::new();
    for topic in &args.topics {
        let found = explainer.find(topic);
        problems.extend(found.is_empty().then(|| unknown(&explainer, topic)));
        topics.extend(found);
    }
    if let Some(problems) = Problems::gather(problems) {
        return Err(problems.into());
    }
    output::result(render(&explainer, &topics, args.format, &options))
}

fn unknown(explainer: &Explainer<'_>, topic: &str) -> Problem {
    let id = topic.split_once(':').map_or(topic, |(_, id)| id);
    let known = explainer.topics();
    let of_other_kind = known.iter().find(|topic| topic.id == id);
    let hint = of_other_kind
        .map(|known| format!("see `weigh explain {}:{}`", known.kind.as_str(), known.id))
        .or_else(|| explainer.mention(id))
        .or_else(|| meant(id, known.iter().map(|topic| topic.id)))
        .unwrap_or_else(|| "`weigh explain` lists all topics".to_owned());
    Problem::new("weigh explain", &format!("unknown topic `{topic}`")).help(&hint)
}
