//! 导入 (R54): a transcript prepared elsewhere, as plain text. One utterance a line, 发言人：内容; what stands in brackets is an act.
//! What cannot be read so is refused as a whole, with the line that it breaks at.

use crate::decide::LINE_LIMIT;
use crate::plain::{is_hidden, plain, same_name};
use crate::{Hearing, Seat, SeatId};

/// Lines of one file, and its size in bytes.
pub const MOST_LINES: usize = 1_000;
pub const MOST_BYTES: usize = 1_000_000;
/// Whoever speaks is named in so many characters; of a file's name so many are told.
const LABEL: usize = 20;
const NAME: usize = 80;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// As the file calls who speaks; none for an act.
    pub speaker: Option<String>,
    pub text: String,
}

/// Why nothing of a file is taken over. Lines from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    NotText,
    TooMuch,
    NoSpeaker { line: usize },
    NoWords { line: usize },
    TooLong { line: usize },
}

/// # Errors
/// The first thing that is wrong with it.
pub fn read(text: &str) -> Result<Vec<Utterance>, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MOST_BYTES {
        return Err(Unreadable::TooMuch);
    }
    // A document of another kind, or another writing than was taken for it.
    if text.chars().any(|c| is_hidden(c) || c == '\u{fffd}') {
        return Err(Unreadable::NotText);
    }
    let lines = text.lines().map(str::trim).enumerate();
    let mut all = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        if all.len() == MOST_LINES {
            return Err(Unreadable::TooMuch);
        }
        all.push(utterance(line, at + 1)?);
    }
    if all.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(all)
}

fn utterance(said: &str, line: usize) -> Result<Utterance, Unreadable> {
    let is_act = said.starts_with(['（', '(']) && said.ends_with(['）', ')']);
    let (speaker, text) = match said.split_once(['：', ':']) {
        _ if is_act => (None, said),
        Some((speaker, text)) => (Some(speaker.trim()), text.trim()),
        None => return Err(Unreadable::NoSpeaker { line }),
    };
    let fits = |speaker: &str| !speaker.is_empty() && speaker.chars().count() <= LABEL;
    if !speaker.is_none_or(fits) {
        return Err(Unreadable::NoSpeaker { line });
    }
    if text.is_empty() {
        return Err(Unreadable::NoWords { line });
    }
    if text.chars().count() > LINE_LIMIT {
        return Err(Unreadable::TooLong { line });
    }
    Ok(Utterance {
        speaker: speaker.map(str::to_owned),
        text: text.to_owned(),
    })
}

/// What the record says before the first of them.
pub fn origin(file: &str, lines: usize) -> String {
    let name: String = plain(file).chars().take(NAME).collect();
    format!("以下{lines}行由书记员自文件《{name}》导入，所标时间为导入时间")
}

impl Hearing {
    /// Who is called so: by role, by name or by both. None where nobody is, or more than one.
    pub fn called(&self, label: &str) -> Option<SeatId> {
        let is_meant = |seat: &&Seat| {
            let title = self.title(seat.role, seat.side);
            let short = title.replace("告代理人", "代");
            let both = format!("{title}{}", seat.name);
            [title, &short, &both, &seat.name]
                .into_iter()
                .any(|known| same_name(label, known))
        };
        let speak = self.seats.iter().filter(|seat| !seat.role.only_watches());
        let mut meant = speak.filter(is_meant);
        let first = meant.next()?;
        meant.next().is_none().then(|| first.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Role, Side};

    #[test]
    fn each_line_is_an_utterance_or_an_act() {
        let found =
            read("\u{feff}审判员：现在开庭。\r\n\r\n（核对身份）\n原告: 比例是3：1。\n").unwrap();
        let said = |speaker: Option<&str>, text: &str| Utterance {
            speaker: speaker.map(str::to_owned),
            text: text.to_owned(),
        };
        assert_eq!(
            found,
            [
                said(Some("审判员"), "现在开庭。"),
                said(None, "（核对身份）"),
                said(Some("原告"), "比例是3：1。"),
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        assert_eq!(read(" \n\n"), Err(Unreadable::Empty));
        assert_eq!(read("PK\u{3}\u{4}\u{0}"), Err(Unreadable::NotText));
        assert_eq!(read("审判员：\u{fffd}"), Err(Unreadable::NotText));
        let line = 3;
        let broken = |last: &str| read(&format!("审判员：好。\n\n{last}"));
        assert_eq!(broken("没有发言人"), Err(Unreadable::NoSpeaker { line }));
        assert_eq!(broken("：谁说的"), Err(Unreadable::NoSpeaker { line }));
        let long = "这一句话里虽然有冒号但前面明显不是任何人的称谓：对吧";
        assert_eq!(broken(long), Err(Unreadable::NoSpeaker { line }));
        assert_eq!(broken("原告： "), Err(Unreadable::NoWords { line }));
        let words = "字".repeat(LINE_LIMIT + 1);
        let too_long = broken(&format!("原告：{words}"));
        assert_eq!(too_long, Err(Unreadable::TooLong { line }));
        let most = "原告：好。\n".repeat(MOST_LINES);
        assert_eq!(read(&most).map(|all| all.len()), Ok(MOST_LINES));
        assert_eq!(read(&format!("{most}原告：好。")), Err(Unreadable::TooMuch));
    }

    #[test]
    fn who_is_meant_is_found_where_it_is_one_person() {
        let hearing = Hearing {
            seats: vec![
                Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
                Seat::new("p1", Role::Party, Side::Plaintiff, "林知远"),
                Seat::new("p2", Role::Party, Side::Plaintiff, "林知行"),
                Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
                Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
            ],
            ..Hearing::default()
        };
        let found = |label: &str| hearing.called(label).map(|seat| seat.0);
        assert_eq!(found("审判员").as_deref(), Some("judge"));
        assert_eq!(found("原代").as_deref(), Some("rep"));
        assert_eq!(found("林知行").as_deref(), Some("p2"));
        assert_eq!(found("原告 林知远").as_deref(), Some("p1"));
        assert_eq!(found("原告"), None, "there are two");
        assert_eq!(found("方亦晴"), None, "who watches says nothing");
        assert_eq!(found("证人甲"), None);
    }
}
