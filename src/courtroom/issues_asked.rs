//! 请确认争议焦点: each version of the issues, put before each party until he confirms it or adds to it (R29).

use hearing::{Act, Command, Grant, SeatId, permitted};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Frame, Press, doing_then};

/// In the line of whose turn it is, as long as it is not answered.
#[component]
pub fn IssuesAsked() -> impl IntoView {
    let session = use_session();
    let asked = session.mine(|h, me| {
        permitted(me.role, Act::AnswerIssues) == Grant::Yes
            && !h.issues.is_empty()
            && h.issue_answer(&me.id).is_none()
    });
    let open = RwSignal::new(false);
    view! {
        <Show when=move || asked.get() == Some(true)>
            <button type="button" class="press press--dense press--now" data-act="issues-asked" aria-haspopup="dialog"
                on:click=move |_| open.set(true)>
                {words::issues_asked}
            </button>
        </Show>
        <Frame open title=words::issues_title.text() words=words::issues_note.text()>
            <Answer open />
        </Frame>
    }
}

#[component]
fn Answer(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let issues = session.select(|h| (h.issues_edition, h.issues.clone()));
    let remark = RwSignal::new(String::new());
    let sends = doing_then(move || open.set(false));
    let answer = move |remark| Command::AnswerIssues {
        edition: issues.with_untracked(|(edition, _)| *edition),
        remark,
    };
    let missing = move || remark.with(|r| r.trim().is_empty());
    view! {
        <ol class="issues-list">
            {move || issues.get().1.into_iter().map(|issue| view! { <li>{issue}</li> }).collect_view()}
        </ol>
        <div class="panel-acts">
            <button type="button" class="press press--quiet" data-act="issues-later" on:click=move |_| open.set(false)>{words::issues_later}</button>
            <Press act="confirm-issues" class="press--now" label=words::confirm_issues.text()
                command=move || Some(answer(None)) done=Callback::new(move |()| open.set(false)) />
        </div>
        <label class="field">
            <span>{words::remark_on_issues}</span>
            <textarea rows="2" maxlength="1000" data-field="issues-remark"
                on:input:target=move |event| remark.set(event.target().value())></textarea>
        </label>
        <div class="panel-acts">
            <button type="button" class="press" data-act="send-remark" disabled=missing aria-busy=move || sends.busy()
                on:click=move |_| sends.start(answer(Some(remark.get_untracked())))>
                {move || sends.word(words::send_remark)}
            </button>
        </div>
    }
}

/// Below the pinned list: who has said what to the issues as they stand.
#[component]
pub fn IssuesAnswers() -> impl IntoView {
    let session = use_session();
    let answers = session.select(|h| {
        let asked = h.asked_for_issues();
        asked
            .map(|s| {
                let said = h.issue_answer(&s.id).map(|a| a.remark.clone());
                (s.id.clone(), s.name.clone(), said)
            })
            .collect::<Vec<_>>()
    });
    view! {
        <ul class="issues-answers" data-issues-answers="">
            <For each=move || answers.get() key=|one| one.clone() let((seat, name, said))>
                <Said seat name said />
            </For>
        </ul>
    }
}

/// What one has said: nothing yet, yes, or a remark.
#[component]
fn Said(seat: SeatId, name: String, said: Option<Option<String>>) -> impl IntoView {
    let kind = match &said {
        None => "no",
        Some(None) => "yes",
        Some(Some(_)) => "remark",
    };
    let words = move || match &said {
        None => words::not_answered().to_owned(),
        Some(None) => words::has_confirmed().to_owned(),
        Some(Some(remark)) => remark.clone(),
    };
    view! { <li data-of=seat.0 data-said=kind><b>{name}</b> <span>{words}</span></li> }
}
