//! 常用语: signs typed in the line become phrases, at once and wherever the caret is. The signs are a mark and digits, which
//! an input method passes on as they are, so that nothing of it happens within a composition.

use hearing::{Command, PHRASES, Stage};
use leptos::prelude::*;

use super::desk::Desk;
use crate::session::Session;
use crate::text::editor as words;
use crate::text::{phrases as bank_of, transcript};

/// What is to be filled in by hand: the caret goes to the first of them.
const BLANK: &str = "＿＿";
/// As many as there are digits to call them by.
const NINE: usize = 9;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// ；1
    pub general: Vec<&'static str>,
    /// ；；1, of the stage that runs
    pub stage: Vec<&'static str>,
    /// ；001
    pub own: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    General,
    Stage,
    Own,
}

#[derive(Debug, PartialEq)]
pub struct Expanded {
    pub text: String,
    /// In characters; a blank is selected.
    pub caret: (usize, usize),
}

pub fn bank(session: Session) -> Memo<Bank> {
    session.select(|h| {
        let criminal = h.matter.as_ref().is_some_and(|m| m.procedure.is_criminal());
        let stage = h.stage.unwrap_or(Stage::Preparation);
        Bank {
            general: bank_of::GENERAL.to_vec(),
            stage: bank_of::of_stage(stage, criminal).to_vec(),
            own: h.transcript.phrases.clone(),
        }
    })
}

/// The text with a phrase in place of the sign before the caret; none when there is no sign.
pub fn expand(text: &str, caret: usize, bank: &Bank) -> Option<Expanded> {
    let before: String = text.chars().take(caret).collect();
    let after: String = text.chars().skip(caret).collect();
    let (kept, phrase) = sign_at_end(&before, bank)?;
    let start = kept.chars().count();
    let length = phrase.chars().count();
    let caret = match phrase.find(BLANK) {
        Some(at) => {
            let from = start + phrase.get(..at)?.chars().count();
            (from, from + BLANK.chars().count())
        }
        None => (start + length, start + length),
    };
    Some(Expanded {
        text: format!("{kept}{phrase}{after}"),
        caret,
    })
}

/// What stands before the sign, and the phrase that it calls.
fn sign_at_end<'a>(before: &'a str, bank: &'a Bank) -> Option<(&'a str, &'a str)> {
    let marks = |text: &'a str| text.strip_suffix('；').or_else(|| text.strip_suffix(';'));
    let last = before.chars().last()?.to_digit(10)?;
    let head = before.get(..before.len() - 1)?;
    let nth = |n: u32| usize::try_from(n).ok()?.checked_sub(1);
    // Of one's own there may be more than nine: ；0 and two digits.
    if let Some(tens) = head.chars().last().and_then(|c| c.to_digit(10)) {
        let sign = head.get(..head.len() - 1)?.strip_suffix('0')?;
        let phrase = bank.own.get(nth(tens * 10 + last)?)?;
        return Some((marks(sign)?, phrase));
    }
    let once = marks(head)?;
    let at = nth(last)?;
    match marks(once) {
        Some(twice) => Some((twice, bank.stage.get(at)?)),
        None => Some((once, bank.general.get(at)?)),
    }
}

/// What is in the box, or of it what is selected, becomes one of the court's own phrases.
pub fn keep(desk: Desk) {
    let (from, to) = desk.caret();
    let text = desk.text.get_untracked();
    let chosen: String = if from < to {
        text.chars().skip(from).take(to - from).collect()
    } else {
        text
    };
    let chosen = chosen.split_whitespace().collect::<Vec<_>>().join(" ");
    if chosen.is_empty() {
        return desk.say(words::nothing_to_keep);
    }
    let kept = chosen.clone();
    let _ = desk.session.send(Command::KeepPhrase { text: chosen });
    desk.say(move || words::phrase_kept(&kept));
}

