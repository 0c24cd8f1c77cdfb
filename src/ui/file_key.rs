//! 选择文件: the browser's own key speaks the browser's language, this one that of the page; what is chosen stands beside it.

use leptos::html::Input;
use leptos::prelude::*;

use crate::text::common;

#[component]
pub fn FileKey(
    input: NodeRef<Input>,
    field: &'static str,
    #[prop(optional)] many: bool,
    #[prop(optional)] accept: Option<&'static str>,
    /// What says more about the file.
    #[prop(optional)]
    note: Option<&'static str>,
    #[prop(into)] disabled: Signal<bool>,
    #[prop(into)] chosen: Callback<()>,
) -> impl IntoView {
    let names = RwSignal::new((0, String::new()));
    let take = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        let first = files.as_ref().and_then(|files| files.get(0));
        let count = files.map_or(0, |files| files.length());
        names.set((count, first.map(|file| file.name()).unwrap_or_default()));
        chosen.run(());
    };
    let said = move || {
        names.with(|(count, first)| match count {
            0 => common::no_file().to_owned(),
            1 => first.clone(),
            more => common::files(*more),
        })
    };
    view! {
        <span class="file-key">
            <input node_ref=input type="file" class="vh" multiple=many accept=accept data-field=field
                aria-describedby=note disabled=move || disabled.get() on:change=take />
            <span class="press">{common::choose_file}</span>
            <span class="file-name">{said}</span>
        </span>
    }
}
