//! Every size, margin, face and distance of a paper, as GB/T 9704—2012 gives them. No other file of `layout` holds a measure.

use crate::document::Orientation;
use crate::typeface::Role;

use super::length::Length;

/// The long and the short side of A4 (5.1).
const A4: (Length, Length) = (Length::mm(297), Length::mm(210));
/// White above the type area (5.2.1).
const MARGIN_TOP: Length = Length::mm(37);
/// White on the binding side (5.2.1).
const MARGIN_LEFT: Length = Length::mm(28);
/// The type area, 156 mm × 225 mm (5.2.1); 35 mm below it and 26 mm right of it stay white.
const TYPE_AREA: (Length, Length) = (Length::mm(156), Length::mm(225));

/// Lines on a page (5.2.3).
pub(super) const LINES_PER_PAGE: i32 = 22;
/// Characters in a line (5.2.3).
pub(super) const CHARACTERS_PER_LINE: i32 = 28;
/// From one baseline to the next: 225 mm ÷ 22.
pub const LINE_PITCH: Length = Length(TYPE_AREA.1.0 / LINES_PER_PAGE);
/// From one character to the next: 156 mm ÷ 28, a little less than the 16 pt of the characters themselves.
pub const CHARACTER_PITCH: Length = Length(TYPE_AREA.0.0 / CHARACTERS_PER_LINE);

/// 2号, titles.
const SIZE_2: Length = Length::pt(22);
/// 小2号, table titles that 2号 would break.
const SIZE_SMALL_2: Length = Length::pt(18);
/// 3号, text.
const SIZE_3: Length = Length::pt(16);
/// 4号, page numbers (7.5).
const SIZE_4: Length = Length::pt(14);
/// 5号, the cells of a table and the lines about it.
const SIZE_5: Length = Length::tenths(105);
/// 小5号, cells whose number or word is too long for 5号.
const SIZE_SMALL_5: Length = Length::pt(9);
/// 6号, the smallest.
const SIZE_6: Length = Length::tenths(75);
/// 1号, the title on a cover.
const SIZE_1: Length = Length::pt(26);

/// How a text is set: its face, its size, and the room a full-width character takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextStyle {
    /// The face.
    pub(super) role: Role,
    /// The font size.
    pub(super) size: Length,
    /// From one full-width character to the next.
    pub(super) pitch: Length,
    /// The height of a line.
    pub(super) leading: Length,
}

const fn solid(role: Role, size: Length, leading: Length) -> TextStyle {
    TextStyle { role, size, pitch: size, leading }
}

const fn on_grid(role: Role) -> TextStyle {
    TextStyle { role, size: SIZE_3, pitch: CHARACTER_PITCH, leading: LINE_PITCH }
}

/// The paper's title (7.3.1).
pub(super) const TITLE: TextStyle = solid(Role::Title, SIZE_2, Length::pt(34));
/// The least white below a title; what the grid leaves over is added.
pub(super) const BELOW_TITLE: Length = Length::pt(12);
/// What a title's line begins with where it can: the words before stay together (7.3.1: 词意完整).
pub(super) const TITLE_BEGINNINGS: [&str; 6] =
    ["部门整体支出", "整体支出", "项目支出", "预算支出", "绩效", "基础数据表"];
/// What a title's line ends with where it can.
pub(super) const TITLE_ENDINGS: [&str; 2] = ["年度", "（单位）"];
/// A table's title, tried from the largest size that stays on one line.
pub(super) const TABLE_TITLES: [TextStyle; 3] = [
    solid(Role::Title, SIZE_2, LINE_PITCH),
    solid(Role::Title, SIZE_SMALL_2, LINE_PITCH),
    solid(Role::Title, SIZE_3, Length::pt(28)),
];
/// Body text (5.2.2).
pub(super) const BODY: TextStyle = on_grid(Role::Body);
/// `附件1` at the head of an attachment (7.3.4).
pub(super) const ATTACHMENT_MARK: TextStyle = on_grid(Role::Heading);
/// The lines over and under a table.
pub(super) const TABLE_LINE: TextStyle = solid(Role::Body, SIZE_5, Length::pt(18));
/// Notes below a table.
pub(super) const NOTE: TextStyle = solid(Role::Body, SIZE_5, Length::pt(16));
/// White between a table and the note below it.
pub(super) const ABOVE_NOTE: Length = Length::pt(4);
/// Cells.
pub(super) const CELL: TextStyle = CELLS[0];
/// Cells, and what they are set in where a number or a word would have to be cut.
pub(super) const CELLS: [TextStyle; 3] = [
    solid(Role::Cell, SIZE_5, Length::pt(14)),
    solid(Role::Cell, SIZE_SMALL_5, Length::pt(12)),
    solid(Role::Cell, SIZE_6, Length::pt(10)),
];
/// Cells of a table's head, the same.
pub(super) const HEAD_CELLS: [TextStyle; 3] = [
    solid(Role::Heading, SIZE_5, Length::pt(14)),
    solid(Role::Heading, SIZE_SMALL_5, Length::pt(12)),
    solid(Role::Heading, SIZE_6, Length::pt(10)),
];
/// The title on a cover.
pub(super) const COVER_TITLE: TextStyle = solid(Role::Title, SIZE_1, Length::pt(44));
/// Unit and date on a cover.
pub(super) const COVER_LINE: TextStyle =
    TextStyle { role: Role::Subheading, size: SIZE_3, pitch: SIZE_3, leading: LINE_PITCH };
