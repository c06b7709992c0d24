//! Every format on the same decisions: what it writes, and what it must never write.

use crate::text::hundredths;
use anstream::adapter::strip_str;
use proptest::prelude::*;
use std::path::PathBuf;
use weigh::Catalogue;
use weigh::decision::Decision;
use weigh::render::{Format, Options, render, table};

/// The decisions kept as files: one for each verdict, and one with three candidates and unknowns.
const KEPT: [&str; 4] = ["clear", "too-close", "none-qualifies", "three"];

fn kept(name: &str) -> Decision {
    let path = manifest().join("tests/fixtures/decisions").join(format!("{name}.json"));
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn manifest() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn written(decision: &Decision, format: Format, options: &Options) -> String {
    render(decision, format, &Catalogue::default(), options)
}

fn unstyled(decision: &Decision, format: Format, options: &Options) -> String {
    strip_str(&written(decision, format, options)).to_string()
}

/// What a stranger's file could say, in every place that takes text.
fn hostile() -> Decision {
    let mut decision = kept("three");
    let names = [
        "A|B <script>alert(1)</script> ::error::x%0A",
        "=cmd()|'/c calc'!A1 \u{1b}[31m\u{1b}]0;t\u{7} \u{202e}nimda @user #1",
        &"框架é".repeat(3_334),
    ];
    for (standing, name) in decision.frameworks.iter_mut().zip(names) {
        name.clone_into(&mut standing.name);
    }
    let long = "x".repeat(10_000);
    let titles = [
        "",
        "`code` | [link](https://evil.example)",
        "::error::\nfile",
        "-1+1",
        "@here",
        &long,
        "數據庫",
    ];
    for (row, title) in decision.criteria.iter_mut().zip(titles) {
        title.clone_into(&mut row.title);
        row.why = Some(format!("{title}\r\n::warning::{title} ##[error]y \u{9b}2J <img src=x>"));
        for rating in row.ratings.values_mut().flatten() {
            rating.overridden = Some(format!("{title}|\u{2066}<b>"));
        }
    }
    decision.project.title = Some("::error file=a::Title <script> | %0A \u{1b}[2J".to_owned());
    decision.project.context =
        Some("<!-- x --> ](javascript:alert(1)) \u{85}\u{2028}::add-mask::y".to_owned());
    decision.project.deciders = vec![String::new(), "@team\u{0}".to_owned()];
    for fact in &mut decision.fit {
        "<b>|@here".clone_into(&mut fact.label);
        for because in fact.because.values_mut() {
            "[x](javascript:alert(1)) <script>\n::error::y".clone_into(because);
        }
    }
    for one in &mut decision.precedents {
        "<img src=x> | @user".clone_into(&mut one.title);
        "javascript:alert(1)".clone_into(&mut one.url);
        one.later = Some("\u{1b}[2J::error::".to_owned());
    }
    for title in decision.project.capabilities.values_mut() {
        "\u{200f}|<b>::error::".clone_into(title);
    }
    for extension in decision.to_add.values_mut().flat_map(weigh::model::SortedMap::values_mut) {
        "+1|`x`\u{1b}c".clone_into(extension);
    }
    if let Some(profile) = &mut decision.inputs.profile {
        "=1+1\n::error::.yaml".clone_into(&mut profile.path);
    }
    decision.inputs.flags = vec!["-w".to_owned(), "a\u{1b}[0m".to_owned()];
    decision
}

fn every_decision() -> Vec<(&'static str, Decision)> {
    let kept = KEPT.map(|name| (name, kept(name)));
    kept.into_iter().chain([("hostile", hostile())]).collect()
}

fn suffix(format: Format) -> &'static str {
    match format {
        Format::Table => "txt",
        Format::Markdown => "md",
        other => other.as_str(),
    }
}

/// Compares with the file, or with `UPDATE=1` writes it.
fn assert_kept(name: &str, found: &str) {
    let path = manifest().join("tests/snapshots/render").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == found, "{name} has changed; run with UPDATE=1 and look at git diff");
}

