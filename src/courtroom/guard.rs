//! Before the next stage: what the law wants recorded and what is still open. It warns, and never bars (R21).

use hearing::{Command, GuardItem, Phase, Stage};
use leptos::prelude::*;

use super::panel::{PanelHead, use_panel};
use crate::session::use_session;
use crate::text::{Word as _, bench, courtroom as words, readiness, terms};
use crate::ui::{Icon, Press, clock_time};
use crate::view::{View, use_view};

#[component]
pub fn Guard() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let before = session.select(|h| h.phase == Phase::Before);
    // The stage has been entered: what was to be checked before it is past.
    let stage = session.select(|h| (h.phase, h.stage));
    Effect::new(move |was: Option<(Phase, Option<Stage>)>| {
        let now = stage.get();
        if was.is_some_and(|was| was != now) {
            panel.close();
        }
        now
    });
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="guard-title" data-panel="guard">
            {move || if before.get() { view! { <OpenCourt /> }.into_any() } else { view! { <ToStage /> }.into_any() }}
        </section>
    }
}

#[component]
fn OpenCourt() -> impl IntoView {
    let session = use_session();
    let ready = session.select(|h| h.ready_reported_at.is_some());
    let recorder = session.select(|h| h.recorder);
    let open = session.select(|h| !h.open_items().is_empty());
    let reason = RwSignal::new(String::new());
    let missing = Signal::derive(move || open.get() && given(reason).is_none());
    view! {
        <PanelHead title=words::open_court.text() id="guard-title" />
        <Items />
        <p class="guard-note">
            {move || match (ready.get(), recorder.get()) {
                (false, _) => words::not_ready(),
                (true, true) => words::open_court_words(),
                (true, false) => words::open_court_unrecorded(),
            }}
        </p>
        <Show when=move || open.get()><ReasonField reason /></Show>
        <div class="panel-acts">
            <Press act="open-court" class="press--now" label=words::open_court.text() disabled=missing
                command=move || Some(Command::OpenHearing { override_reason: given(reason) }) />
        </div>
    }
}

#[component]
fn ToStage() -> impl IntoView {
    let session = use_session();
    let stages = session.select(|h| {
        let (Some(matter), Some(stage)) = (&h.matter, h.stage) else {
            return (None, Vec::new());
        };
        let procedure = matter.procedure;
        // With each, whether anything is open in what it ends or passes over.
        let way = |to: Stage| (to, !h.open_before(to).is_empty());
        let next = procedure.next(stage);
        let others = procedure.stages().iter().copied();
        let others = others.filter(|to| procedure.may_follow(stage, *to) && Some(*to) != next);
        (next.map(way), others.map(way).collect::<Vec<_>>())
    });
    let open = session.select(|h| !h.open_items().is_empty());
    let reason = RwSignal::new(String::new());
    let go = move |stage: Stage| {
        Some(Command::EnterStage {
            stage,
            override_reason: given(reason),
        })
    };
    let way = move |(stage, open): (Stage, bool), class| {
        view! {
            <Press act="enter-stage" seat=format!("{stage:?}") class
                label=Signal::derive(move || words::enter_stage(terms::stage(stage)))
                disabled=Signal::derive(move || open && given(reason).is_none()) command=move || go(stage) />
        }
    };
    let passes_over = move || stages.with(|(_, others)| others.iter().any(|(_, open)| *open));
    view! {
        <PanelHead title=words::before_stage.text() id="guard-title" />
        <Items />
        <Issues />
        <Show when=move || open.get() || passes_over()><ReasonField reason /></Show>
        <div class="panel-acts">
            {move || stages.get().0.map(|next| way(next, "press--now"))}
            {move || stages.get().1.into_iter().map(|other| way(other, "")).collect_view()}
        </div>
    }
}

/// Why the court goes on over what is open.
#[component]
fn ReasonField(reason: RwSignal<String>) -> impl IntoView {
    view! {
        <p class="guard-note">{words::guard_note}</p>
        <label class="field">
            <span>{crate::text::common::reason}</span>
            <input type="text" maxlength="1000" data-field="override-reason"
                on:input:target=move |event| reason.set(event.target().value()) />
        </label>
    }
}

