//! A list of exhibits to be filed, row by row, and what is wrong in which row.

use hearing::exhibit::{ExhibitCategory, Particulars, Secrecy};
use hearing::{ExhibitId, Hearing, Refusal, Side};

use super::facts::{BadNumber, bad_number, next_number};
use super::upload::{LARGEST, Problem};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTrouble {
    BadNumber,
    NumberTaken,
    NumberTwice,
    NoTitle,
    BadCategory,
    BadCopies,
    BadSecrecy,
    TooLong,
    NoFile,
    /// Two files of this name in different folders.
    FileTwice,
    Empty,
    TooLarge,
    Office,
    LateReason,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RowState {
    Waiting,
    Sending,
    Done,
    Refused(Refusal),
    Failed(Problem),
    Stopped,
}

/// A file at hand, as far as a list has to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// With its folders.
    pub path: String,
    pub size: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// In the list, from 1, its heading counted; of a folder, the place of the file.
    pub line: usize,
    pub number: String,
    pub title: String,
    pub category: Option<ExhibitCategory>,
    pub copies: Option<u16>,
    pub source: String,
    pub purpose: String,
    pub secrecy: Option<Secrecy>,
    pub alternative: String,
    pub late_reason: String,
    pub named: String,
    /// Among the files that were chosen.
    pub file: Option<usize>,
    pub troubles: Vec<RowTrouble>,
    pub state: RowState,
}

impl ImportRow {
    pub fn id(&self) -> ExhibitId {
        ExhibitId::new(self.number.clone())
    }

    pub fn particulars(&self) -> Particulars {
        Particulars {
            copies: self.copies.unwrap_or(1),
            text_alternative: self.alternative.clone(),
            late_reason: Some(self.late_reason.clone()).filter(|reason| !reason.is_empty()),
        }
    }
}

/// Columns, by what their headings may be called.
const NUMBER: &[&str] = &["编号", "证据编号", "number", "no."];
const TITLE: &[&str] = &["证据名称", "名称", "title"];
const CATEGORY: &[&str] = &["类别", "kind", "category"];
const COPIES: &[&str] = &["份数", "copies"];
const SOURCE: &[&str] = &["来源", "source"];
const PURPOSE: &[&str] = &["证明对象", "证明目的", "purpose"];
const SECRECY: &[&str] = &["保密等级", "secrecy"];
const FILE: &[&str] = &["文件名", "文件", "file"];
const ALTERNATIVE: &[&str] = &["文字说明", "description"];
const LATE: &[&str] = &["逾期理由", "late reason"];

/// With a byte order mark, so that a spreadsheet reads it as what it is.
pub const SAMPLE: &str = "\u{feff}编号,证据名称,类别,份数,来源,证明对象,保密等级,文件名,文字说明,逾期理由\r\nP1,借条,书证,1,被告出具,证明双方借贷二十万元,当事人,借条.pdf,,\r\n";

/// The rows of a list; none where it has no titles.
pub fn of_list(rows: &[Vec<String>]) -> Option<Vec<ImportRow>> {
    let heading = rows.first()?;
    let column = |names: &[&str]| {
        heading
            .iter()
            .position(|cell| names.contains(&cell.trim().to_lowercase().as_str()))
    };
    column(TITLE)?;
    let places = [
        NUMBER,
        TITLE,
        CATEGORY,
        COPIES,
        SOURCE,
        PURPOSE,
        SECRECY,
        FILE,
        ALTERNATIVE,
        LATE,
    ]
    .map(column);
    let rows = rows.iter().enumerate().skip(1);
    let said = rows.filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    Some(
        said.map(|(at, row)| {
            let [
                number,
                title,
                category,
                copies,
                source,
                purpose,
                secrecy,
                file,
                alternative,
                late,
            ] = places.map(|place| {
                let cell = place.and_then(|place| row.get(place));
                cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
            });
            ImportRow {
                line: at + 1,
                number,
                title,
                category: category_of(&category),
                copies: if copies.is_empty() {
                    Some(1)
                } else {
                    copies.trim_end_matches('份').trim().parse().ok()
                },
                source,
                purpose,
                secrecy: secrecy_of(&secrecy),
                alternative,
                late_reason: late,
                named: file,
                file: None,
                troubles: Vec::new(),
                state: RowState::Waiting,
            }
        })
        .collect(),
    )
}

