//! The presenter's pointer on the page, for everybody who is on that page.

use hearing::wire::Glance;
use leptos::prelude::*;

use super::turning::{Hand, Turning};
use crate::session::use_session;
use crate::ui::Icon;

#[component]
pub fn PointerMark() -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let place = Memo::new(move |_| {
        let (from, Glance::Pointer { at }) = session.pointer().get()?;
        let by_presenter = turning
            .shown
            .with(|p| p.as_ref().is_some_and(|p| p.by == from));
        (by_presenter && !turning.presents.get() && turning.hand() != Hand::Free)
            .then_some(at)
            .flatten()
    });
    let name = session.select(|h| {
        let by = h.presentation.as_ref().map(|p| &p.by)?;
        h.seat(by).map(|s| s.name.clone())
    });
    // In hundredths of the sheet, which is a container of its own: moved by the compositor, nothing is laid out anew.
    let transform = move || {
        place.get().map(|(x, y)| {
            let (x, y) = (f64::from(x) / 100.0, f64::from(y) / 100.0);
            format!("translate({x}cqw, {y}cqh)")
        })
    };
    view! {
        <span
            class="pointer"
            aria-hidden="true"
            data-pointer=""
            hidden=move || place.with(Option::is_none)
            style:transform=move || transform().unwrap_or_default()
        >
            <Icon name="pointer" />
            <b>{move || name.get()}</b>
        </span>
    }
}
