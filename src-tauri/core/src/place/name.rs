//! What an exported file may be called: a name that both Windows and Linux take, and that looks like what it is.

/// A name that Windows and Linux take, of whose it is and what it is: characters they refuse become `_`, those nobody sees
/// and trailing dots and spaces go, device names get a mark. Where it is too long, `whose` is cut, so that what tells
/// files apart stays.
pub fn file_name(whose: &str, what: &str, extension: &str) -> String {
    const LONGEST: usize = 240; // bytes; Linux takes 255, Windows as many units of UTF-16, of which there are never more
    let what = beginning(&cleaned(what), LONGEST);
    let name = beginning(&cleaned(whose), LONGEST - what.len()) + &what;
    let stem = name.trim().trim_end_matches(['.', ' ']);
    let mark = if stem.is_empty() || is_device(stem) { "_" } else { "" };
    format!("{mark}{stem}.{extension}")
}

fn cleaned(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_control() && !is_invisible(*c));
    seen.map(|c| if "<>:\"/\\|?*".contains(c) { '_' } else { c }).collect()
}

/// Marks that only steer the direction or the joining of letters: a name with one of them looks like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// As many whole characters as fit into so many bytes.
fn beginning(text: &str, bytes: usize) -> String {
    text[..text.floor_char_boundary(bytes)].to_owned()
}

/// Windows opens a device under these names, whatever extension follows.
/// Source: Microsoft, “Naming Files, Paths, and Namespaces”; superscript digits count as digits.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let mut rest = base.strip_prefix(device).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&base.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_cleaned_for_windows() {
        assert_eq!(file_name("某局/科：", "2020*年?", "pdf"), "某局_科：2020_年_.pdf");
        assert_eq!(file_name("<a>:\"b\"", "|\\c/", "pdf"), "_a___b___c_.pdf");
        assert_eq!(file_name("某\u{7}局\r\n", "2024\u{0}", "pdf"), "某局2024.pdf");
        assert_eq!(file_name("某局", "\u{202E}fdp.exe\u{200B}", "pdf"), "某局fdp.exe.pdf");
    }

    #[test]
    fn dots_and_spaces_at_the_end_go() {
        assert_eq!(file_name(" 某局", "2024. . ", "pdf"), "某局2024.pdf");
        assert_eq!(file_name(" ", ". ", "pdf"), "_.pdf");
        assert_eq!(file_name("", "", "pdf"), "_.pdf");
    }

    #[test]
    fn no_name_is_a_devices() {
        for device in ["con", "PRN", "Aux", "nul", "COM1", "com9", "COM0", "LPT1", "lpt9", "COM¹", "LPT³", "CONOUT$"]
        {
            assert_eq!(file_name(device, "", "pdf"), format!("_{device}.pdf"));
        }
        assert_eq!(file_name("NUL.", "2020", "pdf"), "_NUL.2020.pdf");
        assert_eq!(file_name("com1 .", "2020.v2", "pdf"), "_com1 .2020.v2.pdf");
        for name in ["CONS", "COM10", "COM", "LPTx", "某NUL", "NUL某"] {
            assert_eq!(file_name(name, "", "pdf"), format!("{name}.pdf"));
        }
    }

    #[test]
    fn a_name_too_long_still_says_what_it_is() {
        let name = file_name(&"长".repeat(300), "2024年度附件1", "pdf");
        assert!(name.ends_with("长2024年度附件1.pdf") && name.len() <= 255, "{name}");
        assert!(file_name("某局", &"长".repeat(300), "pdf").len() <= 255);
        // Four bytes and two units of UTF-16 each.
        let name = file_name(&"𠮷".repeat(300), "2024年度附件1", "pdf");
        assert!(name.ends_with("𠮷2024年度附件1.pdf") && name.len() <= 255, "{name}");
    }
}
