//! Where the media of each seat belong, from the state of the hearing alone.

use std::collections::BTreeMap;

use hearing::{Hearing, Mute, Phase, Recording, Seat, SeatId, Zone};
use kaiting_media::Permissions;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose room it is; the gallery sits in the courtroom's.
    pub zone: Zone,
    pub permissions: Permissions,
    /// Those who watch are shown to nobody.
    pub hidden: bool,
    pub mute: Mute,
}

impl Standing {
    /// Whether the media keep the microphone shut, whatever its client says. One that is locked too: when the lock is
    /// taken away, nothing opens that its person has not opened.
    pub fn is_held(&self) -> bool {
        match self.mute {
            Mute::Free => false,
            Mute::Muted | Mute::Locked => true,
        }
    }
}

/// Whether what is said in the courtroom goes into the recording now (R71). Nothing else ever does: a side room and the
/// deliberation are other rooms.
pub fn is_recorded(hearing: &Hearing) -> bool {
    hearing.phase == Phase::InSession && hearing.recording == Recording::On
}

/// Every seat that may be in a media room.
pub fn all(hearing: &Hearing) -> BTreeMap<SeatId, Standing> {
    hearing
        .seats
        .iter()
        .filter_map(|seat| Some((seat.id.clone(), of(hearing, seat)?)))
        .collect()
}

fn of(hearing: &Hearing, seat: &Seat) -> Option<Standing> {
    if seat.removed.is_some() || hearing.phase >= Phase::Closed {
        return None;
    }
    match &seat.zone {
        Zone::Courtroom | Zone::Deliberation | Zone::SideRoom(_) => Some(Standing {
            zone: seat.zone.clone(),
            permissions: Permissions {
                audio: hearing.may_be_heard(seat),
                video: !seat.role.only_watches(),
                subscribe: true,
            },
            hidden: seat.role.only_watches(),
            mute: seat.mute,
        }),
        // R86: listens and sees while the court sits in public, and at no other time.
        Zone::Gallery => Some(Standing {
            zone: Zone::Courtroom,
            permissions: Permissions {
                audio: false,
                video: false,
                subscribe: hearing.gallery_listens(),
            },
            hidden: true,
            mute: seat.mute,
        }),
        // R15: who waits hears and sees nothing, a witness least of all. R77: inspection is of states, not of words.
        Zone::Lobby | Zone::WitnessRoom(_) | Zone::Inspection => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::{HearingId, Matter, PauseGround, Procedure, Publicity, Role, Side, Stage};

    fn open_to_all() -> Matter {
        Matter {
            id: HearingId::new("h"),
            court: "海淀区人民法院".into(),
            courtroom: "在线法庭二".into(),
            scheduled_at: 0,
            procedure: Procedure::CivilSimple,
            publicity: Publicity::Open,
            gallery_seats: hearing::gallery_seats(),
            case: None,
        }
    }

    fn seated(role: Role, zone: Zone) -> (Hearing, SeatId) {
        let mut seat = Seat::new("one", role, Side::None, "一");
        seat.zone = zone;
        let hearing = Hearing {
            phase: Phase::InSession,
            matter: Some(open_to_all()),
            seats: vec![seat],
            ..Hearing::default()
        };
        (hearing, SeatId::new("one"))
    }

    #[test]
    fn who_watches_never_sends() {
        for role in Role::ALL.into_iter().filter(|role| role.only_watches()) {
            for zone in [Zone::Gallery, Zone::Courtroom] {
                let (hearing, id) = seated(role, zone);
                let standing = &all(&hearing)[&id];
                assert!(
                    !standing.permissions.audio && !standing.permissions.video && standing.hidden
                );
            }
        }
    }

    #[test]
    fn who_waits_is_in_no_room() {
        let witness = Zone::WitnessRoom(SeatId::new("one"));
        for zone in [Zone::Lobby, witness, Zone::Inspection] {
            assert!(all(&seated(Role::Witness, zone).0).is_empty());
        }
    }

    #[test]
    fn the_gallery_hears_only_what_the_court_says_in_session() {
        let (mut hearing, id) = seated(Role::Observer, Zone::Gallery);
        assert!(all(&hearing)[&id].permissions.subscribe);
        hearing.stage = Some(Stage::Mediation);
        assert!(!all(&hearing)[&id].permissions.subscribe);
        hearing.stage = Some(Stage::Evidence);
        hearing.recording = Recording::Paused(PauseGround::ClosedEvidence);
        assert!(!all(&hearing)[&id].permissions.subscribe);
        hearing.recording = Recording::On;
        hearing.phase = Phase::Adjourned;
        assert!(!all(&hearing)[&id].permissions.subscribe);
    }

    #[test]
    fn a_locked_microphone_is_not_forwarded_and_a_closed_hearing_has_no_media() {
        let (mut hearing, id) = seated(Role::Party, Zone::Courtroom);
        assert!(all(&hearing)[&id].permissions.audio);
        hearing.seats[0].mute = Mute::Locked;
        assert!(!all(&hearing)[&id].permissions.audio);
        assert!(all(&hearing)[&id].permissions.video);
        hearing.phase = Phase::Closed;
        assert!(all(&hearing).is_empty());
    }
}
