//! The sheets of an `.xls`: the only door to `calamine`. Hidden sheets are left out and told; hidden rows and columns
//! are not known of this old kind of file.

use std::fs::File;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Reader, SheetVisible, Xls};

use super::sheets::{FARTHEST, MOST_SHEETS, Raw};
use super::{CELL_LIMIT, FILE_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::table::Tables;

/// Reads the sheets of an `.xls` whose first bytes are `opening`.
pub(super) fn read(file: File, opening: Vec<u8>, path: &Path) -> Result<Tables> {
    let mut bytes = opening;
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::reading(path, error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    // A damaged file must not end the program, whatever the library makes of it.
    let taken_apart = catch_unwind(AssertUnwindSafe(|| tables(bytes))).ok().flatten();
    let tables =
        taken_apart.ok_or_else(|| Error::BrokenDocument { path: path.to_owned(), detail: "内容已损坏" })?;
    let cells = || tables.tables.iter().flat_map(|table| &table.rows).flatten();
    if cells().count() > CELL_LIMIT || cells().map(|cell| cell.text.len()).sum::<usize>() > TEXT_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    Ok(tables)
}

fn tables(bytes: Vec<u8>) -> Option<Tables> {
    let mut workbook = Xls::new(Cursor::new(bytes)).ok()?;
    let mut tables = Tables::default();
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate().take(MOST_SHEETS) {
        if sheet.visible != SheetVisible::Visible {
            tables.notes.push(format!("工作表“{}”是隐藏的，没有读。", sheet.name));
            continue;
        }
        let range = workbook.worksheet_range(&sheet.name).ok()?;
        let mut raw = Raw::default();
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let (row, column) = range.start().map_or((0, 0), |(row, column)| (place(row), place(column)));
        for (down, right, value) in range.used_cells() {
            if row + down < FARTHEST && column + right < FARTHEST {
                raw.cells.insert((row + down, column + right), value.to_string());
            }
        }
        for area in workbook.merge_cells_by_sheet_name(&sheet.name).ok()? {
            raw.merged.push((place(area.start.0), place(area.end.0), place(area.start.1), place(area.end.1)));
        }
        if !raw.is_small() {
            return None;
        }
        tables.tables.push(raw.table(index));
    }
    Some(tables)
}
