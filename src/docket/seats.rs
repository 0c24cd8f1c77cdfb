//! How one seat stands, in a sign and a few words.

use hearing::{SeatReport, SeatState};

use crate::text::docket;
use crate::text::terms::{self, Tribunal};

pub fn sign(state: &SeatState) -> &'static str {
    match state {
        SeatState::CallsForHelp => "bell",
        SeatState::OtherPerson { .. } | SeatState::OtherRefused | SeatState::InPerson => "people",
        SeatState::RefusesOnline
        | SeatState::Unsuitable { .. }
        | SeatState::Doubted
        | SeatState::DeviceFails => "warn",
        SeatState::ToVerify => "idcard",
        SeatState::ChecksIn => "list",
        SeatState::Gone | SeatState::NeverHere => "clock",
        SeatState::Ready => "check",
    }
}

/// Whether somebody has to do something about it.
pub fn is_bad(state: &SeatState) -> bool {
    match state {
        SeatState::CallsForHelp
        | SeatState::OtherPerson { .. }
        | SeatState::OtherRefused
        | SeatState::RefusesOnline
        | SeatState::Unsuitable { .. }
        | SeatState::Doubted
        | SeatState::DeviceFails => true,
        SeatState::ToVerify
        | SeatState::InPerson
        | SeatState::ChecksIn
        | SeatState::Gone
        | SeatState::NeverHere
        | SeatState::Ready => false,
    }
}

/// 被告：设备有问题
pub fn state_words(seat: &SeatReport, tribunal: Tribunal) -> String {
    docket::of_seat(
        terms::role(seat.role, seat.side, tribunal),
        docket::seat_state(&seat.state),
    )
}
