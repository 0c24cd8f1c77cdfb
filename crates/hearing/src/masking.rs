//! 个人信息保护 (R97): numbers of identity documents, telephones and addresses, known by their form, in copies that leave the court.
//!
//! What is signed is signed as it was said: on the screen, and in the digest, nothing is masked from who reads the record. It is
//! the copies that go from hand to hand that say no more of others than they must.

use std::borrow::Cow;

use crate::{Hearing, SeatId};

/// What a copy of the record shows of personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Masking {
    /// The court's own copies.
    Nothing,
    /// All but what this person said himself.
    AllBut(SeatId),
}

impl Masking {
    /// A text that belongs to everybody.
    pub fn of<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::Nothing => Cow::Borrowed(text),
            Self::AllBut(_) => masked(text),
        }
    }

    /// A text of this person's own.
    pub fn said_by<'a>(&self, seat: &SeatId, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::AllBut(own) if own == seat => Cow::Borrowed(text),
            Self::AllBut(_) | Self::Nothing => self.of(text),
        }
    }
}

impl Hearing {
    /// The court keeps the whole; whoever else takes a copy has his own numbers in it, and not those of others.
    pub fn masking_for(&self, reader: &SeatId) -> Masking {
        match self.seat(reader) {
            Some(seat) if seat.role.is_court() => Masking::Nothing,
            Some(_) | None => Masking::AllBut(reader.clone()),
        }
    }
}

const STAR: char = '*';
/// What stands before an address.
const MARKERS: [&str; 8] = [
    "住址",
    "住所地",
    "住所",
    "户籍地",
    "户籍所在地",
    "现住",
    "住在",
    "地址",
];
/// Up to these an address says no more than a summons does.
const DISTRICTS: [char; 7] = ['省', '市', '区', '县', '旗', '州', '盟'];
/// What tells an address from other words.
const STREETS: [&str; 12] = [
    "路", "街", "道", "巷", "弄", "村", "镇", "乡", "小区", "胡同", "号", "室",
];
/// No address goes on beyond one of these.
const ENDS: [char; 12] = [
    '，', '。', '；', '、', ',', ';', '\n', '）', ')', '”', '"', '：',
];