/// One row for each file of a folder.
pub fn of_folder(files: &[Found]) -> Vec<ImportRow> {
    let all = files.iter().enumerate();
    all.map(|(at, found)| {
        let name = found.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        ImportRow {
            line: at + 1,
            number: String::new(),
            title: stem.chars().take(100).collect(),
            category: Some(ExhibitCategory::Documentary),
            copies: Some(1),
            source: String::new(),
            purpose: String::new(),
            secrecy: Some(Secrecy::Parties),
            alternative: String::new(),
            late_reason: String::new(),
            named: found.path.clone(),
            file: Some(at),
            troubles: Vec::new(),
            state: RowState::Waiting,
        }
    })
    .collect()
}

/// Finds the file of each row, gives numbers to those that have none, and says of each what is wrong with it.
pub fn check(rows: &mut [ImportRow], files: &[Found], h: &Hearing, side: Side, late: bool) {
    let mut given: Vec<String> = rows
        .iter()
        .filter(|row| !row.number.is_empty())
        .map(|row| row.number.clone())
        .collect();
    let mut next = next_number(h, side);
    for row in rows.iter_mut() {
        if row.number.is_empty() {
            while given.contains(&next) {
                next = after(&next);
            }
            row.number.clone_from(&next);
            given.push(next.clone());
        }
    }
    for row in rows.iter_mut() {
        let mut troubles = Vec::new();
        match bad_number(h, &row.number) {
            Some(BadNumber::Malformed) => troubles.push(RowTrouble::BadNumber),
            Some(BadNumber::Taken) => troubles.push(RowTrouble::NumberTaken),
            None => {}
        }
        if given.iter().filter(|number| **number == row.number).count() > 1 {
            troubles.push(RowTrouble::NumberTwice);
        }
        if row.title.is_empty() || row.title.chars().count() > 100 {
            troubles.push(RowTrouble::NoTitle);
        }
        if row.category.is_none() {
            troubles.push(RowTrouble::BadCategory);
        }
        if !row.copies.is_some_and(|copies| (1..=100).contains(&copies)) {
            troubles.push(RowTrouble::BadCopies);
        }
        if row.secrecy.is_none() {
            troubles.push(RowTrouble::BadSecrecy);
        }
        let texts = [
            &row.source,
            &row.purpose,
            &row.alternative,
            &row.late_reason,
        ];
        if texts.iter().any(|text| text.chars().count() > 1_000) {
            troubles.push(RowTrouble::TooLong);
        }
        if late && row.late_reason.is_empty() {
            troubles.push(RowTrouble::LateReason);
        }
        match file_of(row, files) {
            Ok(at) => {
                row.file = Some(at);
                if let Some(found) = files.get(at) {
                    troubles.extend(unfit(found));
                }
            }
            Err(trouble) => {
                row.file = None;
                troubles.push(trouble);
            }
        }
        row.troubles = troubles;
    }
}

fn after(number: &str) -> String {
    let letters = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.get(letters.len()..).unwrap_or_default();
    let n: u32 = digits.parse().unwrap_or(0);
    format!("{letters}{}", n.saturating_add(1))
}

fn file_of(row: &ImportRow, files: &[Found]) -> Result<usize, RowTrouble> {
    let wanted = if row.named.is_empty() {
        &row.title
    } else {
        &row.named
    };
    let wanted = wanted.replace('\\', "/");
    let fits = |found: &Found| {
        let stem = found
            .path
            .rsplit_once('.')
            .map_or(found.path.as_str(), |(stem, _)| stem);
        [found.path.as_str(), stem]
            .into_iter()
            .any(|path| path == wanted || path.ends_with(&format!("/{wanted}")))
    };
    if let Some(at) = files.iter().position(|found| found.path == wanted) {
        return Ok(at);
    }
    let mut all = files.iter().enumerate().filter(|(_, found)| fits(found));
    match (all.next(), all.next()) {
        (Some((at, _)), None) => Ok(at),
        (Some(_), Some(_)) => Err(RowTrouble::FileTwice),
        (None, _) => Err(RowTrouble::NoFile),
    }
}

