//! The font files compiled into the program. Their origin and licences are in `fonts/README.md`.

use super::Face;

/// Returns the file of a face.
pub(super) fn bytes(face: Face) -> &'static [u8] {
    match face {
        Face::BoldSong => include_bytes!("../../fonts/NotoSerifSC-Bold-subset.ttf"),
        Face::Hei => include_bytes!("../../fonts/NotoSansSC-subset.ttf"),
        Face::Kai => include_bytes!("../../fonts/FandolKai-subset.ttf"),
        Face::Fang => include_bytes!("../../fonts/FandolFang-subset.ttf"),
        Face::Song | Face::Spare => include_bytes!("../../fonts/NotoSerifSC-Regular-subset.ttf"),
        Face::Latin => include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    }
}
