//! The picture of the seat in hand, for as long as the court looks at it; he who is looked at knows.

use hearing::{Command, Seat, SeatId};
use leptos::html::Img;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlImageElement;

use crate::check_in::minute;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::waiting;
use crate::ui::{Icon, Press, doing};

#[wasm_bindgen(module = "/src/readiness/look.js")]
extern "C" {
    type Look;
    #[wasm_bindgen(constructor)]
    fn new() -> Look;
    #[wasm_bindgen(method)]
    fn begin(this: &Look, seat: &str, bearer: &str, image: &HtmlImageElement, told: &JsValue);
    #[wasm_bindgen(method)]
    fn end(this: &Look);
}

/// What the court sees of a person now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Nothing,
    /// Asked for, and not here yet.
    Waiting,
    Picture,
    /// The person shows none.
    Off,
    /// His camera gives none.
    Fails,
}

/// Ended with the paper: nobody goes on fetching what nobody looks at.
struct Looking {
    look: Look,
    _told: Closure<dyn FnMut(String)>,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.look.end();
    }
}

/// `seen` is told what there is to see.
#[component]
pub fn Picture(seat: Seat, seen: RwSignal<Seen>) -> impl IntoView {
    let session = use_session();
    let image = NodeRef::<Img>::new();
    let looking = StoredValue::new_local(None::<Looking>);
    let id = seat.id.clone();
    let facts = {
        let id = id.clone();
        session.select(move |h| {
            let seat = h.seat(&id);
            let there =
                seat.is_some_and(|s| s.is_arriving() && s.is_here() && s.next_step().is_none());
            (there, seat.and_then(|s| s.check_in.look.clone()))
        })
    };
    let now = minute();
    // A look ends by the clock, too; it is begun anew with a press, so that nobody is looked at by an empty chair.
    let looks = Memo::new(move |_| {
        let now = now.get().max(session.now());
        facts.get().1.is_some_and(|look| now < look.until)
    });
    let asks = Memo::new(move |_| facts.get().0 && !looks.get());
    {
        let (id, role) = (id.clone(), session.role());
        on_cleanup(move || {
            let mine = role.try_get_untracked().flatten();
            let look = facts.try_get_untracked().and_then(|(_, look)| look);
            if look.is_some_and(|look| Some(look.by) == mine && session.now() < look.until) {
                let _ = session.send(Command::EndLook { seat: id.clone() });
            }
        });
    }
    {
        let id = id.clone();
        Effect::new(move |_| {
            let (looks, image) = (looks.get(), image.get());
            looking.update_value(|known| *known = None);
            let Some((bearer, image)) = session.bearer().zip(image).filter(|_| looks) else {
                seen.set(Seen::Nothing);
                return;
            };
            seen.set(Seen::Waiting);
            let told = Closure::<dyn FnMut(String)>::new(move |what: String| {
                seen.try_set(match what.as_str() {
                    "picture" => Seen::Picture,
                    "off" => Seen::Off,
                    "fails" => Seen::Fails,
                    _ => Seen::Waiting,
                });
            });
            let look = Look::new();
            look.begin(id.as_str(), &bearer, &image, told.as_ref());
            looking.set_value(Some(Looking { look, _told: told }));
        });
    }
    let words = move || match (seen.get(), facts.get().0) {
        (Seen::Picture, _) => "",
        (Seen::Waiting, _) => waiting::waiting_for_picture(),
        (Seen::Off, _) => waiting::person_has_no_picture(),
        (Seen::Fails, _) => waiting::person_picture_fails(),
        (Seen::Nothing, true) => "",
        (Seen::Nothing, false) => waiting::no_picture_now(),
    };
    view! {
        <article class="seat verify-seat" data-seen=move || format!("{:?}", seen.get()) aria-label=waiting::look_title>
            <div class="seat-video">
                <img
                    node_ref=image
                    class="verify-picture"
                    class:seat-picture--none=move || seen.get() != Seen::Picture
                    data-picture-of=id.to_string()
                    alt=waiting::look_title
                />
                <div class="verify-none">
                    <p role="status">{words}</p>
                    <BeginKey id=id.clone() asks />
                </div>
            </div>
            <div class="seat-plate">
                <Who seat />
                <p class="seat-state">
                    <Show when=move || looks.get()>
                        <span class="state"><Icon name="eye" /><span>{waiting::looking}</span></span>
                    </Show>
                </p>
                <Show when=move || looks.get()>
                    <span class="mirror-act"><EndKey id=id.clone() /></span>
                </Show>
            </div>
        </article>
    }
}

#[component]
fn BeginKey(id: SeatId, asks: Memo<bool>) -> impl IntoView {
    let doing = doing();
    let of = id.to_string();
    let begin = move |_| {
        let seat = id.clone();
        doing.start(Command::BeginLook { seat });
    };
    view! {
        <Show when=move || asks.get()>
            <button type="button" class="press" data-act="begin-look" data-of=of.clone() aria-busy=move || doing.busy() on:click=begin.clone()>
                <Icon name="eye" /><span>{move || doing.word(waiting::look)}</span>
            </button>
        </Show>
    }
}

#[component]
fn EndKey(id: SeatId) -> impl IntoView {
    view! {
        <Press
            act="end-look"
            class="press--dense"
            label=Signal::derive(|| waiting::stop_looking().to_owned())
            command=move || Some(Command::EndLook { seat: id.clone() })
        />
    }
}

#[component]
fn Who(seat: Seat) -> impl IntoView {
    let tribunal = use_session().select(Tribunal::of);
    view! {
        <p class="seat-who">
            <b class="seat-role">{move || tribunal.get().map(|t| terms::role(seat.role, seat.side, t))}</b>
            " "<span class="seat-name">{seat.name}</span>
        </p>
    }
}
