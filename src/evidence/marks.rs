//! 批注: what has been drawn on the exhibit on show, each seat's on a layer that one may put away, and the pens (R51).

use std::collections::BTreeSet;

use hearing::mark::{Mark, Shape};
use hearing::presenting::turned;
use hearing::{Act, Command, ExhibitId, Grant, Hearing, MarkId, Phase, Seat, SeatId, permitted};
use leptos::prelude::*;

use super::draw::{Drawing, Pen};
use super::facts::{Item, Person};
use super::overlay::{Overlay, path};
use super::turning::Turning;
use crate::session::{new_id, use_session};
use crate::text::{common, presenting};
use crate::ui::{Doing, doing};

/// Whose layers this person has put away, and what the next mark says. A context of the well.
#[derive(Clone, Copy)]
pub struct Layers {
    away: RwSignal<BTreeSet<SeatId>>,
    label: RwSignal<String>,
    doing: Doing,
}

pub fn provide_layers() {
    provide_context(Layers {
        away: RwSignal::new(BTreeSet::new()),
        label: RwSignal::new(String::new()),
        doing: doing(),
    });
}

impl Layers {
    pub fn draw(self, exhibit: ExhibitId, page: u32, shape: Shape, ends: [(u16, u16); 2]) {
        let [from, to] = ends;
        self.doing.add(Command::DrawMark {
            mark: MarkId::new(new_id().0),
            exhibit,
            page,
            shape,
            from,
            to,
            label: self.label.get_untracked(),
        });
        self.label.set(String::new());
    }
}

fn may_draw(h: &Hearing, me: &Seat) -> bool {
    let grant = match permitted(me.role, Act::DrawMark) {
        Grant::Yes => true,
        Grant::WithFloor => h.floor.as_ref() == Some(&me.id),
        Grant::Presenting | Grant::No => false,
    };
    grant && h.phase == Phase::InSession && me.zone == hearing::Zone::Courtroom
}

