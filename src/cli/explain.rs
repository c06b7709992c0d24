//! `weigh explain`: everything known about a topic, with evidence.

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::explain::{Explainer, Kind};
use crate::load::{Problem, Problems, nearest};
use crate::render::Options;
use crate::render::explain::{Form, write, write_index};
use clap::Args;
use jiff::civil::Date;

/// Tell everything known about a criterion, framework, trait, capability, source or lint rule.
///
/// Without a topic, all ids are listed with what they are. Where an id names two things, both are told; `KIND:ID`
/// asks for one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh explain                      all there is to explain
  weigh explain security             a criterion: figures, sources, what would change it
  weigh explain django flask         two frameworks
  weigh explain criterion:database --format markdown
  weigh explain unsourced            a rule of `weigh lint`")]
pub struct ExplainArgs {
    /// What to explain: an id, or KIND:ID.
    #[arg(value_name = "TOPIC")]
    topics: Vec<String>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Form::Text, help_heading = "Output")]
    format: Form,
    /// Look at the age of evidence as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF")]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let today = args.as_of.unwrap_or_else(input::today);
    let explainer = Explainer::new(&catalogue, Some(today));
    let screen = output::Screen::of_stdout();
    let options = Options { width: screen.width, unicode: screen.unicode, ..Options::default() };
    let mut out = Vec::new();
    if args.topics.is_empty() {
        write_index(&explainer.index(), args.format, &options, &mut out)?;
    } else {
        let mut pages = Vec::new();
        for topic in &args.topics {
            let found = explainer.explain(topic);
            if found.is_empty() {
                return Err(unknown(&explainer, topic).into());
            }
            pages.extend(found);
        }
        write(&pages, args.format, &options, &mut out)?;
    }
    output::to_stdout(&out)?;
    Ok(Exit::Done)
}

fn unknown(explainer: &Explainer<'_>, topic: &str) -> Problems {
    let problem = Problem::new("weigh explain", &format!("there is nothing called `{topic}`"));
    let kind =
        |(kind, _): &(&str, &str)| Kind::ALL.into_iter().find(|known| known.as_str() == *kind);
    let asked = topic.split_once(':');
    let (ids, id) = match asked.as_ref().and_then(kind) {
        Some(kind) => (explainer.ids(kind), asked.map_or(topic, |(_, id)| id)),
        None => (explainer.topics(), topic),
    };
    let hint = match nearest(id, ids.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`weigh explain` lists everything there is".to_owned(),
    };
    problem.help(&hint).into()
}
