//! The place after the hearing: what one has to do on the left, the record itself on paper.

use hearing::{Phase, Role};
use leptos::prelude::*;

use super::access_log::AccessLog;
use super::board::Board;
use super::corrections::Corrections;
use super::file::HearingFile;
use super::recordings::Recordings;
use super::sign::SignPanel;
use crate::listening::Player;
use crate::progress::CaseProgress;
use crate::session::use_session;
use crate::text::{common, record as words, terms, transcript};
use crate::transcript::{
    Lines, NotTaken, ReadKey, ReadTools, Versions, VersionsKey, provide_sift, provide_versions,
};
use crate::ui::{PreferenceKeys, whole};
use crate::view::{View, use_view};

#[component]
pub fn RecordPlace() -> impl IntoView {
    let session = use_session();
    let watches = session.mine(|_, seat| seat.role.only_watches());
    view! {
        {move || if watches.get() == Some(true) {
            view! { <Over /> }.into_any()
        } else {
            view! { <Reading /> }.into_any()
        }}
    }
}

#[component]
fn Over() -> impl IntoView {
    let session = use_session();
    view! {
        <main class="over" data-place="record">
            <h1>{words::over}</h1>
            <p>{words::over_observer}</p>
            <button type="button" class="press" data-act="leave" data-ready="" on:click=move |_| session.leave()>{words::leave}</button>
        </main>
    }
}

#[component]
fn Reading() -> impl IntoView {
    let session = use_session();
    let at_end = RwSignal::new(false);
    let versions = provide_versions();
    let sift = provide_sift();
    let court = session.mine(|_, seat| seat.role.is_court());
    // Before it is opened, the parties have their draft in the room; a witness has nothing to read yet.
    let readable = session.mine(|h, seat| {
        let opened = h.transcript.sign_off.is_some();
        (opened || !seat.role.is_called(), opened)
    });
    // A change starts the reading anew.
    let version = session.select(|h| h.transcript.version());
    Effect::new(move |before: Option<u32>| {
        let now = version.get();
        if before.is_some_and(|before| before != now) {
            at_end.set(false);
        }
        now
    });
    view! {
        <a class="skip" href="#reading">{common::to_main}</a>
        <div class="frame record-place" data-place="record">
            <Wall />
            <main class="work" id="reading" tabindex="0">
                <h2 class="work-title">{words::place}</h2>
                <NotTaken />
                {move || if court.get() == Some(true) { view! { <Board /> }.into_any() } else { ().into_any() }}
                <SignPanel at_end />
                <Corrections />
                <HearingFile />
                <Recordings />
                <AccessLog />
                <CaseProgress beside_record=true />
            </main>
            <aside class="record" aria-label=transcript::transcript data-read-size=move || sift.size.get().to_string()>
                <header class="record-head">
                    <h2 class="record-title">{transcript::transcript}</h2>
                    <VersionsKey />
                    <ReadKey />
                </header>
                <ReadTools />
                <Show when=move || versions.0.get()><Versions /></Show>
                {move || match readable.get() {
                    Some((true, opened)) => view! { <Lines edit=false corrections=opened at_end /> }.into_any(),
                    Some((false, _)) | None => view! { <p class="lines-empty">{words::wait_open}</p> }.into_any(),
                }}
                <Player />
            </aside>
            <Bar />
        </div>
    }
}

#[component]
fn Wall() -> impl IntoView {
    let session = use_session();
    let matter = session.select(|h| h.matter.clone());
    let title = session.select(terms::hearing_title);
    let phase = session.select(|h| h.phase);
    let which = session.select(terms::which_hearing);
    view! {
        <header class="lintel">
            {move || matter.get().map(|m| view! {
                <div>
                    <p class="case-no">
                        {m.case.as_ref().map(|c| c.number.clone())}
                        {move || which.get().map(|n| view! { " · "<span data-which-hearing=n>{move || terms::hearing_number(n)}</span> })}
                    </p>
                    <h1 class="case-title">{move || title.get().map(|title| whole(&title))}</h1>
                </div>
                <p class="lintel-when"><b>{move || terms::phase(phase.get())}</b><span>{m.court.clone()}</span></p>
            })}
            <div class="lintel-tools"><PreferenceKeys /></div>
        </header>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let court = session.mine(|h, seat| {
        let open = matches!(h.phase, Phase::Before | Phase::InSession | Phase::Adjourned);
        (
            seat.role.is_court(),
            open && seat.role != Role::JudgeAssistant,
        )
    });
    view! {
        <footer class="bar" aria-label=crate::text::courtroom::controls>
            <div class="bar-group bar-orders">
                {move || match court.get() {
                    Some((true, open)) => view! {
                        {open.then(|| view! {
                            <button type="button" class="press" data-act="to-courtroom" on:click=move |_| view.to(View::Courtroom)>{words::to_room}</button>
                        })}
                        <button type="button" class="press" data-act="to-docket" on:click=move |_| view.to(View::Docket)>{words::docket}</button>
                    }.into_any(),
                    Some((false, _)) | None => view! {
                        <button type="button" class="press" data-act="leave" on:click=move |_| session.leave()>{words::leave}</button>
                    }.into_any(),
                }}
            </div>
        </footer>
    }
}