/// Those of this page that are not put away.
#[component]
pub fn MarksLayer(#[prop(into)] item: Signal<Option<Item>>) -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let drawing = expect_context::<Drawing>();
    let layers = expect_context::<Layers>();
    let marks = Memo::new(move |_| {
        let view = turning.view();
        let Some(exhibit) = item.with(|i| i.as_ref().map(|i| i.id.clone())) else {
            return Vec::new();
        };
        let away = layers.away.get();
        session.with(|h| {
            let here = h.marks.iter().filter(|m| {
                m.exhibit == exhibit
                    && m.page == view.page
                    && m.erased_at.is_none()
                    && !away.contains(&m.by)
            });
            here.map(|m| {
                (
                    m.clone(),
                    h.seat(&m.by).map(|s| s.name.clone()),
                    view.rotation,
                )
            })
            .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !marks.with(Vec::is_empty)>
            <Overlay>
                <For each=move || marks.get() key=|one| (one.0.id.clone(), one.2) let((mark, _, rotation))>
                    {
                        let (from, to) = (turned(mark.from, rotation), turned(mark.to, rotation));
                        let shape = mark.shape;
                        let outline = move || path(shape, from, to, drawing.aspect.get());
                        view! {
                            <path class="layer-mark" data-mark=mark.id.to_string() data-by=mark.by.to_string() d=outline />
                        }
                    }
                </For>
            </Overlay>
            <For each=move || marks.get() key=|one| (one.0.id.clone(), one.2) let((mark, name, rotation))>
                {
                    let (from, to) = (turned(mark.from, rotation), turned(mark.to, rotation));
                    let share = |part: u16| format!("{}%", f64::from(part) / 100.0);
                    view! {
                        <span
                            class="layer-label"
                            data-label=mark.id.to_string()
                            style:inset-inline-start=share(from.0.min(to.0))
                            style:inset-block-start=share(from.1.min(to.1))
                        >
                            {label_of(name, &mark.label)}
                        </span>
                    }
                }
            </For>
        </Show>
    }
}

/// 贺明川：转账金额
fn label_of(name: Option<String>, label: &str) -> String {
    match (name, label) {
        (Some(name), "") => name,
        (Some(name), label) => format!("{name}{}{label}", common::colon()),
        (None, label) => label.to_owned(),
    }
}

/// The pens, for who may draw now; the layers, for who sees any.
#[component]
pub fn MarkTools(#[prop(into)] item: Signal<Option<Item>>) -> impl IntoView {
    let session = use_session();
    let drawing = expect_context::<Drawing>();
    let may = session.mine(may_draw);
    let may = Memo::new(move |_| may.get() == Some(true));
    let exhibit = Memo::new(move |_| item.with(|i| i.as_ref().map(|i| i.id.clone())));
    let count = Memo::new(move |_| {
        let exhibit = exhibit.get();
        session.with(|h| {
            let of = |m: &&Mark| Some(&m.exhibit) == exhibit.as_ref() && m.erased_at.is_none();
            h.marks.iter().filter(of).count()
        })
    });
    let open = RwSignal::new(false);
    // The pen is put down with the floor.
    Effect::new(move |_| {
        if !may.get() {
            drawing.pen.update(|pen| {
                if matches!(pen, Some(Pen::Mark(_))) {
                    *pen = None;
                }
            });
        }
    });
    let press = move |_| {
        open.update(|open| *open = !*open);
        if !open.get_untracked() {
            drawing.pen.set(None);
        }
    };
    view! {
        <Show when=move || may.get() || count.get() != 0>
            <button
                type="button"
                class="press press--dense"
                data-act="marks"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=press
            >
                <span>{presenting::marks}{move || (count.get() != 0).then(|| format!(" {}", count.get()))}</span>
            </button>
            <Show when=move || open.get()>
                <section class="marks" aria-label=presenting::marks>
                    <Show when=move || may.get()><Pens /></Show>
                    {move || exhibit.get().map(|exhibit| view! { <LayerList exhibit /> })}
                </section>
            </Show>
        </Show>
    }
}

#[component]
fn Pens() -> impl IntoView {
    let drawing = expect_context::<Drawing>();
    let layers = expect_context::<Layers>();
    let pen = move |shape: Shape| {
        let on = move || drawing.pen.get() == Some(Pen::Mark(shape));
        let of = match shape {
            Shape::Rectangle => "rectangle",
            Shape::Arrow => "arrow",
            Shape::Underline => "underline",
        };
        view! {
            <button
                type="button"
                class="press press--dense"
                data-act="pen"
                data-of=of
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| drawing.pen.update(|pen| {
                    *pen = (*pen != Some(Pen::Mark(shape))).then_some(Pen::Mark(shape));
                })
            >
                {move || presenting::shape(shape)}
            </button>
        }
    };
    view! {
        <div class="pens">
            <input
                type="text"
                class="pens-label"
                data-field="mark-label"
                maxlength="100"
                aria-label=presenting::mark_label
                placeholder=presenting::mark_label
                prop:value=move || layers.label.get()
                on:input:target=move |event| layers.label.set(event.target().value())
            />
            {pen(Shape::Rectangle)}
            {pen(Shape::Arrow)}
            {pen(Shape::Underline)}
            <span class="note">{move || if layers.doing.pending() { crate::text::common::pending() } else { presenting::mark_place() }}</span>
        </div>
    }
}

/// Each seat's layer, to be shown or put away, and its marks; one's own to be erased.
#[component]
fn LayerList(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let layers = expect_context::<Layers>();
    let erase = session.mine(may_draw);
    let known = exhibit.clone();
    let by = Memo::new(move |_| {
        session.with(|h| {
            let mut by: Vec<(SeatId, String, Vec<Mark>)> = Vec::new();
            for mark in h
                .marks
                .iter()
                .filter(|m| m.exhibit == known && m.erased_at.is_none())
            {
                match by.iter_mut().find(|(id, _, _)| *id == mark.by) {
                    Some((_, _, marks)) => marks.push(mark.clone()),
                    None => {
                        let name = Person::of(h, &mark.by)
                            .map(|p| p.words())
                            .unwrap_or_default();
                        by.push((mark.by.clone(), name, vec![mark.clone()]));
                    }
                }
            }
            by
        })
    });
    let me = session.me();
    view! {
        <ul class="layers" aria-label=presenting::layer>
            <For each=move || by.get() key=|one| one.clone() let((id, name, marks))>
                {
                    let (shown, toggled) = (id.clone(), id.clone());
                    let own = me.get_untracked().as_ref() == Some(&id);
                    let count = marks.len();
                    let on = move || !layers.away.with(|away| away.contains(&shown));
                    view! {
                        <li data-layer=id.to_string()>
                            <label>
                                <input
                                    type="checkbox"
                                    data-field="layer"
                                    data-of=id.to_string()
                                    prop:checked=on
                                    on:change=move |_| layers.away.update(|away| {
                                        if !away.remove(&toggled) {
                                            away.insert(toggled.clone());
                                        }
                                    })
                                />
                                <span>{move || presenting::marks_by(&name, count)}</span>
                            </label>
                            <Show when=move || own && erase.get() == Some(true)>
                                <ul class="own-marks">
                                    {marks.iter().map(|m| view! { <OwnMark mark=m.clone() /> }).collect_view()}
                                </ul>
                            </Show>
                        </li>
                    }
                }
            </For>
        </ul>
        <p class="note">{move || if by.with(Vec::is_empty) { presenting::marks_none() } else { presenting::original_untouched() }}</p>
    }
}

#[component]
fn OwnMark(mark: Mark) -> impl IntoView {
    let id = mark.id.clone();
    let words = move || {
        let label = if mark.label.is_empty() {
            presenting::shape(mark.shape).to_owned()
        } else {
            mark.label.clone()
        };
        format!("{} {label}", presenting::on_page(mark.page))
    };
    let of = id.to_string();
    view! {
        <li>
            <span>{words}</span>
            <crate::ui::Press
                act="erase-mark"
                label=Signal::derive(|| presenting::erase().to_owned())
                command=move || Some(Command::EraseMark { mark: id.clone() })
                class="press--dense"
                seat=of
            />
        </li>
    }
}
