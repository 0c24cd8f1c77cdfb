//! 发通知: a short text of the court to those of the chosen seats who wait (R13).

use hearing::waiting::NOTICE_LIMIT;
use hearing::{Command, Seat, SeatId};
use leptos::prelude::*;

use super::facts::groups;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{common, waiting};
use crate::ui::{Frame, Icon, doing_then};

/// Seat, role and name.
type Addressee = (SeatId, &'static str, String);

/// One side of the hearing, and those of it who wait.
#[derive(Clone, PartialEq)]
struct Addressees {
    side: &'static str,
    seats: Vec<Addressee>,
}

/// Those a notice may go to.
fn addressees() -> Memo<Vec<Addressees>> {
    use_session().select(|h| {
        let tribunal = Tribunal::of(h);
        let known = |id: &SeatId| {
            let seat = h.seat(id).filter(|s| s.is_arriving())?;
            let role = tribunal.map_or("", |t| terms::role(seat.role, seat.side, t));
            Some((seat.id.clone(), role, seat.name.clone()))
        };
        let groups = groups(h).into_iter().map(|group| {
            let first = group.first().and_then(|id| h.seat(id)).zip(tribunal);
            Addressees {
                side: first.map_or("", |(seat, t)| side(seat, t)),
                seats: group.iter().filter_map(known).collect(),
            }
        });
        groups.filter(|group| !group.seats.is_empty()).collect()
    })
}

fn side(seat: &Seat, tribunal: Tribunal) -> &'static str {
    if seat.role.is_called() {
        waiting::those_called()
    } else {
        terms::side(seat.side, tribunal.procedure)
    }
}

#[component]
pub fn MessageKey() -> impl IntoView {
    let addressees = addressees();
    let open = RwSignal::new(false);
    let to = RwSignal::new(Vec::<SeatId>::new());
    let text = RwSignal::new(String::new());
    let doing = doing_then(move || {
        to.try_set(Vec::new());
        text.try_set(String::new());
    });
    let missing = move || to.with(Vec::is_empty) || text.with(|t| t.trim().is_empty());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !untrack(missing) {
            open.set(false);
            let (to, text) = (to.get_untracked(), text.get_untracked());
            doing.start(Command::SendNotice { to, text });
        }
    };
    view! {
        <Show when=move || addressees.with(|a| !a.is_empty())>
            <button type="button" class="tool" data-act="message" aria-busy=move || doing.busy() on:click=move |_| doing.ask(open)>
                <Icon name="message" /><span>{move || doing.word(waiting::send_notice)}</span>
            </button>
        </Show>
        <Frame
            open
            title=Signal::derive(|| waiting::send_notice_title().to_owned())
            words=Signal::derive(|| waiting::send_notice_words().to_owned())
        >
            <form class="message" on:submit=submit>
                <To addressees to />
                <Text text />
                <div class="panel-acts">
                    <button type="button" data-act="close-message" class="press" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="send-notice" disabled=missing>{waiting::notice_yes}</button>
                </div>
            </form>
        </Frame>
    }
}

/// A line for each side: its seats beside one another.
#[component]
fn To(addressees: Memo<Vec<Addressees>>, to: RwSignal<Vec<SeatId>>) -> impl IntoView {
    let session = use_session();
    let called = move || {
        to.with(|to| {
            session.with(|h| {
                let called = |id: &SeatId| h.seat(id).is_some_and(|s: &Seat| s.role.is_called());
                to.iter().any(called)
            })
        })
    };
    let box_of = move |(id, role, name): Addressee| {
        let (of, known) = (id.to_string(), id.clone());
        let turn = move |_| {
            to.update(|to| match to.iter().position(|chosen| *chosen == id) {
                Some(at) => _ = to.remove(at),
                None => to.push(id.clone()),
            });
        };
        view! {
            <label class="pick">
                <input type="checkbox" data-field="notice-to" data-of=of prop:checked=move || to.with(|to| to.contains(&known)) on:change=turn />
                <span>{role}" "<span class="whole">{name}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="message-to">
            <legend>{waiting::notice_to}</legend>
            {move || addressees.get().into_iter().map(|group| view! {
                <div class="message-side">
                    {(group.seats.len() > 1).then(|| view! { <WholeSide group=group.clone() to /> })}
                    {group.seats.into_iter().map(box_of).collect_view()}
                </div>
            }).collect_view()}
        </fieldset>
        <Show when=called><p class="message-caution" role="status"><Icon name="warn" /><span>{waiting::witness_caution}</span></p></Show>
    }
}

/// Ticks all of a side, or none of it.
#[component]
fn WholeSide(group: Addressees, to: RwSignal<Vec<SeatId>>) -> impl IntoView {
    let all: Vec<SeatId> = group.seats.into_iter().map(|(id, ..)| id).collect();
    let of = all.first().map(ToString::to_string);
    let wanted = all.clone();
    let whole = move || to.with(|to| wanted.iter().all(|id| to.contains(id)));
    let turn = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        to.update(|to| {
            to.retain(|id| !all.contains(id));
            if on {
                to.extend(all.iter().cloned());
            }
        });
    };
    view! {
        <label class="pick message-all">
            <input type="checkbox" data-field="notice-to-side" data-of=of prop:checked=whole on:change=turn />
            <span>{move || waiting::whole_side(group.side)}</span>
        </label>
    }
}

#[component]
fn Text(text: RwSignal<String>) -> impl IntoView {
    let phrases = [
        waiting::phrase_soon as fn() -> &'static str,
        waiting::phrase_originals,
        waiting::phrase_wait,
    ];
    view! {
        <div class="message-phrases">
            {phrases.map(|phrase| view! {
                <button type="button" class="press press--quiet" data-act="phrase" on:click=move |_| text.set(untrack(phrase).to_owned())>
                    {phrase}
                </button>
            }).collect_view()}
        </div>
        <label class="field">
            <span>{waiting::notice_text}</span>
            <textarea data-field="notice-text" rows="3" maxlength=NOTICE_LIMIT.to_string() bind:value=text></textarea>
        </label>
    }
}
