//! What each file may hold, file by file.

use super::shape::{
    POINTS, Range, Record, Ref, SCHEMA, SCORE, SOURCES,
    Shape::{
        self, Bool, Date, Id, List, Map, Months, NewId, Number, OneOrMany, OrNull, OrUnknown,
        PartialDate, Ratio, Text, Tuple, Url, WordOr, Words,
    },
    key, record, required, word,
};
use crate::model::{
    AdrFormat, Basis, Claim, Confidence, FailOn, Method, Need, OutputFormat, ScaleKind, SourceKind,
    Standing, Word,
};

/// What a profile may hold.
pub static PROFILE: Record = record("Profile")
    .about("A project: what it is, what it needs, and what counts. Every key is optional.")
    .keys(&[
        SCHEMA,
        key("title", Text)
            .about("The title of the decision record.")
            .example("Web shop for a bakery"),
        key("context", Text)
            .about("The situation in the team's own words.")
            .example("Two people, an existing till system, orders until six in the morning."),
        key("frameworks", List(&Id(Ref::Framework)))
            .about("The candidates, at least two; by default the catalogue's default ones.")
            .example("[django, flask]"),
        key("traits", Map(&Id(Ref::Trait), &OneOrMany(&Id(Ref::Answer))))
            .about("What the project is: each trait with its answer, or a list of answers."),
        key("needs", Map(&Id(Ref::Capability), &word::<Need>("need level")))
            .about("What the project needs: each capability with its need level."),
        key("weights", Map(&Id(Ref::Criterion), &POINTS))
            .about("Points of some criteria. It excludes `ranking` and `pairwise`."),
        key("ranking", List(&Id(Ref::Criterion)))
            .about("Instead of weights, the criteria in order, the most important first.")
            .example("[security, hiring]"),
        key("pairwise", List(&Tuple(&[Id(Ref::Criterion), Id(Ref::Criterion), Ratio])))
            .about(
                "Instead of weights, how many times as important one \
                 criterion is as another (1/9 to 9), for every pair of the criteria named.",
            )
            .example("[[security, hiring, 5]]"),
        key("fit-factor", Number(Range::new(0.0, 4.0)))
            .about("How much the project's facts count beside the criteria: 0 to 4, default 1.")
            .example("1"),
        key("overrides", List(&Shape::Record(&OVERRIDE)))
            .about("The team's own ratings and points, which replace the catalogue's.")
            .example(
                "\n#   - {framework: flask, criterion: hiring, score: 8, because: two of us have \
                 used it for years, until: 2027-06-01}",
            ),
        key("deciders", List(&Text)).about("Who decides.").example("[Ada, Grace]"),
        key("review-by", Date)
            .about("When to review the decision: YYYY-MM-DD.")
            .example("2027-11-23"),
    ]);

static OVERRIDE: Record = record("Override")
    .about("Replaces a rating (`criterion`, `score`) or a fact's points (`fact`, `points`).")
    .keys(&[
        required("framework", Id(Ref::Framework)).about("Of which framework."),
        key("criterion", Id(Ref::Criterion)).about("On which criterion."),
        key("score", SCORE).about("The rating, 0 to 10."),
        key("low", SCORE).about("The lowest it could be; by default one below the score."),
        key("high", SCORE).about("The highest it could be; by default one above the score."),
        key("fact", Text)
            .about("Instead of a criterion: a capability, a trait, or `trait=answer`."),
        key("points", Number(Range::new(-100.0, 100.0)))
            .about("The points of that fact, at a `fit-factor` of 1."),
        required("because", Text).about("The reason, so that others can judge it."),
        key("until", Date).about("The last day on which it counts: YYYY-MM-DD."),
    ]);

/// What a criterion's file may hold.
pub static CRITERION: Record = record("Criterion")
    .about("One point of view on the frameworks, with the indicators by which it is rated.")
    .keys(&[
        SCHEMA,
        required("id", NewId).about("The id, which is also the file's name."),
        required("title", Text).about("The heading in tables."),
        required("question", Text).about("The question that the criterion answers."),
        key("about", Text).about("More about the question."),
        required("weight", Number(Range::POINTS))
            .about("Points, before the project's answers and weights."),
        key("article", Shape::Record(&ARTICLE))
            .about("What the comparison article concluded from which the catalogue began."),
        required("indicators", List(&Shape::Record(&INDICATOR)))
            .about("What is observed, at least one."),
    ]);

