//! No exhibit on show: the issues in dispute (R29), and for who may present, what there is to present.

use hearing::exhibit::{Exhibit, PageView};
use hearing::{Act, Actor, Command, ExhibitId, Grant, permitted};
use leptos::prelude::*;

use super::second::{SecondKey, SecondWord};
use crate::session::{is_second_window, use_session};
use crate::text::evidence;
use crate::ui::{Icon, Press};
use crate::view::{View, use_view};

/// So many are offered at once.
const PICKED: usize = 24;

#[component]
pub fn NothingOnShow() -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let issues = session.select(|h| h.issues.clone());
    let watches = session.mine(|_, me| me.role.only_watches());
    let second = is_second_window();
    let may_list =
        session.mine(move |_, me| !second && !me.role.only_watches() && !me.role.is_called());
    let with_floor = session.mine(|h, me| {
        permitted(me.role, Act::Present) == Grant::WithFloor && h.floor.as_ref() != Some(&me.id)
    });
    view! {
        <div class="exhibit-head">
            <div class="exhibit-title">
                <h2>{evidence::nothing_on_show}</h2>
            </div>
            <div class="exhibit-tools">
                <Show when=move || watches.get() == Some(false)><SecondKey /></Show>
                <Show when=move || may_list.get() == Some(true)>
                    <button
                        type="button"
                        class="press press--dense press--list"
                        data-act="exhibit-list"
                        aria-label=evidence::list
                        on:click=move |_| place.to(View::Evidence)
                    >
                        <Icon name="folder" />
                        <span>{evidence::list}</span>
                    </button>
                </Show>
            </div>
            <SecondWord />
        </div>
        <div class="well-calm" tabindex="0" role="group" aria-label=evidence::well_empty>
            <Show when=move || watches.get() == Some(true)>
                <p class="lead">{evidence::not_for_the_gallery}</p>
            </Show>
            <Show when=move || !issues.with(Vec::is_empty)>
                <section class="well-issues" data-issues="">
                    <h3>{evidence::issues}</h3>
                    <ol>
                        <For each=move || issues.get().into_iter().enumerate() key=|issue| issue.clone() let((_, issue))>
                            <li>{issue}</li>
                        </For>
                    </ol>
                </section>
            </Show>
            <Show when=move || issues.with(Vec::is_empty) && may_list.get() == Some(true)>
                <p class="note">{evidence::issues_to_come}</p>
            </Show>
            <Show when=move || with_floor.get() == Some(true)>
                <p class="note">{evidence::present_with_floor}</p>
            </Show>
            <Picker />
        </div>
        <div></div>
    }
}

/// What this seat may lay on the table now. Of a thousand exhibits those that come next; the list has them all.
#[component]
fn Picker() -> impl IntoView {
    let session = use_session();
    let many = session.select(|h| h.exhibits.len() > PICKED);
    let ready = session.mine(move |h, me| {
        let was_shown = |e: &Exhibit| h.stood.iter().any(|s| s.exhibit == e.id);
        h.in_examination_order()
            .into_iter()
            .filter(|e| !(many.get() && was_shown(e)))
            .filter(|e| {
                let exhibit = e.id.clone();
                let view = PageView::default();
                let present = Command::PresentExhibit { exhibit, view };
                h.decide(&Actor::Seat(me.id.clone()), &present, 0).is_ok()
            })
            .take(PICKED)
            .map(|e| (e.id.clone(), e.title.clone()))
            .collect::<Vec<_>>()
    });
    let ready = Memo::new(move |_| ready.get().unwrap_or_default());
    view! {
        <Show when=move || !ready.with(Vec::is_empty)>
            <section class="well-picker">
                <h3>{evidence::present_one}</h3>
                <ul>
                    <For each=move || ready.get() key=|item| item.clone() let((id, title))>
                        <Ready id title />
                    </For>
                </ul>
                <Show when=move || many.get()><p class="note">{evidence::present_from_list}</p></Show>
            </section>
        </Show>
    }
}

#[component]
fn Ready(id: ExhibitId, title: String) -> impl IntoView {
    let (known, number) = (id.to_string(), id.to_string());
    view! {
        <li data-exhibit=known>
            <span class="plate-no">{number}</span>
            <span class="well-picker-title">{title}</span>
            <PresentPress id />
        </li>
    }
}

/// Lays the exhibit on everybody's table, at its first page.
#[component]
pub fn PresentPress(id: ExhibitId, #[prop(optional)] done: Option<Callback<()>>) -> impl IntoView {
    let of = id.to_string();
    let done = Callback::new(move |()| {
        if let Some(done) = done {
            done.run(());
        }
    });
    view! {
        <Press
            act="present"
            label=Signal::derive(|| evidence::present().to_owned())
            command=move || {
                Some(Command::PresentExhibit { exhibit: id.clone(), view: PageView::default() })
            }
            class="press--dense"
            seat=of
            done
        />
    }
}
