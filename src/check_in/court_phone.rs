//! Whom somebody phones who cannot get in.

use leptos::prelude::*;

use crate::text::check_in;
use crate::ui::Icon;

/// The number that the backend has put into the page.
fn number() -> Option<String> {
    let meta = gloo::utils::document()
        .query_selector("meta[name=kaiting-phone]")
        .ok()??;
    let number = meta.get_attribute("content")?;
    (number.chars().any(|c| c.is_ascii_digit()) && !number.contains('{')).then_some(number)
}

#[component]
pub fn CourtPhone() -> impl IntoView {
    number().map(|number| {
        let dialled: String = number
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        view! {
            <a class="press" href=format!("tel:{dialled}") data-act="phone-court">
                <Icon name="call" />
                <span>{check_in::phone_court}" "<b class="num">{number}</b></span>
            </a>
        }
    })
}
