//! One's own opinion on an exhibit of the other side. No answer is chosen beforehand.

use hearing::exhibit::Stance;
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{common, evidence, terms};
use crate::ui::doing_then;

const FIELDS: [&str; 4] = ["authenticity", "legality", "relevance", "purpose"];
const STANCES: [(&str, Stance); 3] = [
    ("accepted", Stance::Accepted),
    ("disputed", Stance::Disputed),
    ("reserved", Stance::Reserved),
];

/// Whether one's own opinion on it would be heard now.
pub fn may_opine(exhibit: Signal<Option<ExhibitId>>) -> Memo<bool> {
    use_session().accepts(move || {
        exhibit
            .get()
            .map(|exhibit| opinion(exhibit, [Stance::Reserved; 4], String::new()))
    })
}

fn opinion(exhibit: ExhibitId, stances: [Stance; 4], reason: String) -> Command {
    let [authenticity, legality, relevance, purpose] = stances;
    Command::GiveOpinion {
        exhibit,
        authenticity,
        legality,
        relevance,
        purpose,
        reason,
    }
}

#[component]
pub fn Opine(exhibit: ExhibitId, #[prop(optional)] done: Option<Callback<()>>) -> impl IntoView {
    let session = use_session();
    // What one has said before may be said anew: it stands there to be changed.
    let before = session.peek(|h| {
        let exhibit = h.exhibit(&exhibit)?;
        let me = session.me().get_untracked()?;
        exhibit.opinions.iter().find(|o| o.by == me).cloned()
    });
    let stances = RwSignal::new(before.as_ref().map_or([None; 4], |o| {
        [o.authenticity, o.legality, o.relevance, o.purpose].map(Some)
    }));
    let reason = RwSignal::new(before.map(|o| o.reason).unwrap_or_default());
    let chosen = Memo::new(move |_| {
        let [a, b, c, d] = stances.get();
        Some([a?, b?, c?, d?])
    });
    let doing = doing_then(move || {
        if let Some(done) = done {
            done.run(());
        }
    });
    let of = exhibit.to_string();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(stances) = chosen.get_untracked() {
            let reason = reason.get_untracked().trim().to_owned();
            doing.start(opinion(exhibit.clone(), stances, reason));
        }
    };
    let fields = move || {
        (0..FIELDS.len())
            .map(|nth| view! { <StanceField nth stances /> })
            .collect_view()
    };
    view! {
        <form class="opine" on:submit=submit aria-label=evidence::own_opinion>
            <div class="opine-four">{fields()}</div>
            <label class="opine-reason">
                <span>{common::reason}</span>
                <textarea
                    rows="1"
                    maxlength="1000"
                    data-field="reason"
                    prop:value=move || reason.get()
                    on:input:target=move |event| reason.set(event.target().value())
                ></textarea>
            </label>
            <button
                type="submit"
                class="press press--now"
                data-act="give-opinion"
                data-of=of
                disabled=move || chosen.get().is_none()
                aria-busy=move || doing.busy()
            >
                {move || match (doing.pending(), chosen.get()) {
                    (true, _) => common::pending(),
                    (false, None) => evidence::choose_all_four(),
                    (false, Some(_)) => evidence::give_opinion(),
                }}
            </button>
        </form>
    }
}

#[component]
fn StanceField(nth: usize, stances: RwSignal<[Option<Stance>; 4]>) -> impl IntoView {
    let set = move |value: String| {
        let stance = STANCES
            .into_iter()
            .find(|(name, _)| *name == value)
            .map(|(_, stance)| stance);
        stances.update(|all| {
            if let Some(place) = all.get_mut(nth) {
                *place = stance;
            }
        });
    };
    let now = move || {
        let stance = stances.with(|all| all.get(nth).copied().flatten());
        let name = STANCES.into_iter().find(|(_, s)| Some(*s) == stance);
        name.map_or("", |(name, _)| name)
    };
    let options = move || {
        STANCES
            .map(|(name, stance)| {
                view! { <option value=name selected=move || now() == name>{move || terms::stance(stance)}</option> }
            })
            .into_iter()
            .collect_view()
    };
    view! {
        <label>
            <span>{move || evidence::properties().get(nth).copied()}</span>
            <select data-field=FIELDS.get(nth).copied() on:change:target=move |event| set(event.target().value())>
                <option value="" selected=move || now().is_empty()>{evidence::choose}</option>
                {options()}
            </select>
        </label>
    }
}