/// The page without its style sheet and that one's digest, which have their own file.
fn without_style(page: &str) -> String {
    let Some((head, rest)) = page.split_once("<style>") else { return page.to_owned() };
    let (style, body) = rest.split_once("</style>").unwrap();
    assert_eq!(style, include_str!("../../src/render/style.css"));
    let (before, rest) = head.split_once("'sha256-").unwrap();
    let (_, after) = rest.split_once('\'').unwrap();
    format!("{before}'sha256-DIGEST'{after}<style>STYLE</style>{body}")
}

#[test]
fn every_format_writes_what_was_looked_at() {
    for (name, decision) in every_decision() {
        for format in Format::ALL.iter().copied() {
            let found = unstyled(&decision, format, &Options::default());
            let found = if format == Format::Html { without_style(&found) } else { found };
            assert_kept(&format!("{name}.{}", suffix(format)), &found);
        }
    }
}

#[test]
fn the_table_in_its_other_shapes() {
    let narrow = Options { width: 40, ..Options::default() };
    assert_kept("clear.narrow.txt", &unstyled(&kept("clear"), Format::Table, &narrow));
    let ascii = Options { unicode: false, ..Options::default() };
    assert_kept("clear.ascii.txt", &unstyled(&kept("clear"), Format::Table, &ascii));
    let full = Options { full: true, ..Options::default() };
    assert_kept("clear.full.txt", &unstyled(&kept("clear"), Format::Table, &full));
    assert_kept("clear.coloured.txt", &written(&kept("clear"), Format::Table, &Options::default()));
}

#[test]
fn several_decisions_take_a_line_each() {
    let decisions: Vec<Decision> =
        every_decision().into_iter().map(|(_, decision)| decision).collect();
    let found = strip_str(&table::summaries(&decisions, &Options::default())).to_string();
    assert_eq!(found.lines().count(), decisions.len());
    assert_kept("summary.txt", &found);
}

#[test]
fn the_table_names_the_answer_and_every_criterion() {
    let table = unstyled(&kept("clear"), Format::Table, &Options::default());
    for word in [
        "Recommendation: Django, clearly",
        "Security",
        "Likely: about 78% of similar teams chose it.",
        "In 83 of the 93 public decisions with this verdict, the team chose the leader.",
        "Flask would come first if `house-standard` were `flask`",
    ] {
        assert!(table.contains(word), "{word}\n{table}");
    }
}

#[test]
fn comparisons_that_limit_the_verdict_say_so() {
    let catalogue = Catalogue::embedded();
    let notes = |ratio: f64| {
        let text = format!(
            "pairwise: [[security, hiring, {ratio}], [hiring, database, {ratio}], [database, security, {ratio}]]"
        );
        let profile = weigh::Profile::from_yaml(&text, &catalogue).unwrap();
        let settings = weigh::decide::Settings::with_draws(1, 0);
        let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
        weigh::render::messages::notices(&decision).join(" ")
    };
    let (some, much) = (notes(1.6), notes(9.0));
    assert!(some.contains("contradict each other (consistency ratio"), "{some}");
    assert!(much.contains("contradict each other, so no recommendation can be clear"), "{much}");
}

#[test]
fn the_answer_of_every_example_fits_on_one_screen() {
    let mut catalogue = Catalogue::embedded();
    let mut fourth = catalogue.frameworks["fastapi"].clone();
    fourth.id = weigh::model::FrameworkId::new("litestar").unwrap();
    "Litestar".clone_into(&mut fourth.name);
    catalogue.add_framework(fourth);
    let four = ["django", "flask", "fastapi", "litestar"].map(str::to_owned).to_vec();
    for entry in std::fs::read_dir(manifest().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = weigh::load::Text::read(&path).unwrap();
        for frameworks in [None, Some(four.clone()), Some(four[..2].to_vec())] {
            let overlay = weigh::load::Overlay { frameworks, ..Default::default() };
            let profile = weigh::load::profile(Some(&text), &overlay, &catalogue).unwrap();
            let settings = weigh::decide::Settings::with_draws(1, 100);
            let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
            let shown = unstyled(&decision, Format::Table, &Options::default());
            assert!(shown.lines().count() <= 24, "{}\n{shown}", path.display());
            assert!(shown.lines().all(|line| width(line) <= 80), "{}\n{shown}", path.display());
            assert!(shown.contains("Recommendation"), "{shown}");
            let narrow = Options { width: 40, ..Options::default() };
            let shown = unstyled(&decision, Format::Table, &narrow);
            assert!(shown.lines().all(|line| width(line) <= 40), "{}\n{shown}", path.display());
            let page = render(&decision, Format::Html, &catalogue, &Options::default());
            let most = 30_000 * (decision.frameworks.len() + decision.excluded.len()).max(2);
            assert!(page.len() < most, "{}: {} bytes", path.display(), page.len());
        }
    }
}