#[component]
pub fn Phrases(desk: Desk, bank: Memo<Bank>) -> impl IntoView {
    let group = RwSignal::new(Group::General);
    let put = move |phrase: String| {
        let (from, to) = desk.caret();
        let text = desk.text.get_untracked();
        let head: String = text.chars().take(from).collect();
        let tail: String = text.chars().skip(to).collect();
        let caret = from + phrase.chars().count();
        desk.fill(&format!("{head}{phrase}{tail}"), Some((caret, caret)));
        desk.focus();
    };
    let drop_it = move |phrase: String| {
        let _ = desk.session.send(Command::DropPhrase { text: phrase });
    };
    let shown = move || {
        bank.with(|bank| {
            let listed = |all: &[&'static str], mark: &str| {
                let all = all.iter().take(NINE).enumerate();
                all.map(|(at, phrase)| (format!("{mark}{}", at + 1), (*phrase).to_owned()))
                    .collect::<Vec<_>>()
            };
            match group.get() {
                Group::General => listed(&bank.general, "；"),
                Group::Stage => listed(&bank.stage, "；；"),
                Group::Own => bank
                    .own
                    .iter()
                    .enumerate()
                    .map(|(at, phrase)| (format!("；0{:02}", at + 1), phrase.clone()))
                    .collect(),
            }
        })
    };
    let tab = move |of: Group, word: fn() -> &'static str, act: &'static str| {
        view! {
            <button type="button" class="phrases-group" data-act=act aria-pressed=move || (group.get() == of).to_string()
                on:click=move |_| group.set(of)>{word}</button>
        }
    };
    view! {
        <div class="phrases">
            <div class="phrases-groups" role="group" aria-label=transcript::phrases>
                {tab(Group::General, transcript::phrases, "phrases-general")}
                {tab(Group::Stage, words::of_stage, "phrases-stage")}
                {tab(Group::Own, words::own_phrases, "phrases-own")}
            </div>
            <ul>
                {move || shown().into_iter().map(|(sign, phrase)| {
                    let (full, gone, of) = (phrase.clone(), phrase.clone(), sign.clone());
                    let own = group.get() == Group::Own;
                    view! {
                        <li>
                            <button type="button" class="phrase" data-act="phrase" data-of=of title=full.clone() on:click=move |_| put(full.clone())>
                                <kbd>{sign}</kbd><span>{phrase.clone()}</span>
                            </button>
                            {own.then(|| view! {
                                <button type="button" class="press press--quiet press--dense press--square" data-act="drop-phrase" data-of=phrase
                                    aria-label=words::drop_phrase on:click=move |_| drop_it(gone.clone())>"×"</button>
                            })}
                        </li>
                    }
                }).collect_view()}
                {move || (group.get() == Group::Own).then(|| view! {
                    <li class="note">{move || words::own_note(bank.with(|bank| bank.own.len()), PHRASES)}</li>
                })}
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn bank() -> Bank {
        Bank {
            general: vec!["记录在案。", "无异议。"],
            stage: vec!["现在宣布开庭。", "由原告＿＿陈述。"],
            own: (1..=12).map(|n| format!("本院第{n}条。")).collect(),
        }
    }

    fn at_end(text: &str) -> Option<String> {
        expand(text, text.chars().count(), &bank()).map(|e| e.text)
    }

    #[wasm_bindgen_test]
    fn a_sign_becomes_its_phrase() {
        assert_eq!(at_end("以上；1").as_deref(), Some("以上记录在案。"));
        assert_eq!(at_end(";2").as_deref(), Some("无异议。"));
        assert_eq!(at_end("；；1").as_deref(), Some("现在宣布开庭。"));
        assert_eq!(at_end("；012").as_deref(), Some("本院第12条。"));
        assert_eq!(at_end("；001").as_deref(), Some("本院第1条。"));
        for text in [
            "", "；", "；0", "；01", "；9", "共2", "；1。", "；013", "；；9", "；12",
        ] {
            assert_eq!(at_end(text), None, "{text}");
        }
    }

    #[wasm_bindgen_test]
    fn it_happens_where_the_caret_is_and_a_blank_is_chosen() {
        let found = expand("前；；2后", 4, &bank());
        let expected = Expanded {
            text: "前由原告＿＿陈述。后".to_owned(),
            caret: (4, 6),
        };
        assert_eq!(found, Some(expected));
        assert_eq!(expand("；1后", 0, &bank()), None);
    }
}
