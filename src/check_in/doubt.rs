//! 不一致: what the court could not verify, what to do, and what if it stays so. `change` leads to the entry.

use hearing::waiting::DoubtReason;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::waiting;
use crate::ui::Icon;

#[component]
pub fn DoubtNote(change: Callback<()>) -> impl IntoView {
    let session = use_session();
    let doubt = session.mine(|_, seat| {
        let identity = seat.check_in.identity.as_ref();
        identity.and_then(|i| i.doubt.as_ref()).map(|d| d.why)
    });
    move || {
        doubt.get().flatten().map(|why| view! {
            <section class="trouble" role="alert" data-doubt="">
                <Icon name="warn" />
                <div class="trouble-more">
                    <p><b>{move || waiting::doubt_told(why)}</b></p>
                    <ol class="remedy">
                        {move || waiting::doubt_next(why).into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
                    </ol>
                    {(why != DoubtReason::Unclear).then(|| view! {
                        <button type="button" class="press" data-act="change-identity" on:click=move |_| change.run(())>{waiting::change_entry}</button>
                    })}
                </div>
            </section>
        })
    }
}
