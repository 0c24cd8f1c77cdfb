//! What happens in court enters the record by itself, one line for each act, with its time (R50, R56). Exhibits that are
//! leafed through leave one line each and not one for each turn; a line that was lost for a moment leaves none.

use super::LINE_LIMIT;
use crate::beijing::{time, to_the_second};
use crate::exhibit::{FileKind, PageView, Secrecy};
use crate::plain::plain;
use crate::said::Said;
use crate::titles;
use crate::transcript::{LineKind, Speaker, TranscriptLine};
use crate::{
    AbsenceFinding, DutyDevice, Event, ExhibitId, GuardItem, Hearing, LineId, Millis, MoveReason,
    Phase, Recording, Role, SeatId, Stage, Zone,
};

/// The same exhibit shown again within this time is the same showing (ms).
const SAME_SHOWING: Millis = 60_000;

/// What a decision holds besides, so that one act does not leave two lines.
struct Besides {
    opens: bool,
    /// Who goes out by it is told of in the line of the act.
    clears: bool,
    admonishes: bool,
}

/// What an act leaves in the record.
struct Told {
    kind: LineKind,
    text: String,
    /// The page that it lays before everybody.
    page: Option<(ExhibitId, u32)>,
}

impl Told {
    fn act(text: String) -> Self {
        Self {
            kind: LineKind::Act,
            text,
            page: None,
        }
    }

    fn incident(text: String) -> Self {
        Self {
            kind: LineKind::Incident,
            ..Self::act(text)
        }
    }
}

impl Hearing {
    /// The events of a decision, each with the line that tells of it.
    pub(super) fn with_court_lines(&self, events: Vec<Event>, now: Millis) -> Vec<Event> {
        let has = |what: fn(&Event) -> bool| events.iter().any(what);
        let besides = Besides {
            opens: has(|e| matches!(e, Event::HearingOpened)),
            clears: has(|e| matches!(e, Event::RoomSecured | Event::SeatConverted { .. })),
            admonishes: has(|e| matches!(e, Event::Admonished { .. })),
        };
        // Before the opening there is nothing to keep a record of.
        if !(self.opened_at.is_some() || besides.opens) || !self.takes_lines() {
            return events;
        }
        let mut stage = self.stage;
        let mut all = Vec::with_capacity(events.len() + 1);
        for event in events {
            if let Event::StageEntered { stage: entered, .. } = &event {
                stage = Some(*entered);
            } else if matches!(event, Event::HearingOpened) {
                stage = Some(Stage::Opening);
            }
            let told = self.told_of(&event, &besides, now);
            all.push(event);
            if let Some(told) = told {
                all.push(self.line_of(told, stage, &all, now));
            }
        }
        all
    }

