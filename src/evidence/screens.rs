//! 同屏确认: this screen tells what it has painted; who moves the page sees who has it, and who not and since when (R49).

use gloo::timers::callback::Interval;
use hearing::ExhibitId;
use hearing::presenting::{Displayed, Seen, Showing};
use leptos::prelude::*;

use super::facts::Person;
use super::turning::Turning;
use crate::session::{Link, use_session};
use crate::text::presenting;
use crate::ui::{Icon, clock_time};

/// What is to stand on this screen: the exhibit on show and its page, or that beside it.
fn on_screen(beside: bool) -> Memo<Option<(ExhibitId, u32)>> {
    let turning = expect_context::<Turning>();
    Memo::new(move |_| {
        turning.shown.with(|p| {
            let p = p.as_ref()?;
            if beside {
                let beside = p.beside.as_ref()?;
                Some((beside.exhibit.clone(), beside.view.page))
            } else {
                Some((p.exhibit.clone(), p.view.page))
            }
        })
    })
}

/// Reports what is on show, or lies beside it, once it stands here: when it was painted, when the record has caught up with a page
/// that this person turned himself, and when the line is there again. Sound and film tell how they run.
pub fn report_painted(painted: Signal<Option<Displayed>>, beside: bool) {
    let session = use_session();
    let on_screen = on_screen(beside);
    let live = Memo::new(move |_| session.link().get() == Link::Live);
    Effect::new(move |_| {
        let said = painted.get();
        let on_screen = on_screen.get();
        if let Some(said) = said.filter(|_| live.get())
            && on_screen.is_some_and(|(exhibit, page)| said.exhibit == exhibit && said.page == page)
        {
            session.displayed(said);
        }
    });
}

/// 6/7 已显示, with who is missing.
#[component]
pub fn Ticks(
    /// Of the exhibit that lies beside the one on show.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let session = use_session();
    let on_screen = on_screen(beside);
    let told = session.showing(beside);
    let showing = Memo::new(move |_| {
        let showing = told.get()?;
        let current = on_screen.get()?;
        ((&showing.exhibit, showing.page) == (&current.0, current.1)).then_some(showing)
    });
    let now = RwSignal::new(session.now());
    let clock = StoredValue::new_local(Interval::new(1_000, move || now.set(session.now())));
    on_cleanup(move || clock.dispose());
    let open = RwSignal::new(false);
    let short = move || {
        showing.with(|s| {
            s.as_ref().map(|s| {
                let all = s.seen.len() + s.missing.len();
                if s.missing.is_empty() {
                    presenting::counted(all, all, s.playing)
                } else {
                    format!("{}/{all}", s.seen.len())
                }
            })
        })
    };
    let counted = move || {
        showing.with(|s| {
            s.as_ref().map(|s| {
                presenting::counted(s.seen.len(), s.seen.len() + s.missing.len(), s.playing)
            })
        })
    };
    let all = move || showing.with(|s| s.as_ref().is_some_and(|s| s.missing.is_empty()));
    let lacking = move || {
        let showing = showing.get().filter(|s| !s.missing.is_empty())?;
        let names: Vec<_> = session.with(|h| {
            let name = |id| h.seat(id).map(|s| s.name.clone());
            showing.missing.iter().filter_map(name).collect()
        });
        let waited = now.get().saturating_sub(showing.from) / 1_000;
        let more = (names.len() > 1).then(|| presenting::more(names.len()));
        let first = names.get(..1).unwrap_or(&names);
        Some(format!(
            "{}{} {}",
            presenting::lacking(first, showing.playing),
            more.map(|m| format!(" {m}")).unwrap_or_default(),
            presenting::since(waited)
        ))
    };
    view! {
        <Show when=move || showing.with(Option::is_some)>
            <span class="ticks" data-ticks=counted data-all=move || all().then_some("")>
                <button
                    type="button"
                    class="press press--dense press--ticks"
                    data-act="screens"
                    data-of=if beside { "beside" } else { "main" }
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon name=Signal::derive(move || if all() { "check" } else { "eye" }) />
                    <span class="num" aria-hidden="true">{short}</span>
                    <span class="unseen" role="status">{counted}</span>
                </button>
                <span class="ticks-lacking">{lacking}</span>
            </span>
        </Show>
        <Show when=move || open.get() && showing.with(Option::is_some)>
            {move || showing.get().map(|showing| view! { <Screens showing now /> })}
        </Show>
    }
}

/// Every seat that has this page before it, or should.
#[component]
fn Screens(showing: Showing, now: RwSignal<u64>) -> impl IntoView {
    let session = use_session();
    let who = move |id: &hearing::SeatId| {
        let person = session.peek(|h| Person::of(h, id));
        move || person.as_ref().map(Person::words)
    };
    let (from, playing) = (showing.from, showing.playing);
    let there = showing
        .seen
        .iter()
        .map(|Seen { seat, at, checked, position }| {
            let (of, name, at, checked) = (seat.to_string(), who(seat), clock_time(*at), *checked);
            let stands = position.map(presenting::position);
            view! {
                <li data-screen=of data-seen="" data-position=position.map(|ms| ms.to_string())>
                    <Icon name="check" />
                    <span>{name}</span>
                    <time class="num">{at}</time>
                    {stands.map(|stands| view! { <span class="num">{move || presenting::stands_at(&stands)}</span> })}
                    {(!checked).then(|| view! { <span class="note">{presenting::not_checked}</span> })}
                </li>
            }
        })
        .collect_view();
    let missing = showing
        .missing
        .iter()
        .map(|seat| {
            let (of, name) = (seat.to_string(), who(seat));
            let waited = move || presenting::since(now.get().saturating_sub(from) / 1_000);
            view! {
                <li data-screen=of>
                    <Icon name="clock" />
                    <span>{name}</span>
                    <b>{move || presenting::lacks(playing)}</b>
                    <span class="num">{waited}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="screens" aria-label=presenting::screens>
            {missing}
            {there}
        </ul>
    }
}
