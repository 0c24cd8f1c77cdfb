//! Text as it is seen: two names that look alike are one name, whatever else is in them.

/// Controls, characters of direction, width or variation, and those for private use, which mean whatever a font likes.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// On one line, without what nobody sees: as an answer of few words is kept.
pub(crate) fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Spaces, points between the parts of a name, large and small, wide and narrow letters make no other person.
pub(crate) fn same_name(stated: &str, on_file: &str) -> bool {
    let bare = |name: &str| {
        let seen = name.chars().filter(|c| {
            !is_hidden(*c) && !c.is_whitespace() && !matches!(c, '·' | '•' | '・' | '･' | '‧' | '.')
        });
        seen.map(narrow).collect::<String>().to_lowercase()
    };
    bare(stated) == bare(on_file)
}

/// Ａ as A.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_one() {
        for other in [
            "何\u{200b}秀兰",
            "何 秀兰",
            "\u{202e}何秀兰",
            "何秀\u{7}兰",
            "何秀兰\u{feff}",
        ] {
            assert!(same_name(other, "何秀兰"), "{other:?}");
            assert_eq!(plain(other).replace(' ', ""), "何秀兰");
        }
        assert!(same_name("阿依古丽•买买提", "阿依古丽·买买提"));
        assert!(same_name("Ｊｏｈｎ Smith", "john smith"));
        assert!(!same_name("何秀蓝", "何秀兰"));
    }
}
