//! The front of the house: a link or a nine-digit hearing code, and one button.

use hearing::hearing_code;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::court_phone::CourtPhone;
use super::door_trouble::{DoorTrouble, Wrong};
use super::lintel::page_title;
use crate::frame;
use crate::session::{Slip, Trouble, enter_with_code, enter_with_link, link_token};
use crate::text::{announcements, check_in, common};
use crate::ui::{ElderKey, Icon, Later, PreferenceKeys, ReadAloud};
use crate::view::{View, use_view};

const CODE_DIGITS: usize = 9;

/// What becomes of a pass that was given. A context: at first it brings what is behind the door, later it is there.
#[derive(Clone, Copy)]
pub struct Entrance(pub Callback<Slip>);

#[component]
pub fn Door() -> impl IntoView {
    let Entrance(come_in) = expect_context();
    let token = RwSignal::new(link_token());
    let code = RwSignal::new(digits_of(&frame::typed()));
    let trouble = RwSignal::new(None::<Wrong>);
    let pending = RwSignal::new(false);
    page_title(|| check_in::house().to_owned());
    // It stands in the place of what the page showed before the app ran.
    Effect::new(|_| frame::remove());
    let entered = move |answer: Result<Slip, Trouble>| {
        pending.set(false);
        match answer {
            Ok(slip) => come_in.run(slip),
            Err(why) => trouble.set(Some(Wrong::Refused(why))),
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let (link, digits) = (token.get_untracked(), code.get_untracked());
        if let Some(wrong) = link.is_none().then(|| wrong_code(&digits)).flatten() {
            trouble.set(Some(wrong));
            return;
        }
        trouble.set(None);
        pending.set(true);
        spawn_local(async move {
            entered(match link {
                Some(link) => enter_with_link(&link).await,
                None => enter_with_code(&digits).await,
            });
        });
    };
    view! {
        <div class="ante" data-place="door">
            <header class="facade">
                <p class="facade-tools"><Later><ElderKey /><PreferenceKeys /></Later></p>
                <div class="facade-door">
                    <div class="emblem" role="img" aria-label=check_in::emblem><span lang="zh">{check_in::emblem_word}</span></div>
                    <p class="facade-name">{check_in::house}</p>
                </div>
            </header>
            <div class="rail rail--bare" aria-hidden="true"></div>
            <main class="step" id="step">
                <form id="step-form" class="step-body step-cols" novalidate on:submit=submit>
                    <section>
                        <Show when=move || token.with(Option::is_some) fallback=move || view! { <CodeAsk code trouble /> }>
                            <LinkAsk token />
                        </Show>
                        <DoorTrouble wrong=trouble />
                        <button
                            type="submit"
                            class="press press--now door-enter"
                            data-act="enter"
                            data-ready=""
                            aria-busy=move || pending.get().then_some("true")
                        >
                            {move || if pending.get() { common::connecting() } else { check_in::enter() }}
                        </button>
                        // A code that is not finished is no trouble to phone about; who has none left to type still may.
                        <Show when=move || trouble.with(|t| t.as_ref().is_none_or(|wrong| *wrong == Wrong::CodeTooShort))>
                            <p class="door-help"><span>{check_in::door_help}</span><CourtPhone /></p>
                        </Show>
                        <Later><ReadAloud /><OtherWays /></Later>
                    </section>
                    <Later><HaveReady /></Later>
                </form>
            </main>
        </div>
    }
}

/// For whom the hearing is not his own, or is over.
#[component]
fn OtherWays() -> impl IntoView {
    let view = use_view();
    view! {
        <button
            type="button"
            class="press press--quiet door-announcements"
            data-act="announcements"
            on:click=move |_| view.to(View::Announcements)
        >
            <span>{announcements::from_door}</span><Icon name="next" />
        </button>
        <button
            type="button"
            class="press press--quiet door-announcements"
            data-act="verify-file"
            on:click=move |_| view.to(View::Verify)
        >
            <span>{common::verify_file}</span><Icon name="next" />
        </button>
    }
}

#[component]
fn LinkAsk(token: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <h1>{check_in::door_link_title}</h1>
        <p class="lead">{check_in::door_link_words}</p>
        <p>
            <button type="button" class="press" data-act="use-code" on:click=move |_| token.set(None)>
                {check_in::door_other_code}
            </button>
        </p>
    }
}

/// Three digits in a group, as they are printed and read out; pasted with or without spaces.
#[component]
fn CodeAsk(code: RwSignal<String>, trouble: RwSignal<Option<Wrong>>) -> impl IntoView {
    let typed = move |event: web_sys::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        code.set(digits_of(&input.value()));
        trouble.set(None);
        // Also where the digits stay the same, a stray sign goes; otherwise the caret stays where it is.
        let shown = grouped(&code.get_untracked());
        if input.value() != shown {
            input.set_value(&shown);
        }
    };
    view! {
        <h1>{check_in::door_code_title}</h1>
        <div class="ask" class:ask--wrong=move || trouble.with(Option::is_some)>
            <label for="code">{check_in::door_code_label}</label>
            <input
                class="ask-code num"
                id="code"
                data-field="code"
                inputmode="numeric"
                autocomplete="off"
                placeholder="000 000 000"
                aria-invalid=move || trouble.with(Option::is_some).then_some("true")
                prop:value=move || grouped(&code.get())
                on:input=typed
            />
        </div>
    }
}

#[component]
fn HaveReady() -> impl IntoView {
    view! {
        <section class="ready">
            <h2>{check_in::ready_title}</h2>
            <ul>
                <li><Icon name="idcard" /><span><b>{check_in::ready_document}</b><span>{check_in::ready_document_more}</span></span></li>
                <li><Icon name="door" /><span><b>{check_in::ready_room}</b><span>{check_in::ready_room_more}</span></span></li>
                <li><Icon name="charge" /><span><b>{check_in::ready_power}</b><span>{check_in::ready_power_more}</span></span></li>
                <li><Icon name="exhibit" /><span><b>{check_in::ready_originals}</b><span>{check_in::ready_originals_more}</span></span></li>
            </ul>
            <p class="step-note">{check_in::ready_time}</p>
        </section>
    }
}

/// What is seen to be no code before the court is asked.
fn wrong_code(digits: &str) -> Option<Wrong> {
    if digits.len() != CODE_DIGITS {
        Some(Wrong::CodeTooShort)
    } else if hearing_code::parse(digits).is_none() {
        Some(Wrong::Refused(Trouble::MistypedCode))
    } else {
        None
    }
}

/// The digits of what was typed or pasted; full-width ones count.
fn digits_of(text: &str) -> String {
    let plain = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    };
    text.chars().filter_map(plain).take(CODE_DIGITS).collect()
}

fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = digits.chunks(3).map(|g| g.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn codes_as_people_type_them() {
        assert_eq!(digits_of(" 380-142 ７１8 9"), "380142718");
        assert_eq!(grouped("3801427"), "380 142 7");
        assert_eq!(grouped(""), "");
    }
}
