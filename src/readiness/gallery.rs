//! 旁听: how many watch, and the statement that none of them is to be heard (R18).

use hearing::{Command, Hearing};
use leptos::prelude::*;

use super::facts::{Gallery, gallery};
use super::offer::Offer;
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::readiness;
use crate::ui::Icon;

#[component]
pub fn GalleryRow() -> impl IntoView {
    let session = use_session();
    let here = session.select(Hearing::observers_here);
    let count = move || here.with(Vec::len);
    let confirm = Signal::derive(move || Command::ConfirmGallery {
        observers: here.get(),
    });
    let state = session.select(|h| (gallery(h), h.gallery_check.as_ref().map(|c| c.at)));
    let open = move || state.get().0 != Gallery::Checked;
    view! {
        <tbody>
            <tr class="row--gallery" data-gallery=move || format!("{:?}", state.get().0) data-needs=move || open().then_some("")>
                <th scope="row">
                    <span class="who">
                        <span class="who-pic who-pic--count num">{count}</span>
                        <span class="who-plate"><b>{readiness::gallery}</b><span class="who-by">{readiness::gallery_rule}</span></span>
                    </span>
                </th>
                <td colspan="5" class="span">
                    {move || match state.get() {
                        (Gallery::Clash, _) => view! { <p class="bad"><Icon name="warn" /><b>{readiness::clash}</b></p> }.into_any(),
                        (Gallery::Unchecked, _) => view! { <p class="open"><span>{readiness::gallery_open}</span></p> }.into_any(),
                        (Gallery::Checked, at) => view! {
                            <p class="ok"><Icon name="check" /><span>{readiness::gallery_checked}</span>" "<time class="num">{at.map(short_time)}</time></p>
                        }.into_any(),
                    }}
                </td>
                <td data-head=readiness::state>
                    <p class="acts acts--wide">
                        <Offer act="confirm-gallery" label=readiness::confirm_gallery command=confirm class="press--dense" />
                    </p>
                </td>
            </tr>
        </tbody>
    }
}