/// Where nobody qualifies, the framework that would is named, with a command that compares it.
#[test]
fn a_known_framework_that_qualifies_is_named_where_none_does() {
    let catalogue = Catalogue::embedded();
    let decide = |frameworks: &[&str]| {
        let frameworks = Some(frameworks.iter().map(|id| (*id).to_owned()).collect());
        let needs = vec![("admin".to_owned(), "built-in".to_owned())];
        let overlay = weigh::load::Overlay { needs, frameworks, ..Default::default() };
        let profile = weigh::load::profile(None, &overlay, &catalogue).unwrap();
        weigh::decide::decide(&catalogue, &profile, &weigh::decide::Settings::default()).unwrap()
    };
    let decision = decide(&["flask", "fastapi"]);
    let shown = unstyled(&decision, Format::Table, &Options::default()).replace("\n  ", " ");
    let (_, command) = shown.split_once("! Django was not compared").expect(&shown);
    let (_, ids) = command.split_once("`--frameworks ").unwrap();
    let ids: Vec<&str> = ids.split_once('`').unwrap().0.split(',').collect();
    assert_eq!(decide(&ids).recommendation.leader.unwrap().as_str(), "django");
    let full = Options { full: true, ..Options::default() };
    let full = unstyled(&decision, Format::Table, &full);
    assert!(full.contains("chose Django") && !full.contains("chose django"), "{full}");
}

/// A rating that nothing was found for is no rating, and between equals any rating changes who is first.
#[test]
fn what_to_check_first_claims_no_more_than_is_known() {
    let full = Options { full: true, ..Options::default() };
    let mut decision = kept("clear");
    let tip = decision.analysis.tipping_ratings.iter_mut().find(|tip| tip.score > 0.0).unwrap();
    tip.tips_at = Some(tip.score - 0.1);
    let (criterion, framework) = (tip.criterion.clone(), tip.framework.clone());
    assert!(unstyled(&decision, Format::Table, &full).contains(", rated "));
    let row = decision.criteria.iter_mut().find(|row| row.id == criterion).unwrap();
    *row.ratings.get_mut(&framework).unwrap() = None;
    assert!(unstyled(&decision, Format::Table, &full).contains(", not rated; a rating of "));
    decision.recommendation.lead = Some(0.0);
    decision.analysis.tipping_ratings.iter_mut().for_each(|tip| tip.tips_at = None);
    assert!(!unstyled(&decision, Format::Table, &full).contains("No single rating"));
}

/// A weight of zero is meant; a small one among tens may be a mistake.
#[test]
fn only_a_weight_that_is_not_zero_may_have_been_meant_to_be_more() {
    let catalogue = Catalogue::embedded();
    for (weight, is_advised) in [("0", false), ("1", true)] {
        let weights = vec![("community".to_owned(), weight.to_owned())];
        let traits = vec![("size".to_owned(), "small".to_owned())];
        let overlay = weigh::load::Overlay { weights, traits, ..Default::default() };
        let profile = weigh::load::profile(None, &overlay, &catalogue).unwrap();
        let settings = weigh::decide::Settings::with_draws(1, 0);
        let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
        let shown = unstyled(&decision, Format::Table, &Options::default());
        assert_eq!(shown.contains("Your weight lowers"), is_advised, "{shown}");
    }
}

