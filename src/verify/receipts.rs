//! Codes from receipts: what the court gave away once tells whether it has rewritten the file since.

use kaiting_journal::bundle::Verified;
use leptos::prelude::*;

use super::Desk;
use crate::text::verify as words;
use crate::ui::Icon;

#[component]
pub fn Receipts() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <section class="verify-part">
            <h2>{words::receipts}</h2>
            <p class="step-note">{words::receipts_words}</p>
            <label class="field">
                <span>{words::receipts_field}</span>
                <textarea rows="4" data-field="receipt-codes" spellcheck="false" autocomplete="off" bind:value=desk.codes></textarea>
            </label>
            <div role="status">
                {move || {
                    let codes = desk.codes.get();
                    let codes: Vec<&str> = codes.split_whitespace().collect();
                    if codes.is_empty() {
                        return None;
                    }
                    let said = desk.looked.with(|looked| match looked.as_ref().map(|l| &*l.found) {
                        None => view! { <p>{words::file_first}</p> }.into_any(),
                        Some(Err(_)) => view! { <p>{words::altered_anyway}</p> }.into_any(),
                        Some(Ok(file)) => compared(file, &codes),
                    });
                    Some(said)
                }}
            </div>
        </section>
    }
}

fn compared(file: &Verified, codes: &[&str]) -> AnyView {
    match file.fits(codes) {
        Ok(given) => {
            let last = given.iter().map(|g| (g.seq, g.at)).max();
            view! {
                <p class="verify-good" data-receipt="fits">
                    <Icon name="check" />
                    <b>{move || last.map(|(seq, at)| words::receipt_fits(seq, at))}</b>
                </p>
            }
            .into_any()
        }
        Err((n, why)) => {
            let several = codes.len() > 1;
            view! {
                <p class="trouble" data-receipt="exposes">
                    <Icon name="warn" />
                    <span>
                        {move || several.then(|| words::receipt_nth(n + 1))}
                        {move || words::exposed(&why)}
                    </span>
                </p>
            }
            .into_any()
        }
    }
}
