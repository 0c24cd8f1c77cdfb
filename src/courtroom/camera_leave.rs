//! By leave of the court somebody's camera is off, for a reason, and no longer than the court wants (R23).

use hearing::{Command, SeatId, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, away as words};
use crate::ui::{AskReason, Press, doing};

#[component]
pub fn CameraLeaveKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let asking = RwSignal::new(false);
    let doing = doing();
    let id = seat.clone();
    let state = session.select(move |h| {
        let seat = h.seat(&id).filter(|s| s.zone == Zone::Courtroom)?;
        Some(seat.camera_leave.is_some())
    });
    let target = StoredValue::new(seat);
    let leave = move |granted, reason| Command::LeaveCamera {
        seat: target.get_value(),
        granted,
        reason,
    };
    let grant = Callback::new(move |reason| doing.start(leave(true, reason)));
    view! {
        {move || state.get().map(|left| if left {
            view! {
                <Press act="end-camera-leave" label=words::end_leave.text()
                    command=move || Some(leave(false, String::new())) />
            }.into_any()
        } else {
            view! {
                <button type="button" class="press" data-act="leave-camera" aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                    {move || doing.word(words::leave_camera)}
                </button>
            }.into_any()
        })}
        <AskReason open=asking title=words::leave_camera.text() words=words::leave_camera_words.text()
            answer=words::camera_left.text() yes=grant />
    }
}