/// A framework of which nobody knows whether it has what is required gets no place.
#[test]
fn no_place_is_claimed_where_a_requirement_is_unknown() {
    let catalogue = Catalogue::embedded();
    let mut named = 0;
    for id in catalogue.capabilities.keys() {
        let needs = vec![(id.to_string(), "built-in".to_owned())];
        let traits = vec![("team".to_owned(), "django".to_owned())];
        let overlay = weigh::load::Overlay { traits, needs, ..Default::default() };
        let profile = weigh::load::profile(None, &overlay, &catalogue).unwrap();
        let settings = weigh::decide::Settings::with_draws(1, 0);
        let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
        for one in decision.not_compared.iter().filter(|one| one.rank.is_some()) {
            assert!(catalogue.frameworks[&one.id].capabilities.contains_key(id), "{} {id}", one.id);
            named += 1;
        }
    }
    assert!(named > 0);
}

/// "`size` were `large`, or `size` were not `small`" names one question twice.
#[test]
fn what_would_change_it_names_a_question_once() {
    let catalogue = Catalogue::embedded();
    let mut answers = 0;
    for asked in &catalogue.traits {
        for answer in &asked.answers {
            let flag = (asked.id.to_string(), answer.id.to_string());
            let overlay = weigh::load::Overlay { traits: vec![flag], ..Default::default() };
            let profile = weigh::load::profile(None, &overlay, &catalogue).unwrap();
            let settings = weigh::decide::Settings::with_draws(1, 0);
            let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
            let Some(said) = weigh::render::messages::changes(&decision) else { continue };
            for of_one in said.split("; ") {
                let times = of_one.matches(&format!("`{}` were", asked.id)).count();
                assert!(times < 2, "{}={}: {said}", asked.id, answer.id);
                answers += times;
            }
        }
    }
    assert!(answers > 0);
}

#[test]
fn nothing_described_is_no_recommendation() {
    let mut decision = kept("clear");
    (decision.described, decision.recommendation.winner) = (false, None);
    for format in [Format::Table, Format::Markdown, Format::Html] {
        let shown = unstyled(&decision, format, &Options { width: 100, ..Options::default() });
        let said = "No project described: this is the catalogue's view with its own weights.";
        assert!(shown.contains(said));
        assert!(!shown.contains("clearly"), "{shown}");
    }
}

/// Every row of the page tells leader less runner-up, the sums too, whoever is best on them.
#[test]
fn the_sums_of_the_page_are_leads_of_the_leader() {
    let mut some = 0;
    for (name, decision) in every_decision() {
        let [leader, rival, ..] = decision.frameworks.as_slice() else { continue };
        let page = written(&decision, Format::Html, &Options::default());
        let Some((_, foot)) = page.split_once("<tfoot") else { continue };
        let foot = foot.split("</tfoot>").next().unwrap();
        let is_told =
            |lead: f64| foot.contains(&format!("{}</strong></td></tr>", hundredths(lead)));
        assert!(is_told(leader.total - rival.total), "{name}: {foot}");
        if foot.contains(">Criteria<") {
            some += 1;
            assert!(is_told(leader.criteria - rival.criteria), "{name}: {foot}");
        }
    }
    assert!(some > 2);
}

#[test]
fn no_simulation_or_estimate_is_certain() {
    let mut decision = kept("clear");
    decision.recommendation.estimate = Some(1.0);
    for ranks in decision.analysis.draws.iter_mut().flat_map(|d| d.rank_acceptability.values_mut())
    {
        *ranks = vec![1.0, 0.0];
    }
    for row in &mut decision.criteria {
        row.best_in_draws.values_mut().for_each(|share| *share = 1.0);
    }
    decision.analysis.all_weightings = None;
    decision.analysis.given_order = None;
    let options = Options { full: true, ..Options::default() };
    for format in [Format::Table, Format::Markdown] {
        let shown = unstyled(&decision, format, &options);
        assert!(shown.contains("about 95%") && shown.contains(">99%"), "{shown}");
        assert!(!shown.contains("100%"), "{shown}");
    }
}

#[test]
fn json_gives_the_decision_back() {
    for (name, decision) in every_decision() {
        let text = written(&decision, Format::Json, &Options::default());
        assert!(text.ends_with("}\n") && !text.contains("##["), "{name}");
        assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision, "{name}");
        let line = weigh::render::json_line(&decision);
        assert_eq!(line.split('\n').count(), 2, "{name}");
        assert_eq!(serde_json::from_str::<Decision>(&line).unwrap(), decision, "{name}");
    }
}

