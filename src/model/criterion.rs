//! Criteria and their indicators.

use super::{Agreement, CriterionId, FrameworkId, IndicatorId, Points, Scale};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One point of view on the frameworks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// The id, which is also the file's name.
    pub id: CriterionId,
    /// As tables head it.
    pub title: String,
    /// The question that the criterion answers.
    pub question: String,
    /// What stands behind the question, if the file says more.
    pub about: Option<String>,
    /// Points before traits and before the user.
    pub weight: Points,
    /// What the article said from which the catalogue began.
    pub article: Option<ArticleView>,
    /// What is observed, at least one.
    pub indicators: Vec<Indicator>,
}

/// What the comparison article concluded on one criterion, and how that stands today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    /// Whom it named.
    pub winner: ArticleWinner,
    /// Its reason, in our words.
    pub because: String,
    /// Whether today's evidence bears it out.
    pub today: Agreement,
    /// What differs, where it does not simply agree.
    pub note: Option<String>,
}

/// The article's verdict on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArticleWinner {
    /// A framework.
    Framework(FrameworkId),
    /// Neither.
    Tie,
}

/// One observable thing under a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Indicator {
    /// Unique within the criterion.
    pub id: IndicatorId,
    /// As explanations head it.
    pub title: String,
    /// What a value counts or measures.
    pub unit: Option<String>,
    /// Points within the criterion, above zero.
    pub weight: Points,
    /// How a finding becomes a score.
    pub scale: Scale,
    /// Why the scale's ends are where they are.
    pub anchors: Option<String>,
    /// How old a finding may be before it is called stale.
    pub stale_after: Option<Months>,
}

/// A span of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Months(pub u16);

impl Months {
    /// The first day after the span that begins on a day; none beyond the calendar.
    pub fn first_day_after(self, day: Date) -> Option<Date> {
        day.checked_add(i32::from(self.0).months()).ok()?.tomorrow().ok()
    }
}

impl FromStr for Months {
    type Err = ();

    /// Reads `24 months` or `2 years`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (count, unit) = text.split_once(' ').ok_or(())?;
        let each = match unit {
            "month" | "months" => 1,
            "year" | "years" => 12,
            _ => return Err(()),
        };
        let months = count.parse::<u16>().ok().and_then(|count| count.checked_mul(each));
        months.filter(|months| *months > 0).map(Self).ok_or(())
    }
}
