//! The faces of a PC: folders of font files made here, out of the bundled ones under the names Windows gives the standard's
//! own, and what the program makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use ziping::document;
use ziping::layout::lay_out;
use ziping::paint::paint_pdf;
use ziping::typeface::{Face, Faces, Role};
use ziping::workbook::Workbook;

use crate::harness::{Folder, NOW};

/// What a font says of its embedding (OpenType, OS/2, fsType).
const INSTALLABLE: u16 = 0;
const RESTRICTED: u16 = 2;
const PREVIEW_AND_PRINT: u16 = 4;
const NOT_CUT: u16 = 0x0100;

fn bundled(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project").join("src-tauri/core/fonts");
    fs::read(folder.join(name)).expect("the bundled face is there")
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The tables of a font: tag and bytes.
fn tables(font: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let table = |index: usize| {
        let at = 12 + index * 16;
        let (from, length) = (u32_at(font, at + 8) as usize, u32_at(font, at + 12) as usize);
        (font[at..at + 4].try_into().expect("a tag"), font[from..from + length].to_vec())
    };
    (0..usize::from(u16_at(font, 4))).map(table).collect()
}

/// A font made of tables, which begins `base` bytes into its file.
fn font(tables: &[([u8; 4], Vec<u8>)], base: usize) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("few tables");
    let mut made = [&[0, 1, 0, 0][..], &count.to_be_bytes(), &[0; 6]].concat();
    let mut at = base + 12 + tables.len() * 16;
    for (tag, bytes) in tables {
        made.extend_from_slice(tag);
        made.extend_from_slice(&[0; 4]);
        made.extend_from_slice(&u32::try_from(at).expect("small").to_be_bytes());
        made.extend_from_slice(&u32::try_from(bytes.len()).expect("small").to_be_bytes());
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        made.extend_from_slice(bytes);
        made.resize(made.len().next_multiple_of(4), 0);
    }
    made
}

/// A bundled face under another family's name and permission, which begins `base` bytes into its file.
fn renamed(file: &str, family: &str, permission: u16, base: usize) -> Vec<u8> {
    let mut tables = tables(&bundled(file));
    for (tag, bytes) in &mut tables {
        match &*tag {
            b"name" => *bytes = names(family),
            b"OS/2" => bytes[8..10].copy_from_slice(&permission.to_be_bytes()),
            _ => {}
        }
    }
    font(&tables, base)
}

/// A table of names: family, style, whole name, PostScript name, all in Windows' Unicode.
fn names(family: &str) -> Vec<u8> {
    let postscript: String = family.chars().map(|c| if c.is_ascii_graphic() { c } else { '-' }).collect();
    let texts = [(1u16, family), (2, "Regular"), (4, family), (6, &postscript)];
    let encoded = texts.map(|(id, text)| (id, text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()));
    let mut table = [0u16, 4, 6 + 4 * 12].map(u16::to_be_bytes).concat();
    let mut at = 0;
    for (id, text) in &encoded {
        let length = u16::try_from(text.len()).expect("short");
        table.extend([3, 1, 0x804, *id, length, at].map(u16::to_be_bytes).concat());
        at += length;
    }
    table.extend(encoded.into_iter().flat_map(|(_, text)| text));
    table
}

/// A collection of two faces, by bundled file and family.
fn collection(faces: [(&str, &str); 2]) -> Vec<u8> {
    let head = 12 + 2 * 4;
    let first = renamed(faces[0].0, faces[0].1, INSTALLABLE, head);
    let second = renamed(faces[1].0, faces[1].1, INSTALLABLE, head + first.len());
    let places = [head, head + first.len()].map(|place| u32::try_from(place).expect("small").to_be_bytes());
    [&b"ttcf"[..], &[0, 1, 0, 0, 0, 0, 0, 2], &places[0], &places[1], &first, &second].concat()
}

/// Puts a file into a folder and gives the folder.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    fs::create_dir_all(folder).expect("is made");
    fs::write(folder.join(name), bytes).expect("is written");
    folder.to_owned()
}

/// The name of the file that serves a face; `None` where the bundled one does.
fn served_by(faces: &Faces, face: Face) -> Option<String> {
    Some(faces.file(face).path()?.file_name()?.to_string_lossy().into_owned())
}

/// A folder with all the standard's faces, each made of another bundled one than serves it.
pub(crate) fn whole_set(folder: &Path) -> PathBuf {
    put(folder, "FZXBSJW.TTF", &renamed("NotoSansSC-subset.ttf", "FZXiaoBiaoSong-B05S", INSTALLABLE, 0));
    put(folder, "simhei.ttf", &renamed("FandolKai-subset.ttf", "SimHei", PREVIEW_AND_PRINT, 0));
    put(folder, "simkai.ttf", &renamed("FandolFang-subset.ttf", "KaiTi", INSTALLABLE, 0));
    put(folder, "SIMFANG.TTF", &renamed("FandolKai-subset.ttf", "FangSong", INSTALLABLE, 0));
    let song = [("NotoSansSC-subset.ttf", "NSimSun"), ("FandolFang-subset.ttf", "SimSun")];
    put(folder, "simsun.ttc", &collection(song));
    put(folder, "times.ttf", &renamed("LiberationSerif-Regular.ttf", "Times New Roman", INSTALLABLE, 0))
}

