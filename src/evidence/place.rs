//! 证据: the whole exhibit list, a look at each exhibit for oneself, and filing.

use hearing::exhibit::OriginalState;
use hearing::{Act, ExhibitId, Grant, permitted};
use leptos::html::Main;
use leptos::prelude::*;

use super::deadline::Deadline;
use super::entry::Entry;
use super::facts::Item;
use super::filing::Filing;
use super::import::ImportMany;
use super::list::ExhibitList;
use super::matrix::Matrix;
use super::meanwhile::Meanwhile;
use super::reader::{Table, warm_up};
use super::sift::Sift;
use super::tools::PageTools;
use super::undertaking::{Undertaking, unsigned};
use super::viewer::Viewer;
use super::well::turn_by_key;
use crate::links::use_links;
use crate::record::{Download, ReceiptCode};
use crate::session::{Session, use_session};
use crate::text::{common, evidence, import, proof, terms};
use crate::ui::{Icon, PreferenceKeys, whole};
use crate::view::use_view;

/// What one has on the desk. A context of this place.
#[derive(Clone, Copy)]
pub struct Desk {
    pub looks: RwSignal<Looks>,
    /// The exhibit whose entry lies at the side.
    pub chosen: RwSignal<Option<ExhibitId>>,
    /// The page to begin with, where one was asked for.
    asked: RwSignal<Option<u32>>,
    /// The page that is being looked at.
    pub page: RwSignal<u32>,
    pub sift: Sift,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    List,
    Page,
    Filing,
    Matrix,
    Import,
}

impl Desk {
    pub fn open(self, exhibit: ExhibitId) {
        self.chosen.set(Some(exhibit));
        self.looks.set(Looks::Page);
    }

    fn open_at(self, exhibit: ExhibitId, page: u32) {
        self.asked.set(Some(page));
        self.open(exhibit);
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
        asked: RwSignal::new(None),
        page: RwSignal::new(1),
        sift: Sift::new(),
    };
    provide_context(desk);
    // A page that a line of the record leads to.
    let links = use_links();
    let take = move || {
        let filed = |id: &ExhibitId| session.peek(|h| h.exhibit(id).is_some());
        if let Some((exhibit, page)) = links.take_page(filed) {
            desk.open_at(exhibit, page);
        }
    };
    take();
    Effect::new(move |_| {
        links.asked();
        take();
    });
    warm_up();
    let work = NodeRef::<Main>::new();
    // What takes the list's place begins at its top; the list is where one left it.
    Effect::new(move |was: Option<Looks>| {
        let now = desk.looks.get();
        if was.is_some_and(|was| was != now)
            && now != Looks::List
            && let Some(work) = work.get_untracked()
        {
            work.set_scroll_top(0);
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        now
    });
    view! {
        <a class="skip" href="#work">{common::to_main}</a>
        <Meanwhile />
        <div class="frame" data-place="evidence">
            <Lintel />
            <main class="work work--evidence" id="work" node_ref=work on:keydown=move |event| turn_by_key(&event)>
                {move || match desk.looks.get() {
                    Looks::List => view! { <ExhibitList /> }.into_any(),
                    Looks::Page => view! { <Preview /> }.into_any(),
                    Looks::Filing => view! { <Filing /> }.into_any(),
                    Looks::Import => view! { <ImportMany /> }.into_any(),
                    Looks::Matrix => view! { <Matrix /> }.into_any(),
                }}
            </main>
            <Show when=move || desk.chosen.with(Option::is_some) && matches!(desk.looks.get(), Looks::List | Looks::Page)>
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
            |c| {
                let title = terms::whole_names(h, &c.title);
                (format!("{}　{}", c.number, c.cause), title)
            },
        ))
    });
    view! {
        <header class="lintel" aria-label=evidence::this_case>
            <div class="lintel-case">
                <p class="case-no">{move || case.get().map(|(number, _)| number)}</p>
                <p class="case-title">{move || case.get().map(|(_, title)| whole(&title))}</p>
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
    let sealed = unsigned(desk.chosen.into());
    Effect::new(move |before: Option<Option<ExhibitId>>| {
        let now = desk.chosen.get();
        let asked = desk.asked.get();
        if asked.is_some() || before.is_some_and(|before| before != now) {
            let page = asked.unwrap_or(1);
            view.set(hearing::exhibit::PageView {
                page,
                ..Default::default()
            });
        }
        if asked.is_some() {
            desk.asked.set(None);
        }
        now
    });
    Effect::new(move |_| desk.page.set(view.get().page));
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
            <Show when=move || sealed.get() fallback=move || view! { <Viewer
                table
                item
                view
                own=Signal::derive(|| true)
                points=Signal::derive(|| false)
                hears=Callback::new(|_| {})
            /> }>
                <Undertaking />
            </Show>
        </section>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let desk = expect_context::<Desk>();
    let files = may_file(session);
    let filed = session.mine(|h, me| h.exhibits.iter().any(|e| e.submitted_by == me.id));
    // Whoever rules on the evidence, sits with him, or keeps the record.
    let rules = session.mine(|_, me| me.role.is_court());
    let counts = session.select(|h| {
        let to_check = h.exhibits.iter().filter(|e| {
            e.withdrawn.is_none()
                && matches!(e.original, OriginalState::ToCheck | OriginalState::Demanded)
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
            <div class="bar-deadline"><Deadline /></div>
            <div class="bar-group bar-orders">
                <Show when=move || files.get() && desk.looks.get() != Looks::Filing>
                    <button type="button" class="press press--now" data-act="new-exhibit" on:click=move |_| desk.looks.set(Looks::Filing)>
                        <Icon name="plus" />
                        <span>{evidence::file_one}</span>
                    </button>
                </Show>
                <Show when=move || files.get() && desk.looks.get() != Looks::Import>
                    <button type="button" class="press" data-act="import-many" on:click=move |_| desk.looks.set(Looks::Import)>
                        <Icon name="folder" />
                        <span>{import::import_open}</span>
                    </button>
                </Show>
                <Show when=move || filed.get() == Some(true)>
                    <Download act="download-receipt" path="/api/receipt.pdf" name="receipt.pdf" word=proof::receipt />
                    <ReceiptCode />
                </Show>
                <Show when=move || rules.get() == Some(true)>
                    <button type="button" class="press" data-act="matrix" aria-pressed=move || if desk.looks.get() == Looks::Matrix { "true" } else { "false" }
                        on:click=move |_| desk.looks.update(|looks| *looks = if *looks == Looks::Matrix { Looks::List } else { Looks::Matrix })>
                        <Icon name="matrix" />
                        <span>{proof::matrix}</span>
                    </button>
                </Show>
            </div>
        </footer>
    }
}
