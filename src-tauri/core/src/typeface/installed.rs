//! The standard's own faces as they are installed on a PC: found by file name, proved by what the file says of itself, and
//! passed over where they are broken, of another family, or not to be embedded. Which folders are looked into is told from
//! outside; the first file of the first name that serves is taken, so the choice is the same at every start.

use std::fs;
use std::path::{Path, PathBuf};

use skrifa::outline::DrawSettings;
use skrifa::prelude::{LocationRef, Size};
use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;
use super::outline::Steps;

/// A font file larger than this is none of ours (simsun.ttc has 18 MB).
const LARGEST: u64 = 64 << 20;

/// How a face is known.
struct Mark {
    /// How its file is called, in the order of preference: small letters, no ending; `*` for any end.
    files: &'static [&'static str],
    /// What its family is called; `*` for any end.
    families: &'static [&'static str],
    /// Characters it must draw.
    draws: &'static str,
}

const HANZI: &str = "国预算一，。";

/// How the standard's own faces are known; `None` of one that is always the bundled one.
fn mark(face: Face) -> Option<Mark> {
    let (files, families, draws): (&[&str], &[&str], &str) = match face {
        Face::BoldSong => (&["方正小标宋*", "fzxbs*"], &["方正小标宋*", "FZXiaoBiaoSong*"], HANZI),
        Face::Hei => (&["simhei"], &["SimHei", "黑体"], HANZI),
        Face::Kai => {
            (&["simkai", "楷体_gb2312*", "kaiti_gb2312*"], &["KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312"], HANZI)
        }
        Face::Fang => (
            &["simfang", "仿宋_gb2312*", "fangsong_gb2312*"],
            &["FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312"],
            HANZI,
        ),
        Face::Song => (&["simsun"], &["SimSun", "宋体"], HANZI),
        Face::Latin => (&["times"], &["Times New Roman"], "0189%.Az"),
        Face::Spare => return None,
    };
    Some(Mark { files, families, draws })
}

/// Lists the font files of folders that may hold a face of the standard: folder by folder, by name. A folder that is not
/// there holds none.
pub(super) fn list(folders: &[PathBuf]) -> Vec<PathBuf> {
    let in_folder = |folder: &PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| may_serve(path)).collect();
        files.sort();
        files
    };
    folders.iter().flat_map(in_folder).collect()
}

fn may_serve(path: &Path) -> bool {
    Face::ALL.into_iter().filter_map(mark).any(|mark| mark.files.iter().any(|pattern| is_called(path, pattern)))
}

/// Whether a font file has a name; Windows writes `simfang_0.ttf` where a second one was installed.
fn is_called(path: &Path, pattern: &str) -> bool {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
    let (Some(stem), Some(ending)) = (part(path.file_stem()), part(path.extension())) else {
        return false;
    };
    let first = stem.trim_end_matches(|last: char| last.is_ascii_digit()).strip_suffix('_').unwrap_or(&stem);
    matches!(ending.as_str(), "ttf" | "ttc" | "otf") && (fits(&stem, pattern) || fits(first, pattern))
}

/// Whether a name is the pattern, or begins with what stands before its `*`.
fn fits(name: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(name == pattern, |beginning| name.starts_with(beginning))
}

/// A face found on the PC: its file, the file's bytes, and the face's index in it.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    pub(super) index: u32,
}

/// Finds a face among the files listed.
pub(super) fn find(files: &[PathBuf], face: Face) -> Option<Found> {
    let mark = mark(face)?;
    let called = |pattern: &'static str| files.iter().filter(move |path| is_called(path, pattern));
    mark.files.iter().flat_map(|pattern| called(pattern)).find_map(|path| {
        let bytes = read(path)?;
        let index = serving(&bytes, &mark)?;
        Some(Found { path: path.clone(), bytes, index })
    })
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
    small.then(|| fs::read(path).ok()).flatten()
}

/// Returns which face of a file serves, by its index.
fn serving(bytes: &[u8], mark: &Mark) -> Option<u32> {
    let fonts = FileRef::new(bytes).ok()?.fonts();
    (0..).zip(fonts).find_map(|(index, font)| {
        let font = font.ok()?;
        (is_of_family(&font, mark.families) && may_be_embedded(&font) && is_sound(&font, mark.draws)).then_some(index)
    })
}

fn is_of_family(font: &FontRef<'_>, families: &[&str]) -> bool {
    let names =
        font.localized_strings(StringId::FAMILY_NAME).chain(font.localized_strings(StringId::TYPOGRAPHIC_FAMILY_NAME));
    names.map(|name| name.to_string()).any(|name| families.iter().any(|family| fits(&name, family)))
}

/// Whether the maker lets the face's outlines be embedded in a paper, and be cut (OpenType, OS/2, fsType).
fn may_be_embedded(font: &FontRef<'_>) -> bool {
    const RESTRICTED: u16 = 0x0002;
    const USAGE: u16 = 0x000f;
    const NOT_CUT: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    font.os2().is_ok_and(|os2| {
        let permission = os2.fs_type();
        permission & USAGE != RESTRICTED && permission & (NOT_CUT | BITMAPS_ONLY) == 0
    })
}

/// Whether the file is whole: every glyph is where the file says, made of glyphs that are there, and what the face is for
/// is drawn.
fn is_sound(font: &FontRef<'_>, draws: &str) -> bool {
    let (Ok(maxp), Ok(head), Ok(glyf)) = (font.maxp(), font.head(), font.glyf()) else {
        return false;
    };
    let (Ok(loca), Ok(_)) = (font.loca(head.index_to_loc_format() != 0), font.hmtx()) else {
        return false;
    };
    let glyphs = maxp.num_glyphs();
    let whole = |id: u16| match loca.get_glyf(GlyphId::from(id), &glyf) {
        Ok(Some(Glyph::Composite(parts))) => parts.components().all(|part| part.glyph.to_u32() < u32::from(glyphs)),
        Ok(_) => true,
        Err(_) => false,
    };
    let characters = font.charmap();
    let outlines = font.outline_glyphs();
    let drawn = |character: char| {
        let mut steps = Steps::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let glyph = characters.map(character).and_then(|id| outlines.get(id));
        glyph.is_some_and(|glyph| glyph.draw(settings, &mut steps).is_ok()) && !steps.is_empty()
    };
    (0..glyphs).all(whole) && draws.chars().all(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_under_the_names_windows_gives_them() {
        let called = |name: &str, pattern: &str| is_called(Path::new(name), pattern);
        assert!(called("/f/SIMFANG.TTF", "simfang") && called("/f/simfang_0.ttf", "simfang"));
        assert!(called("/f/simsun.ttc", "simsun") && !called("/f/simsunb.ttf", "simsun"));
        assert!(called("/f/FZXBSJW--GB1-0.TTF", "fzxbs*") && called("/f/方正小标宋简体.ttf", "方正小标宋*"));
        assert!(called("/f/times.ttf", "times") && !called("/f/timesbd.ttf", "times"));
        assert!(!called("/f/simfang.fon", "simfang") && !called("/f/simfang", "simfang"));
    }
}
