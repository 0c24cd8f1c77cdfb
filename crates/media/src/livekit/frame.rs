//! Signalling frames that pass through us on their way between a client and LiveKit: looked at, and no further taken apart
//! than there is something to decide. What LiveKit's newest version adds goes through to the client untouched.

/// The one field of a frame: its number, and what is in it.
///
/// A frame has exactly one. One that has more could mean one thing to us and another to LiveKit.
pub fn only_field(frame: &[u8]) -> Option<(u32, &[u8])> {
    let (tag, rest) = varint(frame)?;
    let number = u32::try_from(tag >> 3).ok()?;
    let body = match tag & 7 {
        0 => {
            let (_, after) = varint(rest)?;
            if !after.is_empty() {
                return None;
            }
            rest
        }
        2 => {
            let (length, body) = varint(rest)?;
            if usize::try_from(length).ok()? != body.len() {
                return None;
            }
            body
        }
        _ => return None,
    };
    Some((number, body))
}

/// The same frame with this behind what is in it: the last of several values counts.
pub fn with_more(number: u32, body: &[u8], more: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(body.len() + more.len() + 8);
    put_varint(&mut frame, u64::from(number) << 3 | 2);
    put_varint(
        &mut frame,
        u64::try_from(body.len() + more.len()).unwrap_or_default(),
    );
    frame.extend_from_slice(body);
    frame.extend_from_slice(more);
    frame
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f).checked_shl(u32::try_from(7 * at).ok()?)?;
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

fn put_varint(to: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return to.push(low);
        }
        to.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use prost::Message as _;

    use super::*;
    use crate::wire::{self, AddTrack, MuteTrack, Request, SignalRequest};

    fn encoded(request: Request) -> Vec<u8> {
        SignalRequest {
            message: Some(request),
        }
        .encode_to_vec()
    }

    #[test]
    fn a_frame_has_one_field_and_no_more() {
        let mute = |muted| {
            let sid = "TR_a".to_owned();
            encoded(Request::Mute(MuteTrack { sid, muted }))
        };
        let frame = mute(true);
        let (number, body) = only_field(&frame).unwrap();
        assert_eq!(number, 5);
        assert!(MuteTrack::decode(body).unwrap().muted);
        assert_eq!(only_field(&encoded(Request::Ping(300))).unwrap().0, 14);
        for two in [
            [mute(true), mute(false)].concat(),
            [frame.clone(), vec![0]].concat(),
        ] {
            assert_eq!(only_field(&two), None);
        }
        for cut in 0..frame.len() {
            assert_eq!(only_field(&frame[..cut]), None, "{cut}");
        }
        assert_eq!(only_field(&[0xff; 12]), None);
    }

    #[test]
    fn what_is_put_behind_counts() {
        let track = AddTrack {
            cid: "c".repeat(300),
            muted: false,
            source: 2,
            ..AddTrack::default()
        };
        let frame = encoded(Request::AddTrack(track.clone()));
        let (number, body) = only_field(&frame).unwrap();
        let frame = with_more(number, body, &[0x30, 1]);
        let wanted = AddTrack {
            muted: true,
            ..track
        };
        assert_eq!(
            wire::decode(&frame).unwrap(),
            Some(Request::AddTrack(wanted))
        );
    }
}