static ARTICLE: Record = record("Article")
    .about("The article's conclusion on one criterion, compared with today's evidence.")
    .keys(&[
        required("winner", Id(Ref::Winner)).about("A framework's id, or `tie`."),
        required("because", Text).about("The article's reason, in our words."),
        required("today", word::<Standing>("value"))
            .about("How it compares with today's evidence."),
        key("note", Text).about("What differs; required unless `today` is `agrees`."),
    ]);

static INDICATOR: Record =
    record("Indicator").about("One observable thing under a criterion, with its scale.").keys(&[
        required("id", NewId).about("The id, unique within the criterion."),
        required("title", Text).about("The heading in explanations."),
        key("unit", Text).about("What a value counts or measures."),
        required("weight", Number(Range::POSITIVE))
            .about("Points within the criterion, above zero."),
        required("scale", word::<ScaleKind>("scale")).about("How a finding becomes a score."),
        key("items", List(&NewId)).about("The items of a checklist; for a checklist only."),
        key("worst", Number(Range::ANY))
            .about("The value that scores 0; for a linear or log scale only."),
        key("best", Number(Range::ANY))
            .about("The value that scores 10; for a linear or log scale only."),
        key("anchors", Text).about("Why the ends of the scale, or the items, were chosen."),
        key("stale-after", Months)
            .about("The age at which a finding is stale: `24 months` or `2 years`."),
    ]);

/// What a framework's file may hold.
pub static FRAMEWORK: Record = record("Framework")
    .about("One of the candidates, and everything that was found about it.")
    .keys(&[
        SCHEMA,
        required("id", NewId).about("The id, which is also the file's name."),
        key("based-on", Id(Ref::Framework)).about(
            "The framework of which this is a stack; what this file does not state is that one's.",
        ),
        required("name", Text).about("The name."),
        key("version", Text)
            .about("The version to which the findings apply, in quotes.")
            .example("\"1.0\""),
        key("homepage", Url).about("Its home page.").example("https://example.org/"),
        key("summary", Text).about("A summary in one sentence.").example("One sentence."),
        key("default", Bool).about("Whether it is a candidate when no candidates are named."),
        key("because", Map(&Id(Ref::Criterion), &Text))
            .about("For each criterion that it can win, why: one line of at most 60 characters."),
        key(
            "findings",
            Map(&Id(Ref::Criterion), &Map(&Id(Ref::Indicator), &OrNull(&Shape::Record(&FINDING)))),
        )
        .about("What was found, by criterion and indicator; missing or `null` is unknown."),
        key(
            "capabilities",
            Map(&Id(Ref::Capability), &WordOr(&["built-in", "none", "unknown"], &EXTENSION)),
        )
        .about("Each capability: `built-in`, `none`, or its extension; missing is unknown."),
        key("fit", Map(&Id(Ref::Trait), &Map(&Id(Ref::Answer), &Shape::Record(&FIT_VIEW))))
            .about("How well it suits each answer, 0 to 10; 5 has no effect."),
        key("used-for", List(&Shape::Record(&USED_FOR)))
            .about("What it is used for.")
            .example("[{what: content sites, source: ID, claim: confirmed}]"),
        key("users", List(&Shape::Record(&USER)))
            .about("Who uses it.")
            .example("[{name: Somebody, source: ID, claim: confirmed}]"),
    ]);

static FINDING: Record = record("Finding")
    .about("What was found on one indicator, whose scale determines the allowed keys.")
    .keys(&[
        key("built-in", List(&Text))
            .about("For a checklist: the items that ship with the framework."),
        key("extension", Map(&Text, &Text))
            .about("For a checklist: items, each with the name of the extension that has it."),
        key("none", List(&Text)).about("For a checklist: the items that were not found."),
        key("value", Number(Range::ANY))
            .about("For a linear or log scale: the value, in the indicator's unit."),
        key("score", SCORE).about("For a judgement: 0 to 10."),
        key("low", Number(Range::ANY))
            .about("The lowest that the evidence allows, in the unit, else in score points."),
        key("high", Number(Range::ANY)).about("The highest that the evidence allows, likewise."),
        key("because", Text).about("The reason; required for a judgement."),
        required("source", SOURCES).about("The source or sources."),
        required("checked", Date).about("The day on which it was checked: YYYY-MM-DD."),
        key("method", word::<Method>("method")).about("How it was obtained."),
        key("confidence", word::<Confidence>("confidence level")).about("How certain it is."),
    ]);

static EXTENSION: Record =
    record("Extension").about("The extension that has a capability.").keys(&[
        required("extension", Text).about("Its name."),
        key("released", Date).about("The day of its last release: YYYY-MM-DD."),
        key("note", Text).about("A note about it."),
    ]);

