//! 转为线下: what a person sees whom the court hears in person from now on: that it is no fault of his, where and when to
//! come, what stays valid (R27).

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{bench as words, check_in};

#[component]
pub fn InPersonNote() -> impl IntoView {
    let session = use_session();
    let how = session.mine(|_, me| me.in_person().cloned());
    view! {
        {move || how.get().flatten().map(|how| {
            let told = how.words.clone();
            view! {
                <section class="in-person" role="alert" data-in-person="">
                    <h2>{words::come_title}</h2>
                    <p>{words::come_words}</p>
                    <dl>
                        <dt>{words::come_where}</dt><dd><b>{how.place.clone()}</b></dd>
                        <dt>{words::come_when}</dt>
                        <dd>{match how.when {
                            Some(at) => view! { <b class="num">{move || check_in::day_and_hour(at)}</b> }.into_any(),
                            None => view! { <span>{words::come_later}</span> }.into_any(),
                        }}</dd>
                        <dt>{words::come_why}</dt><dd>{move || words::in_person_ground(how.ground)}</dd>
                        {(!told.is_empty()).then(|| view! { <dt>{words::come_told}</dt><dd>{told}</dd> })}
                    </dl>
                    <p class="step-note">{words::come_valid}</p>
                </section>
            }
        })}
    }
}
