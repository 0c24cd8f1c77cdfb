//! What one who is called has beside him on the stand: what he undertook, to be read aloud; as whom he is heard; and his
//! own words as they are written. Nothing else of the record is his to read (R59).

use leptos::prelude::*;

use super::draft::DraftLater;
use super::lines::Lines;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{check_in, transcript as words};

#[component]
pub fn WitnessPanel() -> impl IntoView {
    let role = use_session().role();
    view! {
        <aside class="record record--witness" aria-label=words::testimony>
            <header class="record-head">
                <h2 class="record-title">{move || check_in::undertaking_title(role.get())}</h2>
            </header>
            <Deed />
            <Person />
            <h3 class="own-head"><span>{words::own_words}</span>" "<span class="draft">{words::draft}</span></h3>
            <DraftLater />
            <Lines edit=false corrections=false />
        </aside>
    }
}

/// 保证书, in the words that were signed at check-in.
#[component]
fn Deed() -> impl IntoView {
    let session = use_session();
    let deed = session.mine(|h, me| {
        let court = h.matter.as_ref().map(|m| m.court.clone());
        (me.role, me.name.clone(), court.unwrap_or_default())
    });
    let given = session.mine(|_, me| me.check_in.undertaking.clone());
    let signed = move || given.get().flatten();
    view! {
        <div class="deed" data-undertaking="">
            <p>{move || deed.get().map(|(role, name, court)| check_in::undertaking(role, &name, &court))}</p>
            {move || signed().map(|u| view! {
                <p class="deed-foot">
                    <span>{u.signed_name}</span>" "
                    <time class="num">{move || check_in::date(u.at)}" "{check_in::short_time(u.at)}</time>
                </p>
            })}
        </div>
    }
}

#[component]
fn Person() -> impl IntoView {
    let session = use_session();
    let who = session.mine(|h, me| {
        let named = (me.name.clone(), me.note.clone());
        (me.role, me.side, Tribunal::of(h), named)
    });
    view! {
        <dl class="notice-facts">
            {move || who.get().map(|(role, side, tribunal, (name, note))| view! {
                <dt>{move || tribunal.map(|t| terms::role(role, side, t))}</dt>
                <dd>{name}" "{note}</dd>
            })}
        </dl>
    }
}
