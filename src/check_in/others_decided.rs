//! 在场其他人员: what the judge has said of them, told where the person is, with what to do on a no (R9).

use hearing::check_in::OtherPerson;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in;
use crate::ui::Icon;

/// `change` leads to what he has said of his place.
#[component]
pub fn OthersDecided(change: Callback<()>) -> impl IntoView {
    let session = use_session();
    let others = session.mine(|_, seat| {
        let place = seat.check_in.place.as_ref();
        place.map(|p| p.others.clone()).unwrap_or_default()
    });
    let of = move |said: bool| {
        let decided = |other: &OtherPerson| other.permitted == Some(said);
        let all = others.get().unwrap_or_default().into_iter();
        all.filter(decided)
            .map(|other| other.who)
            .collect::<Vec<_>>()
    };
    let allowed = Memo::new(move |_| of(true));
    let refused = Memo::new(move |_| of(false));
    view! {
        <div role="status" data-others-allowed="">
            {move || allowed.get().into_iter().map(|who| view! {
                <p class="help-state"><Icon name="check" /><span>{who}" "{check_in::other_permitted}</span></p>
            }).collect_view()}
        </div>
        <Show when=move || refused.with(|all| !all.is_empty())>
            <section class="trouble" role="alert" data-others-refused="">
                <Icon name="warn" />
                <div class="trouble-more">
                    {move || refused.get().into_iter().map(|who| view! {
                        <p><b>{who}" "{check_in::other_refused}</b></p>
                    }).collect_view()}
                    <p>{check_in::other_refused_next}</p>
                    <button type="button" class="press" data-act="change-place" on:click=move |_| change.run(())>{check_in::change_place}</button>
                </div>
            </section>
        </Show>
    }
}
