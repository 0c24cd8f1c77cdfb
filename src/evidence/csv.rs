//! A list as spreadsheets write it (RFC 4180): quoted fields, line breaks in them, comma, semicolon or tab between.

pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let between = [',', '\t', ';', '，']
        .into_iter()
        .max_by_key(|sign| (count(*sign), *sign == ','))
        .unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            (true, '"') => quoted = false,
            (true, _) => field.push(sign),
            (false, '"') if field.is_empty() => quoted = true,
            (false, '\r') if signs.peek() == Some(&'\n') => {}
            (false, '\n' | '\r') => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (false, _) if sign == between => row.push(std::mem::take(&mut field)),
            (false, _) => field.push(sign),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn fields_are_what_the_spreadsheet_had() {
        let text = "\u{feff}编号,名称\r\nP1,\"借条，\"\"原件\"\"\r\n一页\"\r\nP2,\n";
        let found = rows(text);
        assert_eq!(found[0], ["编号", "名称"]);
        assert_eq!(found[1], ["P1", "借条，\"原件\"\r\n一页"]);
        assert_eq!(found[2], ["P2", ""]);
        assert_eq!(found.len(), 3);
        assert_eq!(rows("a\tb\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert!(rows("").is_empty());
    }
}