#[test]
fn nothing_that_people_read_controls_anything() {
    for (name, decision) in every_decision() {
        for format in Format::ALL.iter().copied().filter(|format| *format != Format::Json) {
            let text = unstyled(&decision, format, &Options { full: true, ..Options::default() });
            let allowed = |c: char| c == '\n' || (c == '\r' && format == Format::Csv);
            let control = text.chars().find(|c| c.is_control() && !allowed(*c));
            assert_eq!(control, None, "{name} {format:?}");
            let hidden = text.chars().find(
                |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200f}'),
            );
            assert_eq!(hidden, None, "{name} {format:?}");
            let command = text
                .lines()
                .find(|line| line.trim_start().starts_with("::") || line.contains("##["));
            assert_eq!(command, None, "{name} {format:?}");
        }
    }
}

#[test]
fn the_page_holds_no_markup_of_others_and_runs_nothing() {
    let page = written(&hostile(), Format::Html, &Options::default());
    for evil in ["<script", "<img", "<b>", "<!-- x", " onerror=\"", "javascript:alert(1)\""] {
        assert!(!page.contains(evil), "{evil}");
    }
    assert!(
        page.contains("&lt;script&gt;") && page.contains("default-src 'none'; style-src 'sha256-")
    );
}

#[test]
fn the_picture_is_whole_says_what_it_shows_and_holds_no_markup_of_others() {
    for (name, decision) in every_decision() {
        let picture = written(&decision, Format::Svg, &Options::default());
        for evil in ["<script", "<img", "<b>", "<!-- x", "href", "javascript:alert(1)\""] {
            assert!(!picture.contains(evil), "{name}: {evil}");
        }
        let (open, close) = (picture.matches('<').count(), picture.matches('>').count());
        assert_eq!(open, close, "{name}");
        for element in ["svg", "title", "desc", "text", "tspan", "rect", "style"] {
            let opened = picture.matches(&format!("<{element} ")).count()
                + picture.matches(&format!("<{element}>")).count();
            assert_eq!(
                opened,
                picture.matches(&format!("</{element}>")).count(),
                "{name}: {element}"
            );
        }
        let said = picture.split_once("<desc").unwrap().1.split_once("</desc>").unwrap().0;
        assert!(said.matches(" points (").count() == decision.frameworks.len(), "{name}: {said}");
    }
}

#[test]
fn the_parts_of_a_total_come_to_the_total() {
    let catalogue = Catalogue::embedded();
    let all = catalogue.frameworks.keys().map(ToString::to_string).collect();
    let overlay = weigh::load::Overlay { frameworks: Some(all), ..Default::default() };
    let text = weigh::load::Text::read(&manifest().join("examples/bakery-shop.yaml")).unwrap();
    let profile = weigh::load::profile(Some(&text), &overlay, &catalogue).unwrap();
    let settings = weigh::decide::Settings::with_draws(1, 100);
    let decision = weigh::decide::decide(&catalogue, &profile, &settings).unwrap();
    let mut unrated = 0;
    for one in &decision.frameworks {
        let part = |row: &weigh::decision::CriterionRow| {
            let rated = row.ratings[&one.id].as_ref();
            unrated += usize::from(rated.is_none());
            row.share * rated.map_or(5.0, |rating| rating.score)
        };
        let parts: f64 = decision.criteria.iter().map(part).sum();
        assert!((parts - one.criteria).abs() < 1e-9, "{}: {parts}", one.id);
        assert!((one.criteria + one.adjustment - one.total).abs() < 1e-9, "{}", one.id);
    }
    assert!(unrated > 0);
    let parts: f64 =
        weigh::render::messages::lead_parts(&decision).iter().map(|(_, part)| part).sum();
    assert!((parts - decision.recommendation.lead.unwrap()).abs() < 1e-9, "{parts}");
}

#[test]
fn markdown_rows_keep_their_cells_and_nobody_is_mentioned() {
    let text = written(&hostile(), Format::Markdown, &Options::default());
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let tables = text.split("\n\n").filter(|block| block.starts_with('|'));
    let tables: Vec<Vec<&str>> = tables.map(|block| block.lines().collect()).collect();
    assert!(tables.len() == 2 && tables.iter().all(|rows| rows.len() > 7), "{text}");
    for rows in tables {
        assert!(rows.iter().all(|row| bars(row) == bars(rows[0])), "{text}");
    }
    for evil in ["@user", "@here", "@team", "<script", "<b>", "[link](", "://evil"] {
        assert!(!text.contains(evil), "{evil}");
    }
}

