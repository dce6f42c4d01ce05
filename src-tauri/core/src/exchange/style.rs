//! Which paragraph styles of a `.docx` are headings, and of which level. How anything looks is not read.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::docx::attribute;

/// The deepest level Word numbers.
const DEEPEST: u8 = 9;

/// Heading levels by style id.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, u8>);

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    level: Option<u8>,
}

impl Styles {
    /// Reads `styles.xml`; what cannot be read makes no headings, since the text is whole without them.
    pub(super) fn read(xml: &str) -> Styles {
        let mut reader = Reader::from_str(xml);
        let (mut styles, mut id) = (BTreeMap::<String, Style>::new(), String::new());
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    let style = styles.entry(id.clone()).or_default();
                    match tag.local_name().into_inner() {
                        "style" => id = attribute(&tag, "styleId").unwrap_or_default(),
                        "basedOn" => style.based_on = attribute(&tag, "val"),
                        "name" => style.level = style.level.or(attribute(&tag, "val").and_then(|name| by_name(&name))),
                        "outlineLvl" => style.level = attribute(&tag, "val").and_then(|text| by_outline(&text)),
                        _ => {}
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let level = |id: &String| inherited(&styles, id).map(|level| (id.clone(), level));
        Styles(styles.keys().filter_map(level).collect())
    }

    /// The heading level of a style.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.0.get(id).copied()
    }
}

/// A style's own level or that of the styles it is based on; a circle among them ends.
fn inherited(styles: &BTreeMap<String, Style>, id: &str) -> Option<u8> {
    let mut style = styles.get(id)?;
    for _ in 0..DEEPEST {
        if style.level.is_some() {
            return style.level;
        }
        style = styles.get(style.based_on.as_ref()?)?;
    }
    None
}

/// `heading 2`, `标题 2`.
fn by_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    rest.trim().parse().ok().filter(|level| (1..=DEEPEST).contains(level))
}

/// An outline level as Word writes it: 0 is the first, 9 is body text.
pub(super) fn by_outline(text: &str) -> Option<u8> {
    text.parse::<u8>().ok().filter(|level| *level < DEEPEST).map(|level| level + 1)
}
