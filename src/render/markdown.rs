//! The decision for a pull request's comment or a job's summary.
//!
//! What files said is escaped so that it stays text: no markup, no link, nobody mentioned, no issue referred to.

use super::{Options, messages};
use crate::decision::Decision;
use crate::render::messages::{Rating, Row, Rows};
use std::fmt::Write as _;
use std::io;

/// Writes a section: the answer, the comparison, and how firm it is.
pub(super) fn write(
    decision: &Decision,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = format!("## {}\n\n", escaped(&messages::heading(decision)));
    let because = messages::because(decision).join(" ");
    let answer = format!("**{}.** {}", escaped(&messages::headline(decision)), escaped(&because));
    paragraph(&mut page, answer.trim_end());
    table(&mut page, &Rows::of(decision));
    list(&mut page, &messages::reasons(decision, true));
    list(&mut page, &messages::excluded(decision));
    list(&mut page, &messages::burdens(decision));
    titled(&mut page, "How firm it is", &messages::brief(decision));
    titled(&mut page, "To know", &messages::notices(decision));
    details(&mut page, decision, options.full);
    out.write_all(plain_spaces(page.trim_end()).as_bytes())?;
    writeln!(out)
}

/// Searches and other tools expect ordinary spaces.
fn plain_spaces(page: &str) -> String {
    page.replace('\u{a0}', " ")
}

fn paragraph(page: &mut String, text: &str) {
    let _ = write!(page, "{text}\n\n");
}

fn list(page: &mut String, said: &[String]) {
    if said.is_empty() {
        return;
    }
    for line in said {
        let _ = writeln!(page, "- {}", escaped(line));
    }
    page.push('\n');
}

fn titled(page: &mut String, title: &str, said: &[String]) {
    if !said.is_empty() {
        paragraph(page, &format!("### {title}"));
        list(page, said);
    }
}

/// The long analysis, folded away; open where it was asked for.
fn details(page: &mut String, decision: &Decision, open: bool) {
    let open = if open { " open" } else { "" };
    let _ = write!(page, "<details{open}><summary>The whole analysis</summary>\n\n");
    for section in messages::sections(decision) {
        paragraph(page, &format!("**{}**", section.title));
        list(page, &section.lines);
    }
    page.push_str("</details>\n");
}

fn table(page: &mut String, rows: &Rows) {
    if rows.frameworks.is_empty() {
        return;
    }
    let names: Vec<String> = rows.frameworks.iter().map(|name| escaped(name)).collect();
    let _ = writeln!(page, "| Criterion | Share | {} | Winner | Sure | Why |", names.join(" | "));
    let _ = writeln!(page, "| :-- | --: |{} :-- | --: | :-- |", " --: |".repeat(names.len()));
    for row in &rows.criteria {
        line(page, &cells(row));
    }
    let bold = |text: &String| format!("**{}**", escaped(text));
    let mut total = vec!["**Total**".to_owned(), String::new()];
    total.extend(rows.totals.iter().map(bold));
    total.extend([bold(&rows.first), String::new(), String::new()]);
    line(page, &total);
    let mut range = vec!["Range".to_owned(), String::new()];
    range.extend(rows.ranges.iter().map(|range| escaped(range)));
    range.extend([const { String::new() }; 3]);
    line(page, &range);
    let legend: Vec<String> = rows.legend.iter().map(|said| escaped(said)).collect();
    page.push('\n');
    if !legend.is_empty() {
        paragraph(page, &format!("<sub>{}</sub>", legend.join("<br>")));
    }
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells = vec![escaped(&row.criterion), escaped(&row.share)];
    let rating = |(at, rating): (usize, &Rating)| {
        let score = escaped(&rating.marked());
        if row.winner_at == Some(at) { format!("**{score}**") } else { score }
    };
    cells.extend(row.ratings.iter().enumerate().map(rating));
    cells.extend([&row.winner, &row.sure, &row.why].map(|text| escaped(text)));
    cells
}

fn line(page: &mut String, cells: &[String]) {
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

/// Text that stays text, with what stands between backticks as code.
pub(super) fn escaped(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { words(part) } else { code(part) }).collect()
}

/// What to type: our own words and ids, in which only the bar could end a cell.
fn code(part: &str) -> String {
    format!("`{}`", part.replace('|', "\\|"))
}

fn words(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    for (at, character) in part.char_indices() {
        let rest = &part[at + character.len_utf8()..];
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '|' => escaped.push_str("\\|"),
            // An empty comment parts what GitHub would join to a mention, a reference or a link.
            '@' => escaped.push_str("@<!-- -->"),
            '#' if rest.starts_with(|next: char| next.is_ascii_alphanumeric()) => {
                escaped.push_str("#<!-- -->");
            }
            ':' if rest.starts_with("//") => escaped.push_str(":<!-- -->"),
            '.' if is_www(&part[..at]) => escaped.push_str(".<!-- -->"),
            '-' | '+' if at == 0 => escaped.extend(['\\', character]),
            '.' | ')' if numbers_a_list(&part[..at], rest) => escaped.extend(['\\', character]),
            '\\' | '*' | '_' | '[' | ']' | '~' | '#' | '$' | '!' => {
                escaped.extend(['\\', character]);
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// Whether a full stop or a bracket after `before` would begin a numbered list.
fn numbers_a_list(before: &str, rest: &str) -> bool {
    let number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    number && (rest.is_empty() || rest.starts_with(' '))
}

fn is_www(before: &str) -> bool {
    before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_files_said_stays_text() {
        for (given, shown) in [
            ("A|B", "A\\|B"),
            ("<script>", "&lt;script&gt;"),
            ("ask @user", "ask @<!-- -->user"),
            ("see #12", "see #<!-- -->12"),
            ("[x](y) ![z](w)", "\\[x\\](y) \\!\\[z\\](w)"),
            ("https://a.b www.c.d", "https:<!-- -->//a.b www.<!-- -->c.d"),
            ("*b* __i__ ~s~", "\\*b\\* \\_\\_i\\_\\_ \\~s\\~"),
            ("- item", "\\- item"),
            ("1. item 2.5", "1\\. item 2.5"),
            ("say `admin: must`", "say `admin: must`"),
        ] {
            assert_eq!(escaped(given), shown);
        }
    }
}