static FIT_VIEW: Record =
    record("FitView").about("How well a framework suits one answer.").keys(&[
        required("score", SCORE).about("0 to 10; 5 has no effect."),
        key("low", SCORE).about("The lowest that can be argued."),
        key("high", SCORE).about("The highest that can be argued."),
        required("because", Text).about("The reason."),
        key("basis", word::<Basis>("basis")).about(
            "What it rests on; by default a judgement or the article, where the source is \
                 `judgement` or `article`, else a fact.",
        ),
        key("source", SOURCES).about("The source or sources."),
    ]);

static USED_FOR: Record = record("UsedFor").about("A use of the framework.").keys(&[
    required("what", Text).about("The use."),
    required("source", SOURCES).about("The source or sources."),
    key("claim", word::<Claim>("claim")).about("How well it is supported."),
    key("note", Text).about("A note about it."),
]);

static USER: Record =
    record("User").about("An organisation or product said to use the framework.").keys(&[
        required("name", Text).about("Who."),
        required("source", SOURCES).about("The source or sources."),
        required("claim", word::<Claim>("claim")).about("How well it is supported."),
        key("note", Text).about("A note about it."),
    ]);

/// What `traits.yaml` may hold.
pub static TRAITS: Record = record("Traits")
    .about("Questions about the project, by id, in the order in which they are asked.")
    .table(&Shape::Record(&TRAIT));

pub(super) static TRAIT: Record =
    record("Trait").about("A property of the project, asked as a question.").keys(&[
        required("question", Text).about("The question."),
        key("help", Text).about("A line of help."),
        key("several", Bool).about("Whether several answers are allowed."),
        key("answers", Map(&NewId, &Shape::Record(&ANSWER))).about("The answers by id."),
        key("each-framework", List(&Shape::Record(&EACH)))
            .about("Templates of answers, one for every framework of the catalogue."),
    ]);

pub(super) static ANSWER: Record = record("Answer").about("One answer to a question.").keys(&[
    required("label", Text).about("The answer, as people read it."),
    key("fit", Bool).about("Whether project fit is computed from it."),
    key("weights", Map(&Id(Ref::Criterion), &Number(Range::FACTOR)))
        .about("Criteria, each with the factor of its weight; 0: it does not apply."),
    key("because", Text).about("The reason of the factors; required where there are any."),
    key("source", SOURCES).about("The source or sources of the reason."),
]);

static EACH: Record = record("Each")
    .about("The template of an answer for every framework; `{id}` and `{name}` are replaced.")
    .keys(&[
        required("answer", Text).about("The answer's id, with `{id}`."),
        required("label", Text).about("The answer's label, with `{name}`."),
        required("own", SCORE).about("How well the framework named suits, 0 to 10."),
        required("other", SCORE).about("How well every other framework suits, 0 to 10."),
        key("because", Text).about("The reason of both, with `{name}`."),
    ]);

/// What `capabilities.yaml` may hold.
pub static CAPABILITIES: Record = record("Capabilities")
    .about("What a project may need, by id.")
    .table(&Shape::Record(&CAPABILITY));

pub(super) static CAPABILITY: Record = record("Capability")
    .about("Something that a project may need and a framework may have.")
    .keys(&[
        required("title", Text).about("The heading in lists."),
        key("question", Text).about("The question in the interview."),
        key("about", Text).about("What counts as having it."),
    ]);

/// What `sources.yaml` may hold.
pub static SOURCES_FILE: Record =
    record("Sources").about("Every source once, by id.").table(&Shape::Record(&SOURCE));

pub(super) static SOURCE: Record =
    record("Source").about("A page, paper or measurement that is cited.").keys(&[
        required("title", Text).about("Its title."),
        required("publisher", Text).about("Who published it."),
        key("url", OrUnknown(&Url)).about("Its address."),
        key("path", Text).about("Where in weigh's repository it is."),
        key("observed", OrUnknown(&PartialDate))
            .about("Of when it speaks: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."),
        key("kind", word::<SourceKind>("kind")).about("Why it has neither address nor path."),
        key("because", Text).about("The reason of an unlocated source."),
    ]);

/// What `fit.yaml` may hold.
pub static FIT: Record = record("Fit")
    .about("The points that a project's answers and needs add to a framework or take from it.")
    .keys(&[
        SCHEMA,
        required("points", Map(&Id(Ref::Trait), &POINTS)).about("Traits, each with its points."),
        required("needs", Shape::Record(&NEEDS)).about("The points of needs."),
        required("unsaid", POINTS)
            .about("What the project has not told may be worth up to so many points, either way."),
        required("thresholds", Shape::Record(&THRESHOLDS))
            .about("The leads at which the verdict changes."),
        key("implies", List(&Shape::Record(&IMPLICATION)))
            .about("The needs that something brings along."),
        key("outside", List(&Shape::Record(&OUTSIDE)))
            .about("Projects for which something outside the catalogue is the usual choice."),
    ]);

