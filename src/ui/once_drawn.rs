use leptos::prelude::*;

/// Runs `then` with the next picture the browser draws. Within an effect: not twice for one picture, and not at all
/// when what it would look at has left the page by then.
pub fn once_drawn(then: impl FnOnce() + 'static) {
    if let Ok(frame) = request_animation_frame_with_handle(then) {
        on_cleanup(move || frame.cancel());
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn what_has_left_the_page_is_not_looked_at() {
        for (leaves, runs) in [(false, true), (true, false)] {
            let owner = Owner::new();
            let ran = Rc::new(Cell::new(false));
            let told = Rc::clone(&ran);
            owner.with(|| once_drawn(move || told.set(true)));
            if leaves {
                owner.cleanup();
            }
            let later = js_sys::Promise::new(&mut |done, _| {
                request_animation_frame(move || {
                    let _ = done.call0(&JsValue::NULL);
                });
            });
            assert!(JsFuture::from(later).await.is_ok());
            assert_eq!(ran.get(), runs, "it left: {leaves}");
        }
    }
}