/// The text with numbers and addresses of persons taken out, the rest as it was.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut chars: Vec<char> = text.chars().collect();
    let numbers = mask_numbers(&mut chars);
    let addresses = mask_addresses(&mut chars);
    if numbers || addresses {
        Cow::Owned(chars.into_iter().collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn mask_numbers(chars: &mut [char]) -> bool {
    let mut any = false;
    let mut at = 0;
    while at < chars.len() {
        match number_at(chars, at) {
            Some(found) => {
                let kept = found.head..found.places.len().saturating_sub(found.tail);
                for place in found.places.get(kept).unwrap_or_default() {
                    if let Some(c) = chars.get_mut(*place) {
                        *c = STAR;
                    }
                }
                at = found.places.last().map_or(at, |last| *last) + 1;
                any = true;
            }
            None => at += 1,
        }
    }
    any
}

/// Where the signs of a number stand, and how many of them stay at either end.
struct Number {
    places: Vec<usize>,
    head: usize,
    tail: usize,
}

fn number_at(chars: &[char], at: usize) -> Option<Number> {
    let begins = at.checked_sub(1).and_then(|before| chars.get(before));
    if begins.is_some_and(|c| is_sign(*c)) {
        return None;
    }
    let first = chars.get(at).copied()?;
    if let Some(places) = signs(chars, at, 18) {
        let id: Vec<char> = places
            .iter()
            .filter_map(|p| chars.get(*p))
            .map(|c| plain(*c))
            .collect();
        if is_id(&id) {
            return Some(Number {
                places,
                head: 0,
                tail: 4,
            });
        }
    }
    if let Some(places) = signs(chars, at, 15) {
        let id: Vec<u32> = digits(chars, &places)?;
        let two = |n: usize| Some(id.get(n)? * 10 + id.get(n + 1)?);
        if two(8).is_some_and(|m| (1..=12).contains(&m))
            && two(10).is_some_and(|d| (1..=31).contains(&d))
        {
            return Some(Number {
                places,
                head: 0,
                tail: 4,
            });
        }
    }
    if let Some(places) = signs(chars, at, 11) {
        let id = digits(chars, &places);
        let mobile =
            id.is_some_and(|id| id.first() == Some(&1) && id.get(1).is_some_and(|d| *d >= 3));
        if mobile {
            return Some(Number {
                places,
                head: 3,
                tail: 4,
            });
        }
    }
    if plain(first) == '0' {
        // With its area, as it is dialled.
        for length in [12, 11, 10] {
            if let Some(places) = signs(chars, at, length)
                && digits(chars, &places).is_some()
            {
                return Some(Number {
                    places,
                    head: 3,
                    tail: 0,
                });
            }
        }
    }
    // A passport, or a permit of those who live in Hong Kong, Macao or Taiwan.
    if matches!(first, 'E' | 'G' | 'D' | 'S' | 'P' | 'H' | 'M') {
        let places = signs(chars, at + 1, 8)?;
        digits(chars, &places)?;
        let places: Vec<usize> = std::iter::once(at).chain(places).collect();
        return Some(Number {
            places,
            head: 1,
            tail: 4,
        });
    }
    None
}

/// So many signs of a number in a row, with one hyphen or space between two of them at most, and nothing after them that goes on.
fn signs(chars: &[char], from: usize, count: usize) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(count);
    let mut at = from;
    while places.len() < count {
        let c = *chars.get(at)?;
        let last = places.len() + 1 == count;
        if plain(c).is_ascii_digit() || (last && count == 18 && matches!(plain(c), 'X')) {
            places.push(at);
        } else if places.is_empty()
            || !matches!(c, '-' | ' ')
            || !chars
                .get(at + 1)
                .is_some_and(|n| plain(*n).is_ascii_digit() || *n == 'X')
        {
            return None;
        }
        at += 1;
    }
    chars.get(at).is_none_or(|c| !is_sign(*c)).then_some(places)
}

fn digits(chars: &[char], places: &[usize]) -> Option<Vec<u32>> {
    places
        .iter()
        .map(|p| plain(*chars.get(*p)?).to_digit(10))
        .collect()
}

/// Digits of full width are digits.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        'x' | 'Ｘ' | 'ｘ' => 'X',
        _ => c,
    }
}

fn is_sign(c: char) -> bool {
    plain(c).is_ascii_alphanumeric()
}

/// GB 11643: the last sign follows from the others, so that an amount or a case number is none.
fn is_id(id: &[char]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let digits = id.iter().filter_map(|c| c.to_digit(10));
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(w, d)| w * d).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|n| CHECKS.get(n));
    id.len() == 18 && id.last() == check
}

fn mask_addresses(chars: &mut Vec<char>) -> bool {
    let mut any = false;
    let mut from = 0;
    while from < chars.len() {
        let end = chars
            .iter()
            .skip(from)
            .position(|c| ENDS.contains(c))
            .map_or(chars.len(), |n| from + n);
        // What a marker announces may stand behind its colon.
        if let Some(hidden) = chars
            .get(from..end)
            .and_then(|part| address(part, before(chars, from)))
        {
            let (start, stop) = (from + hidden.0, from + hidden.1);
            chars.splice(start..stop, [STAR; 3]);
            any = true;
            from = start + 3;
        } else {
            from = end + 1;
        }
    }
    any
}

/// Whether the words before a colon announce an address.
fn before(chars: &[char], from: usize) -> bool {
    let Some((colon, said)) = chars.get(..from).and_then(<[char]>::split_last) else {
        return false;
    };
    let said: String = said.iter().rev().take(6).rev().collect();
    *colon == '：' && MARKERS.iter().any(|m| said.ends_with(m))
}

