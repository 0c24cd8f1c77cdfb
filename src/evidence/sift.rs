//! 筛选: which exhibits of the list are shown, and in what order.

use hearing::exhibit::{Exhibit, OriginalState};
use hearing::late::LateOutcome;
use hearing::{Hearing, Side};
use leptos::prelude::*;

use super::facts::procedure;
use crate::session::use_session;
use crate::text::{proof, terms};
use crate::ui::Icon;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    Examined,
    Admitted,
    Rejected,
    Late,
    Original,
    Withdrawn,
}

type Label = fn() -> &'static str;

const STANDINGS: [(&str, Standing, Label); 7] = [
    ("open", Standing::Open, proof::state_open),
    ("examined", Standing::Examined, proof::state_examined),
    ("admitted", Standing::Admitted, proof::state_admitted),
    ("rejected", Standing::Rejected, proof::state_rejected),
    ("late", Standing::Late, proof::state_late),
    ("original", Standing::Original, proof::state_original),
    ("withdrawn", Standing::Withdrawn, proof::state_withdrawn),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// With a heading for each side.
    Law,
    Newest,
    Title,
    Kind,
}

const ORDERS: [(&str, Order, Label); 4] = [
    ("law", Order::Law, proof::order_law),
    ("newest", Order::Newest, proof::order_newest),
    ("title", Order::Title, proof::order_title),
    ("kind", Order::Kind, proof::order_kind),
];

const SIDES: [(&str, Side); 4] = [
    ("plaintiff", Side::Plaintiff),
    ("defendant", Side::Defendant),
    ("third_party", Side::ThirdParty),
    ("court", Side::Court),
];

/// What the reader of the list has asked for. It stays while he looks at an exhibit and comes back.
#[derive(Clone, Copy)]
pub struct Sift {
    pub words: RwSignal<String>,
    pub side: RwSignal<Option<Side>>,
    pub standing: RwSignal<Option<Standing>>,
    pub order: RwSignal<Order>,
}

impl Sift {
    pub fn new() -> Self {
        Self {
            words: RwSignal::new(String::new()),
            side: RwSignal::new(None),
            standing: RwSignal::new(None),
            order: RwSignal::new(Order::Law),
        }
    }

    pub fn clear(self) {
        self.words.set(String::new());
        self.side.set(None);
        self.standing.set(None);
    }

    /// The exhibits that pass, in order, each with its place in the whole list.
    pub fn pass(self, h: &Hearing) -> Vec<(usize, &Exhibit)> {
        let words = self.words.get().trim().to_lowercase();
        let (side, standing) = (self.side.get(), self.standing.get());
        let mut all: Vec<(usize, &Exhibit)> = h
            .in_examination_order()
            .into_iter()
            .enumerate()
            .map(|(at, e)| (at + 1, e))
            .filter(|(_, e)| side.is_none_or(|side| e.side == side))
            .filter(|(_, e)| standing.is_none_or(|standing| stands(h, e, standing)))
            .filter(|(_, e)| words.is_empty() || has(e, &words))
            .collect();
        match self.order.get() {
            Order::Law => {}
            Order::Newest => all.sort_by_key(|(at, e)| (std::cmp::Reverse(e.submitted_at), *at)),
            Order::Title => all.sort_by(|(_, a), (_, b)| a.title.cmp(&b.title)),
            Order::Kind => all.sort_by_key(|(at, e)| (e.category as u8, *at)),
        }
        all
    }
}

fn has(e: &Exhibit, words: &str) -> bool {
    [e.id.as_str(), &e.title, &e.source, &e.purpose]
        .iter()
        .any(|text| text.to_lowercase().contains(words))
}

fn stands(h: &Hearing, e: &Exhibit, standing: Standing) -> bool {
    let ruled = e.ruling.as_ref().map(|r| r.admitted);
    let refused = e
        .late
        .as_ref()
        .and_then(|late| late.ruling.as_ref())
        .is_some_and(|r| r.outcome == LateOutcome::NotAdmitted);
    match standing {
        Standing::Open => e.is_examined() && !h.awaited_on(e).is_empty(),
        Standing::Examined => !e.opinions.is_empty(),
        Standing::Admitted => ruled == Some(true),
        Standing::Rejected => ruled == Some(false) || refused,
        Standing::Late => e.late.is_some(),
        Standing::Original => {
            matches!(e.original, OriginalState::ToCheck | OriginalState::Demanded)
        }
        Standing::Withdrawn => e.withdrawn.is_some(),
    }
}

#[component]
pub fn SiftBar(sift: Sift, shown: Memo<(usize, usize)>) -> impl IntoView {
    let session = use_session();
    let procedure = session.select(procedure);
    let sides = move || {
        SIDES
            .map(|(name, side)| {
                view! { <option value=name selected=move || sift.side.get() == Some(side)>{move || terms::party(side, procedure.get())}</option> }
            })
            .into_iter()
            .collect_view()
    };
    let standings = move || {
        STANDINGS
            .map(|(name, standing, word)| {
                view! { <option value=name selected=move || sift.standing.get() == Some(standing)>{word}</option> }
            })
            .into_iter()
            .collect_view()
    };
    let orders = move || {
        ORDERS
            .map(|(name, order, word)| {
                view! { <option value=name selected=move || sift.order.get() == order>{word}</option> }
            })
            .into_iter()
            .collect_view()
    };
    let set_side = move |name: String| {
        let found = SIDES.into_iter().find(|(known, _)| *known == name);
        sift.side.set(found.map(|(_, side)| side));
    };
    let set_standing = move |name: String| {
        let found = STANDINGS.into_iter().find(|(known, ..)| *known == name);
        sift.standing.set(found.map(|(_, standing, _)| standing));
    };
    let set_order = move |name: String| {
        let found = ORDERS.into_iter().find(|(known, ..)| *known == name);
        sift.order
            .set(found.map_or(Order::Law, |(_, order, _)| order));
    };
    view! {
        <div class="sift" role="search">
            <label class="sift-find">
                <Icon name="search" />
                <input type="search" data-field="find-exhibit" aria-label=proof::find placeholder=proof::find
                    prop:value=move || sift.words.get()
                    on:input:target=move |event| sift.words.set(event.target().value()) />
            </label>
            <label class="sift-pick">
                <span>{proof::by_side}</span>
                <select data-field="by-side" on:change:target=move |event| set_side(event.target().value())>
                    <option value="" selected=move || sift.side.get().is_none()>{proof::every_side}</option>
                    {sides()}
                </select>
            </label>
            <label class="sift-pick">
                <span>{proof::by_state}</span>
                <select data-field="by-state" on:change:target=move |event| set_standing(event.target().value())>
                    <option value="" selected=move || sift.standing.get().is_none()>{proof::every_state}</option>
                    {standings()}
                </select>
            </label>
            <label class="sift-pick">
                <span>{proof::order}</span>
                <select data-field="order" on:change:target=move |event| set_order(event.target().value())>{orders()}</select>
            </label>
            <p class="sift-count num" role="status" data-shown=move || shown.get().0>
                {move || { let (shown, all) = shown.get(); proof::shown_of(shown, all) }}
            </p>
        </div>
    }
}
