//! What must be done outside of the record before anybody hears of an event.

use hearing::{Event, Recorded, SeatId};

/// Whose keys are dead after this.
pub fn gone(recorded: &Recorded) -> Option<SeatId> {
    if let Event::SeatRemoved { seat, .. } | Event::RegistrationWithdrawn { seat } = &recorded.event
    {
        Some(seat.clone())
    } else {
        None
    }
}

/// Whether who may be seen and heard by whom can differ after this.
pub fn touches_media(event: &Event) -> bool {
    matches!(
        event,
        Event::HearingScheduled { .. }
            | Event::SeatMoved { .. }
            | Event::SeatRemoved { .. }
            | Event::Muted { .. }
            | Event::Released { .. }
            | Event::AllMuted
            | Event::AllMutedBut { .. }
            | Event::Admonished { .. }
            | Event::FloorGiven { .. }
            | Event::FloorTaken
            | Event::HearingOpened
            // What the gallery hears hangs on both.
            | Event::StageEntered { .. }
            | Event::RecordingStarted
            | Event::RecordingPaused { .. }
            | Event::RecordingStopped
            | Event::Adjourned { .. }
            | Event::Resumed
            | Event::RoomSecured
            | Event::HearingClosed
            // Who opens his microphone again can be muted again.
            | Event::DevicesShown { .. }
    )
}
