//! 跳转: to the stages, speakers and exhibits of the record. Typed words narrow the list, Enter leads to the next place.

use std::collections::BTreeSet;

use hearing::transcript::Speaker;
use hearing::{ExhibitId, LineId, SeatId, Stage};
use leptos::html::Input;
use leptos::prelude::*;

use super::desk::Desk;
use crate::text::terms::{self, Tribunal};
use crate::text::{common, editor as words};
use crate::ui::once_drawn;

#[derive(Clone, Debug, PartialEq)]
enum Target {
    Stage(Stage),
    Speaker(SeatId),
    Exhibit(ExhibitId),
}

#[component]
pub fn Jump(desk: Desk, leave: Callback<()>) -> impl IntoView {
    let session = desk.session;
    let wanted = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let last = StoredValue::new(None::<LineId>);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        once_drawn(move || {
            if let Some(Some(field)) = field.try_get_untracked() {
                let _ = field.focus();
            }
        });
    });
    let targets = Memo::new(move |_| {
        let wanted = wanted.get();
        let all = session.with(targets);
        all.into_iter()
            .filter(|(_, _, name)| name.contains(wanted.trim()))
            .collect::<Vec<_>>()
    });
    // Gives the line it leads to.
    let go = move |target: &Target| {
        let from = last.get_value();
        let next = session.peek(|h| {
            let lines = &h.transcript.lines;
            let at = from.and_then(|id| lines.iter().position(|l| l.id == id));
            let after = at.map_or(0, |at| at + 1);
            let behind = lines.iter().skip(after).chain(lines.iter().take(after));
            let mut found = behind.filter(|line| match target {
                Target::Stage(stage) => line.stage == *stage,
                Target::Speaker(seat) => line.speaker == Speaker::Seat(seat.clone()),
                Target::Exhibit(id) => line.pages().iter().any(|(of, _)| of == id),
            });
            // Of a stage its beginning.
            match target {
                Target::Stage(stage) => lines.iter().find(|l| l.stage == *stage),
                Target::Speaker(_) | Target::Exhibit(_) => found.next(),
            }
            .map(|line| line.id.clone())
        });
        if let Some(next) = &next {
            last.set_value(Some(next.clone()));
            desk.bring(next);
        }
        next
    };
    let open = move |line: &LineId| {
        leave.run(());
        desk.open(line);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = targets.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
            "ArrowUp" => chosen.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                let target = targets.with_untracked(|all| {
                    all.get(chosen.get_untracked())
                        .map(|(target, ..)| target.clone())
                });
                // Where one has been led is what Ctrl Enter opens.
                let here = last
                    .get_value()
                    .filter(|_| event.ctrl_key() || event.meta_key());
                if let Some(line) = here {
                    open(&line);
                } else if let Some(target) = target {
                    go(&target);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="jump" data-jump="">
            <label class="lines-find">
                <span>{words::jump_to}</span>
                <input type="text" data-field="jump" placeholder=words::jump_hint node_ref=field role="combobox" aria-expanded="true" aria-controls="jump-list"
                    prop:value=move || wanted.get() on:keydown=on_key
                    on:input:target=move |event| { wanted.set(event.target().value()); chosen.set(0); last.set_value(None); } />
                <button type="button" data-act="leave-jump" class="press press--quiet press--dense" on:click=move |_| leave.run(())><kbd>"Esc"</kbd><span>{common::close}</span></button>
            </label>
            <ul id="jump-list" role="listbox" aria-label=words::jump_to>
                {move || targets.get().into_iter().enumerate().map(|(at, (target, group, name))| {
                    let (wanted, shown) = (target.clone(), name.clone());
                    view! {
                        <li role="option" aria-selected=move || (chosen.get() == at).to_string() data-jump-to=name.clone()
                            on:click=move |_| { chosen.set(at); go(&wanted); }>
                            <span class="note">{group}</span><span>{shown}</span>
                        </li>
                    }
                }).collect_view()}
                {move || targets.with(Vec::is_empty).then(|| view! { <li class="note">{words::nowhere}</li> })}
            </ul>
        </div>
    }
}

/// Where the record can be entered: what it has lines of, in its order.
fn targets(h: &hearing::Hearing) -> Vec<(Target, &'static str, String)> {
    let mut targets = Vec::new();
    let Some(tribunal) = Tribunal::of(h) else {
        return targets;
    };
    let mut stages = Vec::new();
    let mut speakers = BTreeSet::new();
    let mut exhibits = BTreeSet::new();
    for line in &h.transcript.lines {
        if !stages.contains(&line.stage) {
            stages.push(line.stage);
        }
        if let Speaker::Seat(seat) = &line.speaker {
            speakers.insert(seat);
        }
        for (exhibit, _) in line.pages() {
            exhibits.insert(exhibit);
        }
    }
    for stage in stages {
        let name = terms::stage(stage).to_owned();
        targets.push((Target::Stage(stage), words::stages(), name));
    }
    for seat in h.seats.iter().filter(|s| speakers.contains(&s.id)) {
        let role = terms::role(seat.role, seat.side, tribunal);
        let name = format!("{role} {}", seat.name);
        targets.push((Target::Speaker(seat.id.clone()), words::speakers(), name));
    }
    for exhibit in exhibits {
        let name = exhibit.to_string();
        targets.push((Target::Exhibit(exhibit), words::exhibits(), name));
    }
    targets
}