/// From where to where a part of a sentence says more than the district.
fn address(part: &[char], announced: bool) -> Option<(usize, usize)> {
    let text: String = part.iter().collect();
    let marked = MARKERS
        .iter()
        .filter_map(|m| Some(text.find(m)? + m.len()))
        .max();
    let begins = marked
        .and_then(|byte| text.get(..byte))
        .map_or(0, |head| head.chars().count());
    let rest = part.get(begins..)?;
    let words: String = rest.iter().collect();
    let street = STREETS.iter().any(|s| words.contains(s));
    let house = rest
        .windows(2)
        .any(|two| matches!(two, [n, '号' | '室' | '栋' | '楼' | '弄'] if is_count(*n)));
    let district = rest
        .iter()
        .rposition(|c| DISTRICTS.contains(c))
        .filter(|at| *at < rest.len());
    // Without a word that announces it, only what has district, street and house is taken for one.
    let is_one = if announced || marked.is_some() {
        street
    } else {
        district.is_some() && street && house
    };
    if !is_one {
        return None;
    }
    // The district is the last one before the first street.
    let first_street = rest
        .iter()
        .position(|c| STREETS.iter().any(|s| s.starts_with(*c)) && !DISTRICTS.contains(c));
    let upto = first_street.unwrap_or(rest.len());
    let district = rest
        .get(..upto)?
        .iter()
        .rposition(|c| DISTRICTS.contains(c));
    let start = begins + district.map_or(0, |at| at + 1);
    let tail = rest.iter().rposition(|c| {
        is_count(*c)
            || matches!(
                c,
                '号' | '室' | '栋' | '楼' | '弄' | '层' | '户' | '村' | '元'
            )
    });
    let stop = begins + tail.map_or(rest.len(), |at| at + 1);
    (start < stop).then_some((start, stop))
}

fn is_count(c: char) -> bool {
    plain(c).is_ascii_digit()
        || matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_masked_and_others_are_not() {
        for (said, reads) in [
            (
                "身份证号11010519491231002X。",
                "身份证号**************002X。",
            ),
            (
                "身份证 110105 19491231 002x，",
                "身份证 ****** ******** 002x，",
            ),
            (
                "１１０１０５１９４９１２３１００２Ｘ",
                "**************００２Ｘ",
            ),
            ("一代证110105491231002", "一代证***********1002"),
            ("电话13800138000，微信同号", "电话138****8000，微信同号"),
            ("138-0013-8000", "138-****-8000"),
            ("座机010-62345678", "座机010-********"),
            ("护照E12345678", "护照E****5678"),
        ] {
            assert_eq!(masked(said), reads, "{said}");
        }
        for said in [
            "借款200000元，年利率8%",
            "（2026）京0108民初12345号",
            // Eighteen digits of which the last does not follow.
            "订单号110105194912310021",
            "流水号2026112613800138000",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "2026年11月26日09:30:00",
            "PLAINTIFF-100001",
            "第3页第12行",
        ] {
            assert_eq!(masked(said), said);
        }
    }

    #[test]
    fn an_address_ends_at_its_district() {
        for (said, reads) in [
            (
                "住址：北京市海淀区中关村大街27号1101室，现无业。",
                "住址：北京市海淀区***，现无业。",
            ),
            (
                "我住在河北省正定县南牛乡东里村，种地。",
                "我住在河北省正定县***，种地。",
            ),
            (
                "货送到上海市浦东新区世纪大道100号3楼",
                "货送到上海市浦东新区***",
            ),
            ("户籍地安徽省合肥市", "户籍地安徽省合肥市"),
        ] {
            assert_eq!(masked(said), reads, "{said}");
        }
        for said in [
            "我住在医院里",
            "北京市海淀区人民法院",
            "我们在路上碰到的",
            "本案现在开庭。",
            "海淀区那个项目",
        ] {
            assert_eq!(masked(said), said);
        }
    }

    #[test]
    fn whose_own_words_they_are_stays() {
        let own = SeatId::new("defendant");
        let masking = Masking::AllBut(own.clone());
        let said = "电话13800138000";
        assert_eq!(masking.said_by(&own, said), said);
        assert_eq!(
            masking.said_by(&SeatId::new("plaintiff"), said),
            "电话138****8000"
        );
        assert_eq!(masking.of(said), "电话138****8000");
        assert_eq!(Masking::Nothing.of(said), said);
    }
}
