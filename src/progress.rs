//! 案件进展 (R89): what has taken place, what is to come, who hears the case, where the record stands.

use hearing::Role;
use hearing::progress::Progress;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in::{date, short_time};
use crate::text::progress as words;
use crate::text::terms::{self, Tribunal};

/// For those whose case it is; nobody else is told anything of it here. Beside the record with the names of who decides, and
/// folded: it is the record that is to be read there.
#[component]
pub fn CaseProgress(#[prop(optional)] beside_record: bool) -> impl IntoView {
    let session = use_session();
    let stands = session.mine(|h, me| me.role.is_participant().then(|| h.progress(me)));
    view! {
        {move || stands.get().flatten().map(|progress| view! {
            <section class="progress" data-progress="">
                <h2>{words::title}</h2>
                <Steps progress folded=beside_record />
                {beside_record.then(|| view! { <Panel /> })}
            </section>
        })}
    }
}

#[component]
fn Steps(progress: Progress, folded: bool) -> impl IntoView {
    let past = progress.past.into_iter().map(|(what, at)| {
        view! { <li data-past=format!("{what:?}")><span>{move || words::milestone(what)}</span><time class="num">{move || format!("{} {}", date(at), short_time(at))}</time></li> }
    });
    let due = progress.due.into_iter().map(|(what, at)| {
        view! { <li data-due=format!("{what:?}")><b>{move || words::due_at(what)}</b><time class="num">{move || format!("{} {}", date(at), short_time(at))}</time></li> }
    });
    let (past, due) = (past.collect_view(), due.collect_view());
    view! {
        <h3>{words::due}</h3>
        {if due.is_empty() { view! { <p>{words::nothing_due}</p> }.into_any() } else { view! { <ul>{due}</ul> }.into_any() }}
        <details open=!folded>
            <summary>{words::past}</summary>
            {if past.is_empty() { view! { <p>{words::nothing_yet}</p> }.into_any() } else { view! { <ol>{past}</ol> }.into_any() }}
        </details>
        <h3>{words::record}</h3>
        <p data-record-stands=format!("{:?}", progress.record)>{move || words::record_stands(progress.record)}</p>
    }
}

/// Who decides, by name.
#[component]
fn Panel() -> impl IntoView {
    let session = use_session();
    let court = session.select(|h| {
        let seats = h.seats.iter().filter(|s| s.role.is_court());
        let court: Vec<_> = seats.map(|s| (s.role, s.side, s.name.clone())).collect();
        Some((Tribunal::of(h)?, court))
    });
    let names = move || {
        let (tribunal, court) = court.get()?;
        let name = |(role, side, name): (Role, _, String)| {
            view! { <li><span>{move || terms::role(role, side, tribunal)}</span><b>{name}</b></li> }
        };
        Some(court.into_iter().map(name).collect_view())
    };
    view! {
        <details>
            <summary>{words::panel}</summary>
            <ul>{names}</ul>
        </details>
    }
}