fn unfit(found: &Found) -> Option<RowTrouble> {
    const OFFICE: [&str; 9] = [
        "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "wps",
    ];
    let ending = found
        .path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if found.size == 0.0 {
        Some(RowTrouble::Empty)
    } else if found.size > LARGEST {
        Some(RowTrouble::TooLarge)
    } else if OFFICE.contains(&ending.as_str()) {
        Some(RowTrouble::Office)
    } else {
        None
    }
}

fn category_of(word: &str) -> Option<ExhibitCategory> {
    match word.to_lowercase().as_str() {
        "书证" | "documentary" | "document" => Some(ExhibitCategory::Documentary),
        "物证" | "physical" | "physical evidence" => Some(ExhibitCategory::Physical),
        "视听资料" | "audio_visual" | "audio-visual" => Some(ExhibitCategory::AudioVisual),
        "电子数据" | "electronic_data" | "electronic data" => {
            Some(ExhibitCategory::ElectronicData)
        }
        "证人证言" | "witness_testimony" | "testimony" => {
            Some(ExhibitCategory::WitnessTestimony)
        }
        "当事人陈述" | "当事人的陈述" | "party_statement" => {
            Some(ExhibitCategory::PartyStatement)
        }
        "鉴定意见" | "expert_opinion" => Some(ExhibitCategory::ExpertOpinion),
        "勘验笔录" | "inspection_record" => Some(ExhibitCategory::InspectionRecord),
        _ => None,
    }
}

/// Nothing said is what most evidence is: for the parties.
fn secrecy_of(word: &str) -> Option<Secrecy> {
    match word.to_lowercase().as_str() {
        "公开" | "open" => Some(Secrecy::Open),
        "" | "当事人" | "当事人可见" | "parties" => Some(Secrecy::Parties),
        "仅代理人与专家" | "counsel_and_experts" => Some(Secrecy::CounselAndExperts),
        "仅法庭" | "court_only" => Some(Secrecy::CourtOnly),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn found(path: &str) -> Found {
        Found {
            path: path.to_owned(),
            size: 10.0,
        }
    }

    fn checked(list: &str, files: &[Found]) -> Vec<ImportRow> {
        let mut rows = of_list(&super::super::csv::rows(list)).unwrap_or_default();
        check(
            &mut rows,
            files,
            &Hearing::default(),
            Side::Plaintiff,
            false,
        );
        rows
    }

    #[wasm_bindgen_test]
    fn each_row_says_what_is_wrong_with_it() {
        let list = "编号,证据名称,类别,份数,保密等级,文件名\n\
            P1,借条,书证,1,,借条.pdf\n\
            P1,回单,书证,0,绝密,没有.pdf\n\
            证2,,口供,二,公开,a/同名.pdf\n\
            ,信,书证,,,同名\n";
        let files = [
            found("案卷/借条.pdf"),
            found("案卷/a/同名.pdf"),
            found("案卷/b/同名.pdf"),
        ];
        let rows = checked(list, &files);
        assert_eq!(rows[0].troubles, [RowTrouble::NumberTwice]);
        assert_eq!(rows[0].file, Some(0));
        assert_eq!(
            rows[1].troubles,
            [
                RowTrouble::NumberTwice,
                RowTrouble::BadCopies,
                RowTrouble::BadSecrecy,
                RowTrouble::NoFile
            ]
        );
        assert_eq!(rows[2].line, 4);
        assert_eq!(
            rows[2].troubles,
            [
                RowTrouble::BadNumber,
                RowTrouble::NoTitle,
                RowTrouble::BadCategory,
                RowTrouble::BadCopies
            ]
        );
        assert_eq!(rows[3].troubles, [RowTrouble::FileTwice]);
        assert_eq!(rows[3].number, "P2", "the first that is free");
        assert!(of_list(&super::super::csv::rows("a,b\n1,2")).is_none());
    }

    #[wasm_bindgen_test]
    fn a_folder_is_a_list_of_its_files() {
        let files = [found("案卷/借条.pdf"), found("案卷/答辩状.docx")];
        let mut rows = of_folder(&files);
        check(
            &mut rows,
            &files,
            &Hearing::default(),
            Side::Defendant,
            true,
        );
        assert_eq!(
            (rows[0].title.as_str(), rows[1].number.as_str()),
            ("借条", "D2")
        );
        assert_eq!(rows[0].troubles, [RowTrouble::LateReason]);
        assert_eq!(
            rows[1].troubles,
            [RowTrouble::LateReason, RowTrouble::Office]
        );
    }
}
