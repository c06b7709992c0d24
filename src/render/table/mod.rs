//! The decision for a terminal: the comparison, the answer, what speaks for and against it, and how firm it is.

mod grid;
mod picture;

use super::layout::{Pen, Tone, hang, wrap};
use super::{Style, wording};
use crate::decision::Decision;
use std::io;

/// Writes the decision for a terminal.
pub(super) fn write(decision: &Decision, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let page = Page { pen: Pen { unicode: style.unicode }, width: style.width };
    let blocks = page.blocks(decision, style.full);
    for (at, block) in blocks.iter().filter(|block| !block.is_empty()).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in block {
            writeln!(out, "{}", page.pen.finish(line))?;
        }
    }
    Ok(())
}

/// Lines that belong together.
type Block = Vec<String>;

/// What is written on.
#[derive(Debug, Clone, Copy)]
struct Page {
    pen: Pen,
    width: usize,
}

impl Page {
    fn blocks(self, decision: &Decision, full: bool) -> Vec<Block> {
        let title = wording::title(decision).map_or_else(Block::new, |title| self.heading(&title));
        let mut blocks = vec![title];
        blocks.extend(grid::comparison(self, decision));
        let picture = picture::blocks(self, decision);
        blocks.push(self.answer(decision));
        blocks.push(self.consequences(decision, picture.is_empty()));
        blocks.extend(picture);
        blocks.push(self.titled("How firm it is", &wording::brief(decision)));
        if full {
            let sections = wording::sections(decision);
            blocks
                .extend(sections.iter().map(|section| self.titled(section.title, &section.lines)));
        }
        blocks.push(self.doubts(&wording::notices(decision)));
        blocks.push(self.quiet(&wording::next(decision)));
        blocks
    }

    fn heading(self, text: &str) -> Block {
        wrap(&self.pen.paint(Tone::Strong, text), self.width)
    }

    fn answer(self, decision: &Decision) -> Block {
        let mut lines = self.heading(&wording::headline(decision));
        lines.extend(wording::because(decision).iter().flat_map(|said| wrap(said, self.width)));
        lines
    }

    /// What speaks for whom (with figures, where no picture shows them), who is out, and what each would bring along.
    fn consequences(self, decision: &Decision, figures: bool) -> Block {
        let mut said = wording::reasons(decision, figures);
        said.extend(wording::excluded(decision));
        said.extend(wording::burdens(decision));
        self.bullets(&said, "")
    }

    fn titled(self, title: &str, lines: &[String]) -> Block {
        if lines.is_empty() {
            return Block::new();
        }
        let mut block = self.heading(title);
        block.extend(self.bullets(lines, "· "));
        block
    }

    /// Sentences, each on lines of its own.
    fn bullets(self, said: &[String], bullet: &str) -> Block {
        said.iter().flat_map(|line| hang(line, bullet, "  ", self.width)).collect()
    }

    fn doubts(self, said: &[String]) -> Block {
        let bullet = format!("{} ", self.pen.paint(Tone::Doubt, "!"));
        said.iter().flat_map(|line| hang(line, &bullet, "  ", self.width)).collect()
    }

    fn quiet(self, text: &str) -> Block {
        wrap(&self.pen.paint(Tone::Quiet, text), self.width)
    }
}