static NEEDS: Record = record("NeedPoints").about("The points of needs.").keys(&[
    required("step", POINTS)
        .about("Points between built in and by extension, and half of those to missing."),
    required("maybe", Number(Range::new(0.0, 1.0)))
        .about("The weight of a `maybe`; the others have 1."),
    required("bypass", POINTS)
        .about("Points of a feature that will not be used, between built in and not."),
]);

static THRESHOLDS: Record =
    record("Thresholds").about("Leads, in points, at which the verdict changes.").keys(&[
        required("too-close", POINTS).about("Below this lead, no framework is recommended."),
        required("clear", POINTS).about("From this lead on, the recommendation is clear."),
    ]);

static IMPLICATION: Record =
    record("Implication").about("Needs that an answer or another need brings along.").keys(&[
        required("when", Map(&Id(Ref::Subject), &Id(Ref::Statement)))
            .about("Answers and needs, all of which must be given."),
        required(
            "needs",
            Map(&Id(Ref::Capability), &Words("need level that can be brought along", brought)),
        )
        .about("Capabilities, each with its need level: `want`, `maybe` or `bypass`."),
        required("because", Text).about("The reason."),
    ]);

static OUTSIDE: Record = record("Outside").about("A usual choice outside the catalogue.").keys(&[
    required("when", Map(&Id(Ref::Subject), &Id(Ref::Statement)))
        .about("Answers and needs, all of which must be given."),
    required("alternatives", List(&Text)).about("What people choose."),
    required("because", Text).about("The reason."),
    key("precedents", List(&Id(Ref::Precedent))).about("Decisions that ended there."),
]);

/// What the file of a public decision may hold.
pub static PRECEDENT: Record =
    record("Precedent").about("A public decision of a real team, restated.").keys(&[
        SCHEMA,
        required("id", NewId).about("The id, which is also the file's name."),
        required("title", Text).about("The project, in a few words."),
        required("facts", Text).about("What the team said about its project before it chose."),
        required("chose", NewId).about("What it chose: the id of a framework, or another name."),
        required("candidates", List(&Text)).about("What it considered."),
        required("because", Text).about("Its reasons, in a line."),
        key("later", Text).about("What became of the choice, where a source says so."),
        key("year", Number(Range::new(1990.0, 2100.0))).about("The year of the decision."),
        key("url", Url).about("The address where the team published it."),
        required("quality", Words("quality", qualities))
            .about("How well the decision is documented."),
        required("gathering", Number(Range::new(1.0, 99.0)))
            .about("The round in which it was found: 1, 2, ..."),
        key("profile", Shape::Record(&PROFILE))
            .about("The facts as a profile, written by someone who did not know the choice."),
    ]);

/// What `weigh.yaml` may hold.
#[cfg(feature = "cli")]
pub static CONFIG: Record = record("Config")
    .about(
        "The defaults of weigh in this repository; flags and environment override them. \
         Paths are relative to this file and stay within the repository.",
    )
    .keys(&[
        SCHEMA,
        key("profile", Text).about("The profile to use when none is named."),
        key("criteria", Text).about("The folder of the catalogue that replaces the embedded one."),
        key("add", OneOrMany(&Text))
            .about("Files or folders added to the catalogue: one path or several."),
        key("records", Text).about("The folder of the decision records."),
        key("adr", word::<AdrFormat>("ADR format")).about("The format of decision records."),
        key("fail-on", List(&word::<FailOn>("condition")))
            .about("The conditions on which `weigh decide` fails."),
        key("expect", Text)
            .about("The framework that `weigh decide` must recommend; it fails on any other."),
        key("format", word::<OutputFormat>("format")).about("The output format of `weigh decide`."),
        key("as-of", Date)
            .about("The day that counts as today for the age of evidence: YYYY-MM-DD."),
    ]);

/// The levels that a fact may bring along.
fn brought() -> Vec<(&'static str, &'static str)> {
    [Need::Want, Need::Maybe, Need::Bypass].map(|need| (need.as_str(), need.about())).to_vec()
}

fn qualities() -> Vec<(&'static str, &'static str)> {
    vec![
        ("A", "A decision record with its reasons."),
        ("B", "A discussion, an article or a short record."),
    ]
}
