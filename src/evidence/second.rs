//! 第二屏: the key that gives the exhibits a window of their own, what stays in the courtroom meanwhile, and that window's page.

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use hearing::{Phase, Zone};
use leptos::prelude::*;

use super::facts::Item;
use super::reader::Table;
use super::screens::Ticks;
use super::tools::PageTools;
use super::turning::Turning;
use super::well::Well;
use crate::session::{Link, Second, first_window, is_second_window, use_session};
use crate::text::{evidence, presenting};
use crate::ui::{Icon, Preferences};

/// How often the second window looks for the first (ms).
const LOOK: u32 = 500;

/// Opens it, or takes it back. In the second window itself there is nothing to open.
#[component]
pub fn SecondKey() -> impl IntoView {
    let session = use_session();
    let second = session.second();
    let is_open = move || matches!(second.get(), Second::Opening | Second::Open { .. });
    let word = move || match second.get() {
        Second::None | Second::Blocked => presenting::second(),
        Second::Opening => presenting::second_opening(),
        Second::Open { .. } => presenting::second_end(),
    };
    let press = move |_| match second.get_untracked() {
        Second::Opening | Second::Open { .. } => session.close_second(),
        Second::None | Second::Blocked => session.open_second(),
    };
    (!is_second_window()).then(|| {
        view! {
            <button
                type="button"
                class="press press--dense press--second"
                data-act="second-screen"
                aria-label=word
                title=word
                aria-pressed=move || if is_open() { "true" } else { "false" }
                aria-busy=move || (second.get() == Second::Opening).then_some("true")
                on:click=press
            >
                <Icon name="window" />
                <span>{word}</span>
            </button>
        }
    })
}

/// That the browser has held it back, and what to do.
#[component]
pub fn SecondWord() -> impl IntoView {
    let session = use_session();
    let blocked = Memo::new(move |_| session.second().get() == Second::Blocked);
    view! {
        <Show when=move || blocked.get()>
            <p class="second-word sharp" role="alert" data-second="blocked">
                <Icon name="warn" />
                <span>{presenting::second_blocked}</span>
            </p>
        </Show>
    }
}

/// In place of the exhibit, while it lies on the second screen: which it is, and for who moves it, the page.
#[component]
pub fn SecondStrip(table: Table, #[prop(into)] item: Signal<Option<Item>>) -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let page = move || {
        item.with(|i| {
            let i = i.as_ref().filter(|i| i.is_sheet())?;
            Some(evidence::page_words(turning.view().page, i.file.pages))
        })
    };
    view! {
        <div class="exhibit-head second-strip" data-second="strip">
            <b class="exhibit-no">{move || item.with(|i| i.as_ref().map(|i| i.id.to_string()))}</b>
            <div class="exhibit-title">
                <h2>{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</h2>
                <p class="exhibit-by" role="status">
                    <span>{presenting::second_has_it}</span>
                    <span class="num">{page}</span>
                </p>
            </div>
            <Show when=move || turning.leads.get()><Ticks /></Show>
            <div class="exhibit-tools" role="toolbar" aria-label=evidence::tools>
                <Show when=move || turning.leads.get()>
                    <PageTools
                        table
                        item
                        view=Signal::derive(move || turning.view())
                        busy=Signal::derive(move || turning.pending())
                        turn=Callback::new(move |view| turning.turn(view))
                    />
                </Show>
                <button type="button" class="press press--dense" data-act="show-here-too" on:click=move |_| session.show_here_too(true)>
                    {presenting::second_here_too}
                </button>
                <SecondKey />
            </div>
        </div>
    }
}

/// Puts the exhibit back on the second screen alone.
#[component]
pub fn OnlyThereKey() -> impl IntoView {
    let session = use_session();
    let both = Memo::new(move |_| {
        let second = session.second().get();
        matches!(
            second,
            Second::Open {
                also_here: true,
                ..
            }
        )
    });
    view! {
        <Show when=move || both.get()>
            <button type="button" class="press press--dense" data-act="only-there" on:click=move |_| session.show_here_too(false)>
                {presenting::second_only_there}
            </button>
        </Show>
    }
}

/// The second window: the well, and whether it still follows. It goes with the hearing, and with its person's place in the room.
#[component]
pub fn SecondScreen() -> impl IntoView {
    let session = use_session();
    let gone = RwSignal::new(first_window().is_none());
    let look = StoredValue::new_local(Interval::new(LOOK, move || {
        let now = first_window().is_none();
        if gone.try_get_untracked().is_some_and(|was| was != now) {
            gone.set(now);
        }
    }));
    on_cleanup(move || look.dispose());
    let here = session.mine(|h, me| {
        me.removed.is_none()
            && me.zone == Zone::Courtroom
            && !matches!(h.phase, Phase::Closed | Phase::Finished)
    });
    Effect::new(move |_| {
        if here.get() == Some(false) {
            let _ = gloo::utils::window().close();
        }
    });
    let follows = Memo::new(move |_| session.link().get() == Link::Live);
    let known = Memo::new(move |_| here.get().is_some());
    Effect::new(move |_| gloo::utils::document().set_title(presenting::second_title()));
    let preferences = expect_context::<Preferences>();
    let changed = EventListener::new(&gloo::utils::window(), "storage", move |_| {
        preferences.read_again()
    });
    let changed = StoredValue::new_local(changed);
    on_cleanup(move || changed.dispose());
    if let Some(root) = gloo::utils::document().document_element() {
        let _ = root.set_attribute("data-seat", "second");
    }
    let word = move || match (gone.get(), follows.get()) {
        (true, _) => Some(presenting::second_gone()),
        (false, false) => Some(presenting::second_waits()),
        (false, true) => None,
    };
    view! {
        <div class="second" data-place="second-screen" data-follows=move || (follows.get() && !gone.get()).then_some("")>
            <header class="vh"><h1>{presenting::second_title}</h1></header>
            {move || word().map(|word| view! {
                <div class="second-line" role="alert" data-second=if gone.get() { "gone" } else { "waits" }>
                    <Icon name="reconnect" />
                    <p>{word}</p>
                    <Show when=move || gone.get()>
                        <button type="button" class="press press--dense" data-act="close-window" on:click=move |_| {
                            let _ = gloo::utils::window().close();
                        }>
                            {presenting::second_close}
                        </button>
                    </Show>
                </div>
            })}
            <Show when=move || known.get()><Well /></Show>
        </div>
    }
}
