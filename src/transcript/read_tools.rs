//! 阅读: size and choice of what one reads of the record, behind one key.

use std::collections::BTreeSet;

use hearing::SeatId;
use hearing::transcript::Speaker;
use leptos::prelude::*;

use super::rows::named;
use super::sift::{Kind, Sift};
use crate::session::use_session;
use crate::text::{terms, transcript as words};

type Size = (u8, fn() -> &'static str);

const SIZES: [Size; 3] = [
    (0, words::size_normal),
    (1, words::size_large),
    (2, words::size_largest),
];

#[component]
pub fn ReadKey() -> impl IntoView {
    let Sift { open, .. } = expect_context::<Sift>();
    view! {
        <button type="button" class="press press--quiet press--dense press--square read-key" data-act="read-tools"
            aria-label=words::read_tools aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)>
            <span aria-hidden="true">"Aa"</span>
        </button>
    }
}

#[component]
pub fn ReadTools() -> impl IntoView {
    let sift = expect_context::<Sift>();
    let left_out = Memo::new(move |_| sift.is_on());
    view! {
        <Show when=move || sift.open.get()>
            <div class="read-tools" data-panel="read-tools">
                <Sizes />
                <Speakers />
                <Kinds />
            </div>
        </Show>
        // Also behind closed tools: nobody takes a part for the whole.
        <Show when=move || left_out.get()>
            <p class="sifted" role="status" data-sifted="">
                <span>{words::sifted}</span>
                <button type="button" class="press press--quiet press--dense" data-act="read-all" on:click=move |_| sift.clear()>
                    {words::read_all}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Sizes() -> impl IntoView {
    let sift = expect_context::<Sift>();
    let key = move |(size, word): Size| {
        view! {
            <button type="button" class="press press--dense read-size" data-act="read-size" data-of=size.to_string()
                aria-label=word aria-pressed=move || (sift.size.get() == size).to_string()
                on:click=move |_| sift.set_size(size)>
                <span aria-hidden="true">"字"</span>
            </button>
        }
    };
    view! {
        <div class="read-sizes" role="group" aria-label=words::type_size>
            {SIZES.map(key).collect_view()}
        </div>
    }
}

#[component]
fn Speakers() -> impl IntoView {
    let sift = expect_context::<Sift>();
    let session = use_session();
    // Whoever stands on record, in the order of the seats.
    let people = session.select(|h| {
        let said = h.transcript.lines.iter().map(|line| &line.speaker);
        let said: BTreeSet<_> = said
            .filter_map(|speaker| match speaker {
                Speaker::Seat(seat) => Some(seat),
                Speaker::Nobody => None,
            })
            .collect();
        let seats = h.seats.iter().filter(|seat| said.contains(&seat.id));
        let people = seats.filter_map(|seat| Some((seat.id.clone(), named(h, &seat.id)?)));
        people.collect::<Vec<_>>()
    });
    let choose = move |id: String| {
        let chosen = Some(SeatId(id)).filter(|id| !id.0.is_empty());
        sift.speaker.set(chosen);
    };
    view! {
        <label>
            <span>{words::speaker}</span>
            <select data-field="read-speaker" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || sift.speaker.with(Option::is_none)>{words::every_one}</option>
                {move || people.get().into_iter().map(|(id, who)| {
                    let (role, side, tribunal, name) = who;
                    let value = id.to_string();
                    view! {
                        <option value=value selected=move || sift.speaker.with(|chosen| chosen.as_ref() == Some(&id))>
                            {move || format!("{} {name}", terms::role(role, side, tribunal))}
                        </option>
                    }
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Kinds() -> impl IntoView {
    let sift = expect_context::<Sift>();
    let choose = move |name: String| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        sift.kind.set(kind);
    };
    view! {
        <label>
            <span>{words::read_kind}</span>
            <select data-field="read-kind" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || sift.kind.with(Option::is_none)>{words::every_one}</option>
                {Kind::ALL.map(|kind| view! {
                    <option value=kind.name() selected=move || sift.kind.get() == Some(kind)>
                        {word(kind)}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

fn word(kind: Kind) -> fn() -> &'static str {
    match kind {
        Kind::Speech => words::of_speech,
        Kind::Ruling => words::of_rulings,
        Kind::Exhibit => words::of_exhibits,
        Kind::Incident => words::of_incidents,
    }
}