#[test]
fn the_standards_own_faces_are_taken_where_the_pc_has_them() {
    let folder = Folder::new();
    let faces = Faces::installed(&[folder.path("nowhere"), whole_set(&folder.path("fonts"))]);
    let served = Face::ALL.map(|face| served_by(&faces, face));
    let expected = ["FZXBSJW.TTF", "simhei.ttf", "simkai.ttf", "SIMFANG.TTF", "simsun.ttc", "times.ttf"]
        .map(|name| Some(name.into()));
    assert_eq!(served[..6], expected);
    assert_eq!(served[6], None, "the spare one is the bundled one");
    assert_eq!(faces.file(Face::Song).bytes().1, 1, "of the collection the face of the family");
    assert_eq!(faces.file(Face::BoldSong).measures().name, "FZXiaoBiaoSong-B05S");
    let glyph = |faces: &Faces, role| faces.glyph(role, '国').map(|glyph| glyph.id);
    assert_eq!(glyph(&faces, Role::Body), glyph(&Faces::bundled(), Role::Subheading), "made of the bundled 楷体");
}

#[test]
fn what_the_pcs_faces_lack_comes_from_the_bundled_ones() {
    let folder = Folder::new();
    let faces = Faces::installed(&[whole_set(&folder.path("fonts"))]);
    for rare in ['㎡', '堃'] {
        assert_eq!(faces.glyph(Role::Cell, rare).map(|glyph| glyph.face), Some(Face::Spare), "{rare}");
    }
}

#[test]
fn a_file_that_does_not_serve_is_passed_over() {
    let sound = || renamed("FandolKai-subset.ttf", "仿宋", INSTALLABLE, 0);
    let mut lost_glyphs = tables(&sound());
    lost_glyphs.iter_mut().filter(|(tag, _)| tag == b"glyf").for_each(|(_, bytes)| bytes.truncate(1000));
    let mut no_characters = tables(&sound());
    no_characters.retain(|(tag, _)| tag != b"cmap");
    let half = sound()[..sound().len() / 2].to_vec();
    for (why, bytes) in [
        ("empty", Vec::new()),
        ("no font", b"not a font at all".to_vec()),
        ("half a file", half),
        ("outlines lost", font(&lost_glyphs, 0)),
        ("no characters", font(&no_characters, 0)),
        ("another family", renamed("FandolKai-subset.ttf", "幼圆", INSTALLABLE, 0)),
        ("not to be embedded", renamed("FandolKai-subset.ttf", "仿宋", RESTRICTED, 0)),
        ("not to be cut", renamed("FandolKai-subset.ttf", "仿宋", NOT_CUT, 0)),
        ("no hanzi", renamed("LiberationSerif-Regular.ttf", "仿宋", INSTALLABLE, 0)),
    ] {
        let folder = Folder::new();
        let of_pc = put(&folder.path("pc"), "simfang.ttf", &bytes);
        let alone = Faces::installed(std::slice::from_ref(&of_pc));
        assert_eq!(served_by(&alone, Face::Fang), None, "{why}");
        put(&of_pc, "仿宋_GB2312.ttf", &sound());
        assert_eq!(served_by(&Faces::installed(&[of_pc]), Face::Fang), Some("仿宋_GB2312.ttf".into()), "{why}");
    }
}

#[test]
fn the_pcs_folder_comes_before_hers_and_the_better_name_before_both() {
    let folder = Folder::new();
    let kai = |family: &str| renamed("FandolKai-subset.ttf", family, INSTALLABLE, 0);
    let hers = put(&folder.path("hers"), "simkai.ttf", &kai("KaiTi"));
    let of_pc = put(&folder.path("pc"), "楷体_GB2312.ttf", &kai("楷体_GB2312"));
    let folders = [of_pc.clone(), hers.clone()];
    assert_eq!(Faces::installed(&folders).file(Face::Kai).path(), Some(hers.join("simkai.ttf").as_path()));
    put(&of_pc, "simkai.ttf", &kai("KaiTi"));
    assert_eq!(Faces::installed(&folders).file(Face::Kai).path(), Some(of_pc.join("simkai.ttf").as_path()));
}

/// The demo's papers bound, set in the faces of a folder.
pub(crate) fn bound(folder: &Folder, faces: &Faces) -> Vec<u8> {
    let workbook = Workbook::open(Path::new(&folder.sample("demo")), NOW).expect("opens");
    let year = workbook.year(None).expect("has a year");
    let stamp = year.stamp(false);
    let document = document::build(&year.papers_for_filing(), &year.edition, &year.filing, &year.evaluation, stamp);
    paint_pdf(&lay_out(&document, faces), faces).expect("is painted")
}

#[test]
fn papers_in_the_pcs_faces_are_the_same_each_time_and_others_than_in_the_bundled_ones() {
    let folder = Folder::new();
    let fonts = [whole_set(&folder.path("fonts"))];
    let once = bound(&folder, &Faces::installed(&fonts));
    let again = Folder::new();
    assert_eq!(once, bound(&again, &Faces::installed(&fonts)));
    let (bundled, nowhere) = (Folder::new(), Folder::new());
    let plain = bound(&bundled, &Faces::bundled());
    assert_ne!(once, plain);
    assert_eq!(bound(&nowhere, &Faces::installed(&[nowhere.path("fonts")])), plain);
}
