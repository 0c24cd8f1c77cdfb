//! The faces a transcript is set in.
//!
//! A subset of Noto Serif CJK SC (OFL, see `fonts/OFL.txt`) ships with the program, so that a transcript looks the same on
//! every machine: the 8,105 characters of the 通用规范汉字表, which names in China's registers are held to since 2013, and
//! GB 2312. An older name may have a rarer character; then, and only then, the whole face is read from the system if it is there.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use hearing::Hearing;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// A face, and the characters it has in ascending order.
#[derive(Clone)]
struct Face {
    font: Font,
    has: Arc<[u32]>,
}

static SHIPPED: LazyLock<Option<Face>> = LazyLock::new(|| {
    let bytes = include_bytes!("../fonts/NotoSerifCJKsc-Regular-subset.otf");
    Font::new(Bytes::new(bytes.as_slice()), 0).map(Face::new)
});

/// Where distributions put the whole face.
const SYSTEM_PLACES: [&str; 3] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Regular.ttc",
];

/// 25 MB, kept once it was needed.
static SYSTEM: LazyLock<Option<Face>> = LazyLock::new(|| {
    let bytes = SYSTEM_PLACES
        .iter()
        .find_map(|place| std::fs::read(Path::new(place)).ok())?;
    Font::iter(Bytes::new(bytes))
        .find(|font| font.info().family == "Noto Serif CJK SC")
        .map(Face::new)
});

/// In the order in which a character is looked for.
pub struct Fonts {
    faces: Vec<Face>,
    book: LazyHash<FontBook>,
}

/// The shipped face, and the system's where the hearing has a character that the former lacks.
pub fn for_text_of(hearing: &Hearing) -> Fonts {
    let shipped = Fonts::new(SHIPPED.iter().cloned());
    let text = serde_json::to_string(hearing).unwrap_or_default();
    let lacks = |c: char| !hearing::is_hidden(c) && !shipped.covers(c);
    if text.chars().any(lacks) {
        Fonts::new(SHIPPED.iter().chain(SYSTEM.iter()).cloned())
    } else {
        shipped
    }
}

impl Face {
    fn new(font: Font) -> Self {
        Self {
            has: font.info().coverage.iter().collect(),
            font,
        }
    }
}

impl Fonts {
    fn new(faces: impl Iterator<Item = Face>) -> Self {
        let faces: Vec<Face> = faces.collect();
        // Both are of one family by name; the template asks for them by place.
        let infos = faces.iter().enumerate().map(|(n, face)| FontInfo {
            family: format!("face {n}"),
            ..face.font.info().clone()
        });
        Self {
            book: LazyHash::new(FontBook::from_infos(infos)),
            faces,
        }
    }

    pub fn covers(&self, c: char) -> bool {
        let wanted = u32::from(c);
        self.faces
            .iter()
            .any(|face| face.has.binary_search(&wanted).is_ok())
    }

    pub fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).map(|face| face.font.clone())
    }

    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The names by which the template asks, in order.
    pub fn families(&self) -> Vec<String> {
        (0..self.faces.len()).map(|n| format!("face {n}")).collect()
    }
}
