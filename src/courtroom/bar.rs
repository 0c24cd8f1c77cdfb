//! The bar: one's own devices, and what concerns the whole room.

use hearing::{Command, Phase, Role, Zone};
use leptos::prelude::*;

use super::captions::CaptionsKey;
use super::elsewhere::ElsewhereKey;
use super::leave::LeaveKey;
use super::own_devices::OwnDevices;
use super::panel::{Panel, use_panel};
use super::party_keys::PartyKeys;
use super::secure::SecureKey;
use crate::media::{State, use_media};
use crate::session::use_session;
use crate::text::{Word as _, bench, courtroom as words};
use crate::ui::{AskReason, Icon, Press, doing};
use crate::view::{View, use_view};

#[component]
pub fn Bar() -> impl IntoView {
    let session = use_session();
    let role = session.role();
    // The court has the record beside the room at any size; the gallery has no words of it at all.
    let reads = session.mine(|_, me| !me.role.only_watches() && !me.role.is_court());
    view! {
        <footer class="bar" aria-label=words::controls>
            {move || role.get().filter(|role| !role.only_watches()).map(|_| view! { <OwnDevices /> })}
            {move || reads.get().unwrap_or_default().then(|| view! { <CaptionsKey /> })}
            <SoundKey />
            {move || match role.get() {
                None => ().into_any(),
                Some(Role::PresidingJudge) => view! { <Facts /> <JudgeOrders /> <SecureKey /> }.into_any(),
                Some(Role::Clerk) => view! { <Facts /> <ClerkOrders /> <SecureKey /> }.into_any(),
                Some(role) if role.is_bench() => view! { <Facts /> <ElsewhereKey /> <ClerkOrders /> }.into_any(),
                Some(role) if role.is_court() => view! { <Facts /> <ClerkOrders /> }.into_any(),
                Some(role) if role.only_watches() => view! { <LeaveKey /> }.into_any(),
                Some(_) => view! { <PartyKeys /> <LeaveKey /> }.into_any(),
            }}
        </footer>
    }
}

#[component]
fn Facts() -> impl IntoView {
    let session = use_session();
    let facts = session.select(|h| {
        let count = |zone: fn(&Zone) -> bool| {
            h.seats
                .iter()
                .filter(|s| s.is_here() && zone(&s.zone))
                .count()
        };
        let waits = |z: &Zone| matches!(z, Zone::Lobby | Zone::WitnessRoom(_) | Zone::SideRoom(_));
        (
            count(|z| *z == Zone::Courtroom),
            count(waits),
            count(|z| *z == Zone::Gallery),
        )
    });
    view! {
        <p class="bar-facts">
            <span>{words::present} " " <b class="num">{move || facts.get().0}</b></span>
            <span>{words::waiting_count} " " <b class="num">{move || facts.get().1}</b></span>
            <span>{words::gallery} " " <b class="num">{move || facts.get().2}</b></span>
        </p>
    }
}

#[component]
fn JudgeOrders() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let view = use_view();
    let phase = session.select(|h| h.phase);
    // The court itself is never muted, so that there is nothing to spare it from.
    let speaker = session.select(|h| {
        let speaker = h.floor.as_ref().and_then(|floor| h.seat(floor));
        speaker.filter(|s| !s.role.is_court()).map(|s| s.id.clone())
    });
    let asking = RwSignal::new(false);
    let doing = doing();
    let adjourn = move |reason: String| doing.start(Command::Adjourn { reason });
    view! {
        <div class="bar-group bar-orders" role="group" aria-label=words::orders>
            {move || speaker.get().map(|seat| view! {
                <Press act="mute-others" label=bench::mute_others.text()
                    command=move || Some(Command::MuteAllBut { seat: seat.clone() }) />
            })}
            <Press act="mute-all" label=words::mute_all.text() command=|| Some(Command::MuteAll) />
            {move || match phase.get() {
                Phase::Adjourned => view! {
                    <Press act="resume" class="press--now" label=words::resume.text() command=|| Some(Command::Resume) />
                }.into_any(),
                Phase::InSession => view! {
                    <button type="button" class="press" data-act="adjourn" aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                        {move || doing.word(words::adjourn)}
                    </button>
                }.into_any(),
                Phase::Before | Phase::Closed | Phase::Finished => ().into_any(),
            }}
            <button type="button" class="press" data-act="to-evidence" on:click=move |_| view.to(View::Evidence)>{words::exhibits}</button>
            <button
                type="button"
                class="press"
                data-act="orders"
                aria-haspopup="dialog"
                aria-expanded=move || panel.is(&Panel::Orders).to_string()
                on:click=move |_| panel.toggle(Panel::Orders)
            >
                <Icon name="up" /><span>{words::orders}</span>
            </button>
        </div>
        <AskReason open=asking title=words::adjourn.text() words=words::adjourn_words.text()
            answer=words::adjourn.text() yes=Callback::new(adjourn) />
    }
}

#[component]
fn ClerkOrders() -> impl IntoView {
    let view = use_view();
    let key = move |act, to, word: fn() -> &'static str| {
        view! { <button type="button" class="press" data-act=act on:click=move |_| view.to(to)>{word}</button> }
    };
    view! {
        <div class="bar-group bar-orders">
            {key("to-readiness", View::Readiness, words::readiness)}
            {key("to-evidence", View::Evidence, words::exhibits)}
            {key("to-record", View::Record, words::record)}
        </div>
    }
}

/// Shown only while sound and picture are not as they should be.
#[component]
fn SoundKey() -> impl IntoView {
    let media = use_media();
    let word = move || match media.state.get() {
        State::Joining => Some(words::media_joining()),
        State::Reconnecting => Some(words::media_again()),
        State::Off | State::On => None,
    };
    view! {
        {move || word().map(|word| view! { <p class="bar-media" role="status">{word}</p> })}
        <Show when=move || media.sound_blocked.get()>
            <button type="button" class="press press--now" data-act="play-sound" on:click=move |_| media.hear()>
                <Icon name="sound" /><span>{words::sound}</span>
            </button>
        </Show>
    }
}