fn given(reason: RwSignal<String>) -> Option<String> {
    reason.with(|r| Some(r.trim().to_owned()).filter(|r| !r.is_empty()))
}

/// What stands on the record, with its time, and what does not yet.
#[component]
fn Items() -> impl IntoView {
    let session = use_session();
    let unconsidered =
        session.select(|h| h.unconsidered().map(|s| s.name.clone()).collect::<Vec<_>>());
    let items = session.select(|h| {
        let (Some(matter), Some(stage)) = (&h.matter, h.stage.or(Some(Stage::Preparation))) else {
            return Vec::new();
        };
        let done = |item: &GuardItem| {
            h.recorded
                .iter()
                .find(|(i, _)| i == item)
                .map(|(_, at)| *at)
        };
        let of_stage = matter.procedure.guard(stage);
        let mut items: Vec<_> = of_stage.iter().map(|i| (*i, done(i), None)).collect();
        // What is open before a later one: of the stages passed over, and where somebody refuses to hold it online.
        for to in matter.procedure.stages() {
            if !matter.procedure.may_follow(stage, *to) {
                continue;
            }
            for item in h.open_before(*to) {
                if items.iter().all(|(known, ..)| *known != item) {
                    items.push((item, None, Some(*to)));
                }
            }
        }
        items
    });
    view! {
        <ul class="guard-list">
            <For each=move || items.get() key=|item| *item let((item, done, before))>
                <li data-done=done.map(|_| "yes") data-guard=format!("{item:?}")>
                    <Icon name=if done.is_some() { "check" } else { "minus" } />
                    <span>
                        {move || terms::guard_item(item)}
                        {(item == GuardItem::SuitabilityConsidered).then(|| view! { <small class="guard-before" data-unconsidered="">{move || unconsidered.get().join("、")}</small> })}
                        {before.map(|stage| view! { <small class="guard-before">{move || words::only_before(terms::stage(stage))}</small> })}
                    </span>
                    {match done {
                        Some(at) => view! { <time class="num">{clock_time(at)}</time> }.into_any(),
                        // It is the decision that puts it on record.
                        None if item == GuardItem::SuitabilityConsidered => view! { <ToBoard /> }.into_any(),
                        None => view! {
                            <Press act="record-item" seat=format!("{item:?}") class="press--dense"
                                label=words::record_item.text()
                                command=move || Some(Command::RecordGuardItem { item }) />
                        }.into_any(),
                    }}
                </li>
            </For>
        </ul>
    }
}

/// To where it is decided.
#[component]
fn ToBoard() -> impl IntoView {
    let view = use_view();
    view! {
        <button type="button" class="press press--dense" data-act="open-board" on:click=move |_| view.to(View::Readiness)>
            {readiness::open_board}
        </button>
    }
}

/// 争议焦点, put together by the judge and shown to all (R29).
#[component]
fn Issues() -> impl IntoView {
    let session = use_session();
    // They are put together in the investigation, and what the parties say of them may be taken up until the debate ends.
    let wanted = session.select(|h| {
        let taken_up = [Stage::Investigation, Stage::Evidence, Stage::Debate];
        h.stage.is_some_and(|stage| taken_up.contains(&stage))
    });
    let said = session.select(|h| {
        let asked = || h.asked_for_issues();
        let said = asked().filter(|s| h.issue_answer(&s.id).is_some()).count();
        (!h.issues.is_empty()).then(|| (said, asked().count()))
    });
    let issues = RwSignal::new(session.peek(|h| h.issues.join("\n")));
    let command = move || {
        let issues = issues.with_untracked(|text| {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        });
        Some(Command::SetIssues { issues })
    };
    view! {
        <Show when=move || wanted.get()>
            <label class="field">
                <span>{words::issues} " · " {words::issues_hint}</span>
                <textarea rows="3" data-field="issues" prop:value=move || issues.get()
                    on:input:target=move |event| issues.set(event.target().value())></textarea>
            </label>
            <p class="guard-note" data-issues-state="">{move || said.get().map(|(said, asked)| bench::confirmed_of(said, asked))}</p>
            <div class="panel-acts">
                <Press act="set-issues" class="press--dense" label=words::set_issues.text() command=command />
            </div>
        </Show>
    }
}
