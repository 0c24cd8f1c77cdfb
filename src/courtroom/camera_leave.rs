//! By leave of the court somebody's camera is off, for a reason, and no longer than the court wants (R23).

use hearing::{Command, SeatId, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, away as words};
use crate::ui::{Press, PressReason};

#[component]
pub fn CameraLeaveKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
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
    let may = Signal::derive(move || state.get() == Some(false));
    view! {
        <Show when=move || state.get() == Some(true)>
            <Press act="end-camera-leave" label=words::end_leave.text() command=move || Some(leave(false, String::new())) />
        </Show>
        <PressReason act="leave-camera" shown=may label=words::leave_camera.text() words=words::leave_camera_words.text()
            answer=words::camera_left.text() command=move |reason| leave(true, reason) />
    }
}
