//! 证据: the whole exhibit list, a look at each exhibit for oneself, and filing.

use hearing::{Act, ExhibitId, Grant, permitted};
use leptos::prelude::*;

use super::entry::Entry;
use super::facts::Item;
use super::filing::Filing;
use super::list::ExhibitList;
use super::reader::{Table, warm_up};
use super::tools::PageTools;
use super::viewer::Viewer;
use super::well::turn_by_key;
use crate::session::{Session, use_session};
use crate::text::{common, evidence};
use crate::ui::{Icon, PreferenceKeys};
use crate::view::use_view;

/// What one has on the desk. A context of this place.
#[derive(Clone, Copy)]
pub struct Desk {
    pub looks: RwSignal<Looks>,
    /// The exhibit whose entry lies at the side.
    pub chosen: RwSignal<Option<ExhibitId>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    List,
    Page,
    Filing,
}

impl Desk {
    pub fn open(self, exhibit: ExhibitId) {
        self.chosen.set(Some(exhibit));
        self.looks.set(Looks::Page);
    }
}

/// Whether files may be brought, as the table of permissions says.
fn may_file(session: Session) -> Memo<bool> {
    let may = session.mine(|h, me| {
        h.phase < hearing::Phase::Closed
            && permitted(me.role, Act::FileEvidence) == Grant::Yes
            && me.removed.is_none()
    });
    Memo::new(move |_| may.get() == Some(true))
}

#[component]
pub fn EvidencePlace() -> impl IntoView {
    let session = use_session();
    let on_show = session.peek(|h| h.presentation.as_ref().map(|p| p.exhibit.clone()));
    let desk = Desk {
        looks: RwSignal::new(Looks::List),
        chosen: RwSignal::new(on_show),
    };
    provide_context(desk);
    warm_up();
    view! {
        <a class="skip" href="#work">{common::to_main}</a>
        <div class="frame" data-place="evidence">
            <Lintel />
            <main class="work work--evidence" id="work" on:keydown=move |event| turn_by_key(&event)>
                {move || match desk.looks.get() {
                    Looks::List => view! { <ExhibitList /> }.into_any(),
                    Looks::Page => view! { <Preview /> }.into_any(),
                    Looks::Filing => view! { <Filing /> }.into_any(),
                }}
            </main>
            <Show when=move || desk.chosen.with(Option::is_some) && desk.looks.get() != Looks::Filing>
                <Entry />
            </Show>
            <Bar />
        </div>
    }
}

#[component]
fn Lintel() -> impl IntoView {
    let session = use_session();
    let case = session.select(|h| {
        let matter = h.matter.as_ref()?;
        let case = matter.case.as_ref();
        Some(case.map_or_else(
            || (String::new(), matter.courtroom.clone()),
            |c| (format!("{}　{}", c.number, c.cause), c.title.clone()),
        ))
    });
    view! {
        <header class="lintel" aria-label=evidence::this_case>
            <div class="lintel-case">
                <p class="case-no">{move || case.get().map(|(number, _)| number)}</p>
                <p class="case-title">{move || case.get().map(|(_, title)| title)}</p>
            </div>
            <p class="lintel-when"><b>{evidence::list}</b></p>
            <p class="lintel-tools"><PreferenceKeys /></p>
        </header>
    }
}

/// A look for oneself: nobody else sees it.
#[component]
fn Preview() -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let table = Table::new();
    let item = Memo::new(move |_| {
        let chosen = desk.chosen.get()?;
        session.with(|h| h.exhibit(&chosen).map(Item::of))
    });
    let view = RwSignal::new(hearing::exhibit::PageView::default());
    Effect::new(move |before: Option<Option<ExhibitId>>| {
        let now = desk.chosen.get();
        if before.is_some_and(|before| before != now) {
            view.set(hearing::exhibit::PageView::default());
        }
        now
    });
    view! {
        <section class="look-over" aria-label=evidence::preview>
            <div class="exhibit-head">
                <b class="exhibit-no">{move || item.with(|i| i.as_ref().map(|i| i.id.to_string()))}</b>
                <div class="exhibit-title">
                    <h1>{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</h1>
                    <p class="exhibit-private">{evidence::preview}</p>
                </div>
                <div class="exhibit-tools" role="toolbar" aria-label=evidence::tools>
                    <PageTools
                        table
                        item
                        view
                        busy=Signal::derive(|| false)
                        turn=Callback::new(move |turned| view.set(turned))
                    />
                    <button
                        type="button"
                        class="press press--dense"
                        data-act="back-to-list"
                        on:click=move |_| desk.looks.set(Looks::List)
                    >
                        <Icon name="list" />
                        <span>{evidence::list}</span>
                    </button>
                </div>
            </div>
            <Viewer
                table
                item
                view
                own=Signal::derive(|| true)
                points=Signal::derive(|| false)
                hears=Callback::new(|_| {})
            />
        </section>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let desk = expect_context::<Desk>();
    let files = may_file(session);
    let counts = session.select(|h| {
        let to_check = h.exhibits.iter().filter(|e| {
            e.original == hearing::exhibit::OriginalState::ToCheck && e.withdrawn.is_none()
        });
        let examined = h.exhibits.iter().filter(|e| !e.opinions.is_empty());
        (h.exhibits.len(), examined.count(), to_check.count())
    });
    view! {
        <footer class="bar" aria-label=evidence::acts>
            <div class="bar-group">
                <button type="button" class="tool" data-act="back-to-room" data-ready="" on:click=move |_| place.back()>
                    <Icon name="door" />
                    <span class="tool-label">{evidence::back_to_room}</span>
                </button>
            </div>
            <p class="bar-facts">
                <span>{evidence::total}" "<b class="num">{move || counts.get().0}</b></span>
                <span>{evidence::examined}" "<b class="num">{move || counts.get().1}</b></span>
                <span>{evidence::originals_open}" "<b class="num">{move || counts.get().2}</b></span>
            </p>
            <div class="bar-group bar-orders">
                <Show when=move || files.get() && desk.looks.get() != Looks::Filing>
                    <button type="button" class="press press--now" data-act="new-exhibit" on:click=move |_| desk.looks.set(Looks::Filing)>
                        <Icon name="plus" />
                        <span>{evidence::file_one}</span>
                    </button>
                </Show>
            </div>
        </footer>
    }
}