    fn line_of(&self, told: Told, stage: Option<Stage>, before: &[Event], now: Millis) -> Event {
        let mut said = self.said(now);
        // The page lies there with this very act.
        if let Some(page) = told.page.clone() {
            said = Said {
                before: vec![page],
                ..said
            };
        }
        Event::LineWritten {
            line: TranscriptLine {
                id: self.free_line(before),
                stage: stage.unwrap_or(Stage::Preparation),
                speaker: Speaker::Nobody,
                kind: told.kind,
                text: sentence(&told.text),
                at: now,
                rev: 0,
                exhibit: told.page,
                said: Some(said),
                proposed: None,
            },
            after: None,
        }
    }

    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "what the court does before everybody; of the rest the record says nothing, or has a line already"
    )]
    fn told_of(&self, event: &Event, besides: &Besides, now: Millis) -> Option<Told> {
        let judge = self.presides();
        let told = match event {
            Event::HearingOpened => Told::act(format!(
                "{judge}宣布{}，时间：{}。",
                titles::opens(self.record_kind),
                time(now)
            )),
            Event::StageEntered { stage, .. } if besides.opens && *stage == Stage::Opening => {
                return None;
            }
            Event::StageEntered {
                stage,
                open_items,
                override_reason,
            } => {
                let stage = titles::stage(*stage);
                let over = over(open_items, override_reason.as_deref());
                Told::act(format!("{judge}宣布进入{stage}阶段{over}。"))
            }
            Event::Adjourned { reason } => Told::act(format!(
                "{judge}宣布{}，时间：{}，事由：{}。",
                titles::rests(self.record_kind),
                time(now),
                bare(reason)
            )),
            Event::Resumed => Told::act(format!(
                "{judge}宣布{}，时间：{}。",
                titles::goes_on(self.record_kind),
                time(now)
            )),
            Event::ClosedWithOpenItems { open_items, reason } => {
                let over = over(open_items, Some(reason));
                Told::incident(format!("{judge}决定闭庭{over}。"))
            }
            Event::HearingClosed => Told::act(format!(
                "{judge}宣布{}，时间：{}。",
                titles::ends(self.record_kind),
                time(now)
            )),
            Event::RecordingPaused { ground } if self.phase == Phase::InSession => {
                if *ground == crate::PauseGround::Adjournment {
                    return None;
                }
                let ground = titles::pause(*ground);
                Told::incident(format!("{judge}决定中断录音录像，事由：{ground}。"))
            }
            Event::RecordingStarted => match self.recording {
                Recording::Paused(ground) if ground != crate::PauseGround::Adjournment => {
                    Told::incident(format!("{judge}决定恢复录音录像。"))
                }
                Recording::Paused(_) | Recording::On | Recording::Off => return None,
            },
            Event::RoomSecured => Told::incident(
                "法庭转为保密状态，诉讼参与人、旁听人员离开法庭，停止出示证据。".to_owned(),
            ),
            Event::SecuringExplained { words } => {
                Told::incident(format!("法庭说明转为保密状态的事由：{}。", bare(words)))
            }
            Event::ReplacementAsked => Told::act(format!(
                "{judge}征询各方当事人是否同意以庭审录音录像替代庭审笔录。"
            )),
            Event::ReplacementAnswered { seat, agreed } => {
                let agreed = if *agreed { "同意" } else { "不同意" };
                Told::act(format!(
                    "{}{agreed}以庭审录音录像替代庭审笔录。",
                    self.titled(seat)
                ))
            }
            Event::ReplacementWithdrawn => {
                Told::act(format!("{judge}决定不以庭审录音录像替代庭审笔录。"))
            }
            Event::IssuesSet { issues } => Told::act(summary_of(judge, issues)?),
            Event::SeatMoved { seat, to, why } => self.told_of_move(seat, to, *why, besides)?,
            Event::SeatRemoved { seat, reason } if !besides.admonishes => {
                let removed = self.seat(seat)?;
                // R86: who watches has no name before the parties, and outside the gallery disturbs nobody.
                if removed.role.only_watches() {
                    let inside = removed.zone == Zone::Gallery;
                    let words = format!("法庭责令一名旁听人员退出法庭，事由：{}。", bare(reason));
                    return inside.then(|| Told::incident(words));
                }
                Told::incident(format!(
                    "{judge}责令{}退出法庭，事由：{}。",
                    self.titled(seat),
                    bare(reason)
                ))
            }
            Event::SeatReturnedOnline { seat, reason } => Told::act(format!(
                "{judge}准许{}恢复在线参加庭审，事由：{}。",
                self.titled(seat),
                bare(reason)
            )),
            Event::RecusalWithdrawn { recusal } => {
                let known = self.recusals.get(usize::try_from(*recusal).ok()?)?;
                let (by, whom) = (self.titled(&known.by), self.titled(&known.whom));
                Told::act(format!("{by}撤回对{whom}的回避申请。"))
            }
            Event::ReconsiderationAsked { recusal, reason } => {
                let known = self.recusals.get(usize::try_from(*recusal).ok()?)?;
                let by = self.titled(&known.by);
                Told::act(format!(
                    "{by}对驳回回避申请的决定申请复议，理由：{}。",
                    bare(reason)
                ))
            }
            Event::ExhibitPresented {
                exhibit, by, view, ..
            } => self.told_of_showing(exhibit, by, view, now)?,
            Event::BesideShown {
                beside: Some(beside),
                ..
            } => {
                let by = &self.presentation.as_ref()?.by;
                self.told_of_showing(&beside.exhibit, by, &beside.view, now)?
            }
            Event::AbsencePrompted { seat, from, .. } => self.told_of_absence(seat, *from)?,
            Event::SeatConnected { seat } => self.told_of_return(seat, true, now)?,
            Event::SignalOver { seat, what } if what.is_away() => {
                self.told_of_return(seat, false, now)?
            }
            Event::AbsenceClassified {
                seat,
                finding,
                from,
                ..
            } => self.told_of_finding(seat, *from, *finding)?,
            Event::DeviceMissed { seat, device } => {
                let known = self.seat(seat)?;
                let since = match device {
                    DutyDevice::Camera => known.camera_since,
                    DutyDevice::Microphone => known.microphone_since,
                };
                let who = self.titled(seat);
                let device = titles::device(*device);
                let since = to_the_second(since.max(self.opened_at.unwrap_or(since)));
                Told::incident(format!("{who}的{device}自{since}起未开启。"))
            }
            _ => return None,
        };
        Some(told)
    }

    fn told_of_move(
        &self,
        id: &SeatId,
        to: &Zone,
        why: MoveReason,
        besides: &Besides,
    ) -> Option<Told> {
        let seat = self.seat(id)?;
        let who = self.titled(id);
        // Who only watches is in no record.
        if besides.clears || seat.role.only_watches() || seat.role.is_court() {
            return None;
        }
        let text = match why {
            // Witnesses are called; experts come at the court's notice (CPL 81, 82).
            MoveReason::WitnessCalled if seat.role == Role::Witness => format!("传{who}到庭。"),
            MoveReason::WitnessCalled => format!("请{who}到庭。"),
            MoveReason::WitnessDismissed => format!("{who}退庭。"),
            MoveReason::Admitted if *to == Zone::Courtroom => format!("{who}进入法庭。"),
            MoveReason::SentToWait => format!("{who}暂离法庭，在候审区等候。"),
            MoveReason::Admitted
            | MoveReason::Deliberation
            | MoveReason::Secured
            | MoveReason::Arrived => return None,
        };
        Some(Told::act(text))
    }

    /// 出示证据. One line for an exhibit that is laid on the table, however often it is turned to while nothing is said.
    fn told_of_showing(
        &self,
        id: &ExhibitId,
        by: &SeatId,
        view: &PageView,
        now: Millis,
    ) -> Option<Told> {
        let exhibit = self.exhibit(id)?;
        if self.was_told_of_showing(id, now) {
            return None;
        }
        let of_court = |id: &SeatId| self.seat(id).is_some_and(|s| s.role.is_court());
        self.seat(by)?;
        // What the court lays before everybody stays the evidence of who filed it (EV 62).
        let what = match (of_court(by), of_court(&exhibit.submitted_by)) {
            (true, true) => "法庭出示证据".to_owned(),
            (true, false) => format!("法庭展示{}提交的证据", self.titled(&exhibit.submitted_by)),
            (false, _) => format!("{}出示证据", self.titled(by)),
        };
        let pages = match exhibit.file.kind {
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp => {
                format!("，共{}页", exhibit.file.pages.max(1))
            }
            FileKind::Audio | FileKind::Video | FileKind::Unknown => String::new(),
        };
        let text = match exhibit.secrecy {
            Secrecy::Open | Secrecy::Parties => {
                format!(
                    "{what}{id}《{}》{pages}。",
                    super::exhibit_line::within_marks(&exhibit.title)
                )
            }
            Secrecy::CounselAndExperts => format!("{what}{id}，内容涉及保密。"),
            // That it exists is the court's own knowledge.
            Secrecy::CourtOnly => return None,
        };
        Some(Told {
            kind: LineKind::Exhibit,
            text,
            page: Some((id.clone(), view.page)),
        })
    }

    fn was_told_of_showing(&self, id: &ExhibitId, now: Millis) -> bool {
        let shown = |line: &TranscriptLine| {
            line.kind == LineKind::Exhibit && line.speaker == Speaker::Nobody
        };
        let of_it = |line: &TranscriptLine| line.exhibit.as_ref().is_some_and(|(of, _)| of == id);
        let newest = self.transcript.lines.iter().rev();
        let since_a_word = newest.clone().take_while(|line| shown(line));
        let just_now = newest.take_while(|line| now.saturating_sub(line.at) < SAME_SHOWING);
        since_a_word.into_iter().any(of_it) || just_now.filter(|line| shown(line)).any(of_it)
    }

    /// Who is away long enough to be prompted: once for each absence.
    fn told_of_absence(&self, id: &SeatId, from: Millis) -> Option<Told> {
        let absence = self.seat(id)?.absence(from)?;
        if !absence.prompts.is_empty() {
            return None;
        }
        let away = absence.standing().find(|s| s.what.is_away())?;
        let (who, at) = (self.titled(id), to_the_second(away.at));
        let how = match away.what {
            crate::LossCause::LeftByKey => "离开在线法庭",
            crate::LossCause::PageHidden => "离开庭审画面",
            crate::LossCause::PageClosed
            | crate::LossCause::NetworkLost
            | crate::LossCause::ServerRestarted => "与法庭的连接中断",
            crate::LossCause::CameraLost | crate::LossCause::MicrophoneLost => return None,
        };
        Some(Told::incident(format!("{who}{how}，时间：{at}。")))
    }

    /// Who was told of as away is back.
    fn told_of_return(&self, id: &SeatId, of_line: bool, now: Millis) -> Option<Told> {
        let seat = self.seat(id)?;
        let absence = seat.open_absence()?;
        let away = |of_line: bool| {
            let mut standing = absence.standing();
            standing.any(|s| s.what.is_away() && s.what.is_of_line() == of_line)
        };
        // Still away in the other way.
        if absence.prompts.is_empty() || !away(of_line) || away(!of_line) {
            return None;
        }
        let who = self.titled(id);
        let at = to_the_second(now);
        Some(Told::incident(format!("{who}返回庭审，时间：{at}。")))
    }

    fn told_of_finding(
        &self,
        id: &SeatId,
        from: Option<Millis>,
        finding: AbsenceFinding,
    ) -> Option<Told> {
        let absence = self.seat(id)?.absence(from?)?;
        let span = match absence.until {
            Some(until) => {
                let (from, until) = (to_the_second(absence.from), to_the_second(until));
                format!("{from}至{until}离线")
            }
            None => format!("自{}起离线", to_the_second(absence.from)),
        };
        let (judge, who) = (self.presides(), self.titled(id));
        let found = titles::finding(finding);
        Some(Told::incident(format!(
            "{judge}认定：{who}{span}，{found}。"
        )))
    }

    /// A name for a line of the court's own, that neither the record nor this decision has. A clerk's browser names its lines
    /// by itself: whatever it called one, this is another.
    pub(super) fn free_line(&self, before: &[Event]) -> LineId {
        let taken = |id: &LineId| {
            let of =
                |event: &Event| matches!(event, Event::LineWritten { line, .. } if line.id == *id);
            self.transcript.knows(id) || before.iter().any(of)
        };
        let mut n = self.transcript.lines.len();
        loop {
            let id = LineId::new(format!("act-{n}"));
            if !taken(&id) {
                return id;
            }
            n += 1;
        }
    }
}

