//! Criteria and their indicators.

use super::{Agreement, CriterionId, FrameworkId, IndicatorId, Points, Scale};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One point of view on the frameworks, with the indicators by which it is rated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// The id, which is also the file's name.
    pub id: CriterionId,
    /// The heading in tables.
    pub title: String,
    /// The question that the criterion answers.
    pub question: String,
    /// More about the question.
    pub about: Option<String>,
    /// Points, before the project's answers and the user's weights.
    pub weight: Points,
    /// The conclusion of the article on which the catalogue was first based.
    pub article: Option<ArticleView>,
    /// What is observed, at least one.
    pub indicators: Vec<Indicator>,
}

/// What the article concluded on one criterion, compared with today's evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    /// The winner that it named.
    pub winner: ArticleWinner,
    /// Its reason, in our words.
    pub because: String,
    /// Whether today's evidence supports it.
    pub today: Agreement,
    /// What differs, where the evidence does not agree.
    pub note: Option<String>,
}

/// The article's verdict on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArticleWinner {
    /// A framework.
    Framework(FrameworkId),
    /// No framework wins.
    Tie,
}

/// One observable thing under a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Indicator {
    /// Unique within the criterion.
    pub id: IndicatorId,
    /// The heading in explanations.
    pub title: String,
    /// What a value counts or measures.
    pub unit: Option<String>,
    /// Points within the criterion, above zero.
    pub weight: Points,
    /// How a finding becomes a score.
    pub scale: Scale,
    /// Why the scale's ends are where they are.
    pub anchors: Option<String>,
    /// The age at which a finding is stale; none where it does not age.
    pub stale_after: Option<Months>,
}

/// A span of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Months(pub u16);

impl Months {
    /// The first day after a span of so many months from `day`; none beyond the year 9999.
    pub fn first_day_after(self, day: Date) -> Option<Date> {
        day.checked_add(i32::from(self.0).months()).ok()?.tomorrow().ok()
    }
}

impl FromStr for Months {
    type Err = ();

    /// Reads a whole number, a space, and `month`, `months`, `year` or `years`, such as `24 months` or `2 years`.
    ///
    /// # Errors
    ///
    /// `()` for any other text, for 0, and for more than 65,535 months.
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
