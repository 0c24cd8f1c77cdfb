//! The front of the house: a link or a nine-digit hearing code, and one button.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::lintel::page_title;
use super::step_page::TroubleLine;
use crate::session::{Pass, Trouble, enter_with_code, enter_with_link, link_token, use_session};
use crate::text::{check_in, common, refusals};
use crate::ui::{Icon, PreferenceKeys};

const CODE_DIGITS: usize = 9;

/// Why the door stays shut.
#[derive(Clone, PartialEq)]
enum Wrong {
    CodeTooShort,
    Refused(Trouble),
}

impl Wrong {
    fn words(&self) -> String {
        match self {
            Wrong::CodeTooShort => check_in::door_code_short(),
            Wrong::Refused(trouble) => refusals::trouble(trouble),
        }
        .to_owned()
    }
}

#[component]
pub fn Door() -> impl IntoView {
    let session = use_session();
    let token = RwSignal::new(link_token());
    let code = RwSignal::new(String::new());
    let trouble = RwSignal::new(None::<Wrong>);
    let pending = RwSignal::new(false);
    page_title(|| check_in::house().to_owned());
    let entered = move |answer: Result<Pass, Trouble>| {
        pending.set(false);
        match answer {
            Ok(pass) => session.sit_down(pass),
            Err(why) => trouble.set(Some(Wrong::Refused(why))),
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let (link, digits) = (token.get_untracked(), code.get_untracked());
        if link.is_none() && digits.len() != CODE_DIGITS {
            trouble.set(Some(Wrong::CodeTooShort));
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
                <p class="facade-tools"><PreferenceKeys /></p>
                <div class="facade-door">
                    <div class="emblem" role="img" aria-label=check_in::emblem><span>{check_in::emblem_word}</span></div>
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
                        <TroubleLine words=Signal::derive(move || trouble.get().map(|t| t.words())) />
                        <button
                            type="submit"
                            class="press press--now door-enter"
                            data-act="enter"
                            data-ready=""
                            aria-busy=move || pending.get().then_some("true")
                        >
                            {move || if pending.get() { common::connecting() } else { check_in::enter() }}
                        </button>
                    </section>
                    <HaveReady />
                </form>
            </main>
        </div>
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