#[test]
fn a_spreadsheet_finds_rows_of_one_length_and_no_formula() {
    let text = written(&hostile(), Format::Csv, &Options::default());
    let rows: Vec<Vec<String>> = text.split_terminator("\r\n").map(cells).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    for cell in rows.iter().flatten() {
        let formula =
            cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        assert!(!formula, "{cell}");
    }
}

/// A record of RFC 4180 that holds no line end.
fn cells(record: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in record.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

#[test]
fn ascii_is_all_that_a_plain_terminal_gets() {
    for name in KEPT {
        let options = Options { unicode: false, full: true, ..Options::default() };
        let text = unstyled(&kept(name), Format::Table, &options);
        assert!(text.is_ascii(), "{name}: {:?}", text.chars().find(|c| !c.is_ascii()));
        // `~` marks missing evidence, and nothing else.
        let unicode = unstyled(&kept(name), Format::Table, &Options { unicode: true, ..options });
        assert_eq!(text.matches('~').count(), unicode.matches('~').count(), "{name}: {text}");
    }
}

/// Twice the candidates, so that columns run out.
fn many() -> Decision {
    let mut decision = kept("three");
    for (at, name) in ["Ruby on Rails", "Phoenix", "Spring Boot", "Laravel"].into_iter().enumerate()
    {
        let mut standing = decision.frameworks[2].clone();
        standing.id = weigh::model::FrameworkId::new(&format!("more-{at}")).unwrap();
        name.clone_into(&mut standing.name);
        for row in &mut decision.criteria {
            let rating = row.ratings.values().next().cloned().unwrap();
            row.ratings.insert(standing.id.clone(), rating);
        }
        decision.frameworks.push(standing);
    }
    decision
}

#[test]
fn many_candidates_stay_readable() {
    assert_kept("many.txt", &unstyled(&many(), Format::Table, &Options::default()));
}

/// With every number of candidates, a page of which rows fall short of the head would read as ratings of others.
#[test]
fn every_row_of_the_page_has_a_cell_for_each_candidate() {
    for decision in every_decision().into_iter().map(|(_, decision)| decision).chain([many()]) {
        let page = written(&decision, Format::Html, &Options::default());
        let cells = page.split("<tr role=\"row\">").map(|row| row.matches("class=\"cell").count());
        let cells: Vec<usize> = cells.filter(|count| *count > 0).collect();
        let candidates = decision.frameworks.len();
        assert!(
            cells.iter().all(|count| *count == candidates),
            "{cells:?}, {candidates} candidates"
        );
        assert!(candidates == 0 || cells.len() > decision.criteria.len(), "{cells:?}");
    }
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A line is wider than the page only where a single word is.
    #[test]
    fn no_line_is_too_wide(columns in 20_usize..200, full: bool, unicode: bool) {
        let options = Options { width: columns, unicode, full, ..Options::default() };
        let decisions = every_decision().into_iter().chain([("many", many())]);
        for (name, decision) in decisions {
            for line in unstyled(&decision, Format::Table, &options).lines() {
                let word = line.trim_start_matches([' ', '·', '-', '!']);
                prop_assert!(width(line) <= columns || !word.contains(' '), "{name} at {columns}: {line}");
            }
        }
    }

    /// Any text in any place leaves every format whole.
    #[test]
    fn any_name_is_harmless(name in any::<String>(), title in any::<String>(), why in any::<String>()) {
        let mut decision = kept("clear");
        decision.frameworks[0].name.clone_from(&name);
        decision.criteria[0].title.clone_from(&title);
        decision.criteria[0].why = Some(why);
        decision.project.title = Some(title);
        for format in Format::ALL.iter().copied().filter(|format| *format != Format::Json) {
            let text = unstyled(&decision, format, &Options::default());
            let control = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r'));
            prop_assert_eq!(control, None);
        }
    }
}
