//! 字幕: the last words of the record, with who said them, at the foot of the well. Each person turns them on for himself.

use gloo::storage::{LocalStorage, Storage as _};
use hearing::transcript::{LineKind, Speaker};
use hearing::{Hearing, Role, Side};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{common, courtroom as words, transcript};
use crate::ui::Icon;

const KEPT_AS: &str = "kaiting.captions";
/// As much as is read at a glance, in characters.
const GLANCE: usize = 90;
const GLANCE_ON_PHONE: usize = 34;

#[derive(Clone, Copy)]
pub struct ShowCaptions(RwSignal<bool>);

pub fn provide_captions() -> ShowCaptions {
    let shown = ShowCaptions(RwSignal::new(
        LocalStorage::get::<bool>(KEPT_AS).unwrap_or(false),
    ));
    provide_context(shown);
    shown
}

impl ShowCaptions {
    pub fn get(self) -> bool {
        self.0.get()
    }

    fn toggle(self) {
        self.0.update(|shown| *shown = !*shown);
        if LocalStorage::set(KEPT_AS, self.0.get_untracked()).is_err() {
            gloo::console::warn!("this browser keeps no preferences");
        }
    }
}

#[derive(Clone, PartialEq)]
struct Said {
    who: Option<(Role, Side, Tribunal, String)>,
    text: String,
    interpreted: bool,
}

/// What was said last; headings of stages and acts of the court are no speech.
fn last_said(h: &Hearing) -> Option<Said> {
    let speech = |kind| match kind {
        LineKind::Speech | LineKind::Interpreted | LineKind::Ruling => true,
        LineKind::Act | LineKind::Exhibit | LineKind::Incident | LineKind::Heading => false,
    };
    let line = h.transcript.lines.iter().rev().find(|l| speech(l.kind))?;
    let who = match &line.speaker {
        Speaker::Seat(seat) => h.seat(seat),
        Speaker::Nobody => None,
    };
    Some(Said {
        who: who.and_then(|s| Some((s.role, s.side, Tribunal::of(h)?, s.name.clone()))),
        text: line.text.clone(),
        interpreted: line.kind == LineKind::Interpreted,
    })
}

/// The end of what was said, from the beginning of a sentence where there is one: the newest words are what one looks up for.
fn ending(text: &str, glance: usize) -> String {
    let signs: Vec<char> = text.chars().collect();
    let Some(over) = signs.len().checked_sub(glance).filter(|over| *over > 0) else {
        return text.to_owned();
    };
    let ends = |c: &char| {
        matches!(
            c,
            '。' | '！' | '？' | '；' | '，' | '.' | '!' | '?' | ';' | ','
        )
    };
    let rest = signs.get(over - 1..).unwrap_or_default();
    let next = rest.iter().position(ends).map(|at| at + 1);
    let from = next.filter(|at| at * 2 < rest.len()).unwrap_or(1);
    let kept: String = rest.iter().skip(from).collect();
    format!("……{}", kept.trim_start())
}

fn on_phone() -> bool {
    let narrow = gloo::utils::window().match_media("(max-width: 600px)");
    narrow.ok().flatten().is_some_and(|query| query.matches())
}

#[component]
pub fn Captions() -> impl IntoView {
    let session = use_session();
    let shown = expect_context::<ShowCaptions>();
    let said = session.select(last_said);
    view! {
        <Show when=move || shown.get()>
            <div class="caption" role="log" aria-live="polite" aria-label=words::captions data-captions="">
                {move || match said.get() {
                    Some(said) => {
                        let glance = if on_phone() { GLANCE_ON_PHONE } else { GLANCE };
                        let text = ending(&said.text, glance);
                        view! {
                        <p>
                            {said.who.map(|(role, side, tribunal, name)| view! {
                                <b>{move || terms::role(role, side, tribunal)}" "{name}{common::colon}</b>
                            })}
                            <span>{text}</span>
                            {said.interpreted.then_some(transcript::interpreted_mark)}
                        </p>
                        }.into_any()
                    }
                    None => view! { <p class="muted">{words::no_captions}</p> }.into_any(),
                }}
            </div>
        </Show>
    }
}

/// Beside one's other preferences for the court, whose bar is full of orders; and on a phone, where everybody's is, in the rail.
#[component]
pub fn CaptionsSwitch(#[prop(optional)] phone: bool) -> impl IntoView {
    let session = use_session();
    let shown = expect_context::<ShowCaptions>();
    let has_words =
        session.mine(move |_, me| !me.role.only_watches() && (phone || me.role.is_court()));
    let (act, class) = if phone {
        ("captions-phone", "rail-captions")
    } else {
        (
            "captions-switch",
            "press press--quiet press--dense press--square",
        )
    };
    view! {
        <Show when=move || has_words.get() == Some(true)>
            <button type="button" class=class data-act=act aria-label=words::captions title=words::captions
                aria-pressed=move || shown.get().to_string() on:click=move |_| shown.toggle()>
                <Icon name="caption" />
            </button>
        </Show>
    }
}

#[component]
pub fn CaptionsKey() -> impl IntoView {
    let shown = expect_context::<ShowCaptions>();
    view! {
        <button type="button" class="tool tool--captions tool--rare" data-act="captions" aria-pressed=move || shown.get().to_string()
            on:click=move |_| shown.toggle()>
            <Icon name="caption" />
            <span class="tool-label">{words::captions}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_is_too_long_for_a_glance_is_told_from_its_end() {
        assert_eq!(ending("听清了。", 10), "听清了。");
        let long = "我只收到十八万八千元。另外已还三万元，应当扣本金。";
        assert_eq!(ending(long, 20), "……另外已还三万元，应当扣本金。");
        assert_eq!(ending("一二三四五六七八九十", 4), "……七八九十");
        assert_eq!(ending("", 4), "");
        assert_eq!(ending(long, 0), "……");
    }
}
