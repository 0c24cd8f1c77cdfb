//! A sentence whose names are kept in one piece. The sign that holds them together is for us alone: a page that is read aloud or copied
//! has the bare words.

use leptos::prelude::*;

const HOLDS: char = '\u{2060}';

/// Each name a piece that no line breaks.
pub fn whole(text: &str) -> impl IntoView + use<> {
    let pieces = pieces(text).into_iter().map(|(piece, is_name)| {
        if is_name {
            view! { <span class="whole">{piece}</span> }.into_any()
        } else {
            piece.into_any()
        }
    });
    pieces.collect_view()
}

/// Whether each piece was held together.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if signs.peek() != Some(&HOLDS) {
            plain.push(sign);
            continue;
        }
        let mut name = String::from(sign);
        while signs.next_if_eq(&HOLDS).is_some() {
            name.extend(signs.next());
        }
        if !plain.is_empty() {
            pieces.push((std::mem::take(&mut plain), false));
        }
        pieces.push((name, true));
    }
    if !plain.is_empty() {
        pieces.push((plain, false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_name_is_a_piece_and_has_no_sign_in_it() {
        let piece = |text: &str, is_name| (text.to_owned(), is_name);
        assert_eq!(
            pieces("原告林\u{2060}知\u{2060}远发言"),
            [
                piece("原告", false),
                piece("林知远", true),
                piece("发言", false)
            ]
        );
        assert_eq!(pieces("周\u{2060}以"), [piece("周以", true)]);
        assert_eq!(pieces("Zhou speaks"), [piece("Zhou speaks", false)]);
        assert_eq!(pieces(""), []);
    }
}
