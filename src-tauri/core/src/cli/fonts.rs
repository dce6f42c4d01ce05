//! `fonts`: which face of the standard is set in which font, and where that lies.

use super::{Arguments, Done, Terminal, faces};
use crate::error::Result;
use crate::typeface::Face;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let faces = faces(&mut arguments)?;
    arguments.finish()?;
    for face in Face::ALL {
        let file = faces.file(face);
        let place = file.path().map_or("自带".to_owned(), |path| path.display().to_string());
        terminal.say(format!("{}　{}　{place}", face.label(), file.measures().name))?;
    }
    Ok(Done::Well)
}
