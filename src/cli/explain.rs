//! `weigh explain`: everything known about a topic, with evidence.

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::explain::Explainer;
use crate::load::{Problem, Problems, nearest};
use crate::model::PageFormat;
use crate::render::Options;
use crate::render::explain::{write, write_index};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
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
    #[arg(
        long,
        default_value_t,
        help_heading = "Output",
        value_parser = PossibleValuesParser::new(PageFormat::ALL.iter().map(|one| one.as_str()))
            .try_map(|word| word.parse::<PageFormat>())
    )]
    format: PageFormat,
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
        write_index(&explainer, args.format, &options, &mut out)?;
    } else {
        let mut topics = Vec::new();
        for topic in &args.topics {
            let found = explainer.find(topic);
            if found.is_empty() {
                return Err(unknown(&explainer, topic).into());
            }
            topics.extend(found);
        }
        write(&explainer, &topics, args.format, &options, &mut out)?;
    }
    output::to_stdout(&out)?;
    Ok(Exit::Done)
}

fn unknown(explainer: &Explainer<'_>, topic: &str) -> Problems {
    let problem = Problem::new("weigh explain", &format!("unknown topic `{topic}`"));
    let (topics, id) = explainer.scope(topic);
    let hint = match nearest(id, topics.iter().map(|topic| topic.id())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`weigh explain` lists all topics".to_owned(),
    };
    problem.help(&hint).into()
}
