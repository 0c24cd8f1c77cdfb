//! 证据材料收据 (R39; EV 19): what one person has filed, with count, pages, time and hashes.

use hearing::exhibit::Exhibit;
use hearing::{Hearing, Millis, SeatId};
use serde::Serialize;

use crate::literal::{Setter, Text};
use crate::{RecordError, clock, words};

/// 收据码: a signed checkpoint of the journal, to be kept by who got the receipt.
pub struct ReceiptCode {
    /// The compact JWS.
    pub code: String,
    /// The same to scan, as SVG.
    pub picture: String,
    /// The last record that it binds.
    pub record: u64,
    pub at: Millis,
}

#[derive(Serialize)]
struct Code {
    picture: String,
    /// In lines that break nowhere else: it has no spaces.
    lines: Vec<String>,
    record: u64,
    at: String,
}

/// So many signs of the code stand in one line of the receipt.
const LINE: usize = 66;

impl Code {
    fn of(given: &ReceiptCode) -> Self {
        let signs: Vec<char> = given.code.chars().collect();
        Self {
            picture: given.picture.clone(),
            lines: signs
                .chunks(LINE)
                .map(|line| line.iter().collect())
                .collect(),
            record: given.record,
            at: clock::day_and_time(given.at),
        }
    }
}

#[derive(Serialize)]
pub struct Receipt {
    families: Vec<String>,
    court: Text,
    number: Text,
    cause: Text,
    by: Text,
    items: Vec<Item>,
    count: usize,
    copies: u32,
    pages: u32,
    first: String,
    last: String,
    made: String,
    code: Option<Code>,
    #[serde(skip)]
    identity: String,
}

#[derive(Serialize)]
struct Item {
    id: Text,
    title: Text,
    category: &'static str,
    copies: u16,
    pages: u32,
    at: String,
    sha256: String,
    late: bool,
    /// 撤回 leaves the item on the receipt: it was received.
    withdrawn: String,
}

impl Receipt {
    /// Of what `seat` has filed, in the order of the list.
    pub fn of(
        hearing: &Hearing,
        seat: &SeatId,
        code: Option<&ReceiptCode>,
        at: Millis,
        setter: &Setter<'_>,
    ) -> Result<Self, RecordError> {
        let matter = hearing.matter.as_ref().ok_or(RecordError::NoMatter)?;
        let me = hearing.seat(seat).ok_or(RecordError::NoMatter)?;
        let of_his = |e: &&Exhibit| e.submitted_by == *seat;
        let filed: Vec<&Exhibit> = hearing
            .in_examination_order()
            .into_iter()
            .filter(of_his)
            .collect();
        if filed.is_empty() {
            return Err(RecordError::NothingFiled);
        }
        let case = matter.case.as_ref();
        let bench = hearing.seats.iter().filter(|s| s.role.is_bench()).count();
        let standing = words::standing(me, matter.procedure, bench > 1);
        let times = || filed.iter().map(|e| e.submitted_at);
        let hashes: String = filed.iter().map(|e| e.file.sha256.as_str()).collect();
        Ok(Self {
            families: setter.families(),
            court: setter.set(&matter.court),
            number: setter.set(case.map_or("", |c| c.number.as_str())),
            cause: setter.set(case.map_or("", |c| c.cause.as_str())),
            by: setter.set(format!("{standing}{}", me.name)),
            count: filed.len(),
            copies: filed.iter().map(|e| u32::from(e.copies)).sum(),
            pages: filed.iter().map(|e| e.file.pages).sum(),
            first: times().min().map_or_else(String::new, clock::day_and_time),
            last: times().max().map_or_else(String::new, clock::day_and_time),
            made: clock::day_and_time(at),
            code: code.map(Code::of),
            items: filed.iter().map(|e| item(e, setter)).collect(),
            identity: format!("receipt {seat} {hashes} {at}"),
        })
    }

    pub fn identity(&self) -> String {
        self.identity.clone()
    }
}

fn item(e: &Exhibit, setter: &Setter<'_>) -> Item {
    Item {
        id: setter.set(e.id.as_str()),
        title: setter.set(&e.title),
        category: words::exhibit_category(e.category),
        copies: e.copies,
        pages: e.file.pages,
        at: clock::day_and_time(e.submitted_at),
        sha256: e.file.sha256.clone(),
        late: e.late.is_some(),
        withdrawn: e
            .withdrawn
            .as_ref()
            .map_or_else(String::new, |w| clock::day_and_time(w.at)),
    }
}