/// What an act leaves in the transcript that says its own words; nothing once it may not be written in any more.
pub(super) fn line(
    h: &Hearing,
    speaker: Speaker,
    kind: LineKind,
    text: String,
    now: Millis,
) -> Option<Event> {
    if !h.takes_lines() {
        return None;
    }
    Some(Event::LineWritten {
        line: TranscriptLine {
            id: h.free_line(&[]),
            stage: h.stage.unwrap_or(Stage::Preparation),
            speaker,
            kind,
            text: sentence(&text),
            at: now,
            rev: 0,
            exhibit: None,
            said: Some(h.said(now)),
            proposed: None,
        },
        after: None,
    })
}

/// One act is one paragraph that ends as a sentence does: what somebody writes into it makes no line of somebody else.
fn sentence(text: &str) -> String {
    let text = plain(text);
    if text.ends_with(['。', '！', '？', '”', '.', '!', '?']) {
        text
    } else {
        format!("{text}。")
    }
}

/// A reason as part of a sentence.
fn bare(reason: &str) -> &str {
    reason.trim().trim_end_matches(['。', '.', '；', ';', '，'])
}

/// That the court goes on over what the law wants recorded (R21).
fn over(open: &[GuardItem], reason: Option<&str>) -> String {
    match reason.map(bare).filter(|reason| !reason.is_empty()) {
        Some(reason) if !open.is_empty() => {
            format!("，尚有{}项应记明事项未记明，理由：{reason}", open.len())
        }
        Some(_) | None => String::new(),
    }
}

/// 争议焦点. None where they were taken back.
fn summary_of(judge: &str, issues: &[String]) -> Option<String> {
    let listed: Vec<String> = issues
        .iter()
        .enumerate()
        .map(|(at, issue)| format!("（{}）{}", at + 1, bare(issue)))
        .collect();
    let whole = format!("{judge}归纳本案争议焦点：{}。", listed.join("；"));
    match issues.len() {
        0 => None,
        // The clerk may mend it like any other line, and so it is no longer than one.
        count if whole.chars().count() > LINE_LIMIT => {
            Some(format!("{judge}归纳本案争议焦点，共{count}项。"))
        }
        _ => Some(whole),
    }
}
