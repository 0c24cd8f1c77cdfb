//! 法庭通知: short texts of the court to this person, each with its time; that it was read the clerk sees.

use hearing::Command;
use hearing::waiting::Notice;
use leptos::prelude::*;

use super::call::chime;
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::waiting;
use crate::ui::{Icon, Press};

/// One's own notices with their places, the newest first.
fn own() -> Memo<Vec<(u32, Notice)>> {
    let session = use_session();
    let notices = session.mine(|_, seat| {
        let all = (0_u32..).zip(seat.check_in.notices.iter().cloned());
        all.collect::<Vec<_>>()
    });
    Memo::new(move |_| {
        let all = notices.get().unwrap_or_default();
        all.into_iter().rev().collect()
    })
}

#[component]
pub fn Notices() -> impl IntoView {
    let notices = own();
    view! {
        <Show when=move || notices.with(|n| !n.is_empty())>
            <section class="notices" data-notices="">
                <h2>{waiting::notices}</h2>
                <ul aria-live="polite">
                    <For each=move || notices.get() key=|(number, n)| (*number, n.read_at) let((number, notice))>
                        <NoticeRow number notice />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn NoticeRow(number: u32, notice: Notice) -> impl IntoView {
    let (by, at, read_at) = (notice.by, notice.at, notice.read_at);
    view! {
        <li data-notice=number.to_string() data-unread=read_at.is_none().then_some("")>
            <p class="notice-from">{move || waiting::sender(by)}" "<time class="num">{short_time(at)}</time></p>
            <p class="notice-text">{notice.text}</p>
            {match read_at {
                Some(at) => view! {
                    <p class="notice-read"><Icon name="check" /><span class="num">{move || waiting::read_at(at)}</span></p>
                }.into_any(),
                None => view! { <ReadKey number /> }.into_any(),
            }}
        </li>
    }
}

#[component]
fn ReadKey(number: u32) -> impl IntoView {
    view! {
        <Press
            act="read-notice"
            seat=number.to_string()
            label=Signal::derive(|| waiting::read().to_owned())
            command=move || Some(Command::ReadNotice { number })
        />
    }
}

/// In the middle of check-in: the newest that is not read, above the page.
#[component]
pub fn NewNotice() -> impl IntoView {
    let notices = own();
    let newest = Memo::new(move |_| {
        notices.with(|all| all.iter().find(|(_, n)| n.read_at.is_none()).cloned())
    });
    move || {
        newest.get().map(|(number, notice)| {
            let (by, at) = (notice.by, notice.at);
            view! {
                <section class="summons summons--notice" role="alert" data-new-notice="">
                    <Icon name="message" />
                    <p>
                        <b>{move || waiting::sender(by)}" "<time class="num">{short_time(at)}</time></b>
                        <span>{notice.text}</span>
                    </p>
                    <ReadKey number />
                </section>
            }
        })
    }
}

/// One soft tone for each that comes while the person is here.
pub fn listen_for_notices() {
    let session = use_session();
    let count = session.mine(|_, seat| seat.check_in.notices.len());
    Effect::new(move |before: Option<Option<usize>>| {
        let now = count.get();
        if let (Some(Some(before)), Some(now)) = (before, now)
            && now > before
        {
            chime();
        }
        now
    });
}