/// Page numbers (7.5).
pub(super) const PAGE_NUMBER: TextStyle = solid(Role::PageNumber, SIZE_4, SIZE_4);
/// The stamp on a copy that is not for filing.
pub(super) const STAMP: TextStyle = solid(Role::Heading, SIZE_3, SIZE_3);

/// The faces of headings by level: 黑体, 楷体, 仿宋, 仿宋 (7.3.3).
pub(super) fn heading(level: u8) -> TextStyle {
    on_grid(match level {
        0 | 1 => Role::Heading,
        2 => Role::Subheading,
        _ => Role::Body,
    })
}

/// Lines that an attachment's mark takes, so that its title stands in the third (7.3.4).
pub(super) const LINES_OF_MARK: i32 = 2;
/// Indent of a paragraph's first line, in characters (7.3.3).
pub(super) const INDENT: i32 = 2;
/// Room kept for the seal above the unit's name, in lines (7.3.5.1).
pub(super) const SEAL_LINES: i32 = 2;
/// White right of the date, in characters (7.3.5.1).
pub(super) const DATE_FROM_RIGHT: i32 = 4;
/// White right of a unit's name without a date, in characters (7.3.5.2).
pub(super) const UNIT_FROM_RIGHT: i32 = 2;
/// Lines of text that stay with the signature, so that it never stands alone (7.3.5.5).
pub(super) const LINES_WITH_SIGNATURE: usize = 2;

/// Thickness of a table's rules.
pub(super) const RULE: Length = Length::tenths(5);
/// White left and right of a cell's text.
pub(super) const CELL_SIDE: Length = Length::pt(3);
/// White above and below a cell's text.
pub(super) const CELL_ABOVE: Length = Length::pt(2);
/// A merged cell of up to so many lines is a label: it is repeated whole on every page it reaches.
pub(super) const LABEL_LINES: usize = 6;
/// A centred cell of up to so many characters has lines of nearly the same length.
pub(super) const BALANCED_CELL: usize = 40;
/// A row that must be split shows at least so many lines before the break.
pub(super) const LEAST_LINES_OF_SPLIT_ROW: i32 = 4;

/// From the type area's lower edge to the dashes beside the page number (7.5).
const PAGE_NUMBER_DROP: Length = Length::mm(7);
/// How far the dashes of the page number's face stand above its baseline, in thousandths of an em.
const DASH_ABOVE_BASELINE: i64 = 268;
/// White between the type area's edge and the page number, in its characters (7.5).
pub(super) const PAGE_NUMBER_INDENT: Length = SIZE_4;

/// From the upper edge of the sheet to the upper edge of the stamp.
pub(super) const STAMP_TOP: Length = Length::mm(14);
/// White inside the stamp's frame: beside the word, and above and below it.
pub(super) const STAMP_PADDING: (Length, Length) = (Length::pt(10), Length::pt(5));
/// Thickness of the stamp's frame.
pub(super) const STAMP_RULE: Length = Length::pt(1);

/// Room right of a heading in the contents, in characters: dots and number.
pub(super) const RIGHT_OF_CONTENTS: i32 = 4;
/// Room for the number of a page in the contents, in characters.
pub(super) const PAGE_OF_CONTENTS: i32 = 2;

/// Lines of the page above a cover's title, its unit and its date.
pub(super) const COVER_LINES_ABOVE: (i32, i32) = (4, 16);

/// A page's size and the place of its type area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// How it is held.
    pub(super) orientation: Orientation,
    /// The page's size, across and down.
    pub(super) size: (Length, Length),
    /// The type area's upper left corner.
    pub(super) corner: (Length, Length),
    /// The type area's size, across and down.
    pub(super) area: (Length, Length),
}

impl Sheet {
    /// Returns the sheet as it is held. A landscape sheet is the portrait one turned so that its binding side is on top:
    /// bound among the others, its head lies at the binding on odd pages and at the fore-edge on even ones (7.5, 8).
    pub(super) fn new(orientation: Orientation) -> Sheet {
        let (long, short) = A4;
        match orientation {
            Orientation::Portrait => {
                Sheet { orientation, size: (short, long), corner: (MARGIN_LEFT, MARGIN_TOP), area: TYPE_AREA }
            }
            Orientation::Landscape => Sheet {
                orientation,
                size: (long, short),
                corner: (long - MARGIN_TOP - TYPE_AREA.1, MARGIN_LEFT),
                area: (TYPE_AREA.1, TYPE_AREA.0),
            },
        }
    }
}

/// Returns how far below the portrait sheet's upper edge the baseline of its page number lies.
pub(super) fn page_number_baseline() -> Length {
    MARGIN_TOP + TYPE_AREA.1 + PAGE_NUMBER_DROP + PAGE_NUMBER.size.share(DASH_ABOVE_BASELINE, 1000)
}

/// Returns where the portrait sheet's type area begins and ends, from its left edge.
pub(super) fn page_number_bounds() -> (Length, Length) {
    (MARGIN_LEFT + PAGE_NUMBER_INDENT, MARGIN_LEFT + TYPE_AREA.0 - PAGE_NUMBER_INDENT)
}

impl TextStyle {
    /// Returns how far below a line's upper edge its baseline lies: the em stands in the middle of the line, and 88 % of
    /// an em is above the baseline in every Chinese face.
    pub(super) fn baseline(&self) -> Length {
        (self.leading - self.size).half() + self.size.share(88, 100)
    }
}
