//! The annual report (正文): cover, contents of a long one, title, numbered chapters with their figures filled in, attachment list, signature.

use super::{Block, Lead, Made, Numbering, Orientation, Paper, Run, Section, Source};
use crate::filing;
use crate::narrative::{self, HeadingNumbers, Piece};

/// The sections of the report.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let title = made.title(Paper::Report);
    let unit = made.evaluation.reporting_unit.clone();
    let date = made.shown("report.signed_on");
    let cover = Block::Cover { title: title.clone(), unit: unit.clone(), date: date.clone() };
    let mut blocks = vec![Block::Title { text: title }];
    let mut numbers = HeadingNumbers::default();
    let written = made.filing.blocks.iter().filter(|block| !block.text.trim().is_empty());
    blocks.extend(written.map(|block| text_block(made, block, &mut numbers)));
    let attached = made.edition.papers.for_filing(!made.filing.projects.is_empty()).into_iter().skip(1);
    blocks.push(Block::AttachmentList { titles: attached.map(|paper| made.title(paper)).collect() });
    blocks.push(Block::Signature { unit, date });
    let section =
        |numbering, blocks| Section { orientation: Orientation::Portrait, numbering, one_page: false, blocks };
    let over_pages = made.edition.papers.contents_over_pages;
    let contents = over_pages.map(|over_pages| section(Numbering::None, vec![Block::Contents { over_pages }]));
    let cover = section(Numbering::None, vec![cover]);
    std::iter::once(cover).chain(contents).chain([section(Numbering::Restart, blocks)]).collect()
}

fn text_block(made: &Made<'_>, block: &filing::Block, numbers: &mut HeadingNumbers) -> Block {
    let runs = quoted(made, &block.text);
    let source = Some(Source(format!("block:{}", block.id)));
    let Some((level, number)) = numbers.next(block.level) else {
        return Block::Paragraph { lead: None, runs, source };
    };
    if !block.run_in {
        return Block::Heading { level, number, runs, source };
    }
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let lead = Lead { level, number, heading_chars: narrative::heading_chars(&text) };
    Block::Paragraph { lead: Some(lead), runs, source }
}

/// The text with its figures; a blank or unknown one stands as 【label】, so that the gap is seen.
fn quoted(made: &Made<'_>, text: &str) -> Vec<Run> {
    let run = |piece: Piece<'_>| match piece {
        Piece::Words(words) => Run::plain(narrative::unescape(words)),
        Piece::Reference(reference) => {
            Run { text: made.evaluation.printed(reference), source: Some(Source(format!("figure:{reference}"))) }
        }
    };
    narrative::pieces(text).into_iter().map(run).collect()
}
