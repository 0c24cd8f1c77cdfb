//! The part of LiveKit's signalling protocol that Kaiting speaks, as protobuf messages.
//!
//! Only the fields that are read or written here are declared; protobuf skips the others. Field
//! numbers are those of the published protocol. Enumerations stay plain integers on the wire
//! (`i32`), because a newer client may send values that this server does not know.

mod request;
mod response;

pub use request::*;
pub use response::*;

use prost::{Message, Oneof};

pub const TRACK_AUDIO: i32 = 0;
pub const TRACK_VIDEO: i32 = 1;

/// Which connection a candidate is for (`SignalTarget`).
pub const SUBSCRIBER: i32 = 1;

pub const QUALITY_LOW: i32 = 0;
pub const QUALITY_MEDIUM: i32 = 1;
pub const QUALITY_OFF: i32 = 3;

pub const CONNECTION_POOR: i32 = 0;
pub const CONNECTION_GOOD: i32 = 1;
pub const CONNECTION_EXCELLENT: i32 = 2;
pub const CONNECTION_LOST: i32 = 3;

pub const STATE_ACTIVE: i32 = 2;
pub const STATE_DISCONNECTED: i32 = 3;

pub const LEAVE_DISCONNECT: i32 = 0;

pub const REASON_NOT_ALLOWED: i32 = 2;
pub const REASON_LIMIT_EXCEEDED: i32 = 3;

/// Why a client is told to leave (`DisconnectReason`).
pub mod disconnect {
    pub const CLIENT_INITIATED: i32 = 1;
    pub const DUPLICATE_IDENTITY: i32 = 2;
    pub const PARTICIPANT_REMOVED: i32 = 4;
    pub const ROOM_DELETED: i32 = 5;
    pub const MIGRATION: i32 = 8;
    pub const CONNECTION_TIMEOUT: i32 = 14;
}

#[derive(Clone, PartialEq, Message)]
pub struct SignalRequest {
    #[prost(oneof = "Request", tags = "1, 2, 3, 4, 5, 6, 7, 8, 12, 14, 16")]
    pub message: Option<Request>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Request {
    #[prost(message, tag = "1")]
    Offer(SessionDescription),
    #[prost(message, tag = "2")]
    Answer(SessionDescription),
    /// Candidates of the client. Not needed: this server is ICE-lite and learns the client's
    /// address from its first authenticated check.
    #[prost(message, tag = "3")]
    Trickle(Ignored),
    #[prost(message, tag = "4")]
    AddTrack(AddTrack),
    #[prost(message, tag = "5")]
    Mute(MuteTrack),
    #[prost(message, tag = "6")]
    Subscription(UpdateSubscription),
    #[prost(message, tag = "7")]
    TrackSetting(UpdateTrackSettings),
    #[prost(message, tag = "8")]
    Leave(Leave),
    #[prost(message, tag = "12")]
    SyncState(Ignored),
    #[prost(int64, tag = "14")]
    Ping(i64),
    #[prost(message, tag = "16")]
    PingReq(Ping),
}

#[derive(Clone, PartialEq, Message)]
pub struct SignalResponse {
    #[prost(
        oneof = "Response",
        tags = "1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 17, 18, 19, 20, 22"
    )]
    pub message: Option<Response>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Response {
    #[prost(message, tag = "1")]
    Join(Join),
    #[prost(message, tag = "2")]
    Answer(SessionDescription),
    #[prost(message, tag = "3")]
    Offer(SessionDescription),
    /// Candidates of a server that is not ICE-lite. This one sends none.
    #[prost(message, tag = "4")]
    Trickle(Trickle),
    #[prost(message, tag = "5")]
    Update(ParticipantUpdate),
    #[prost(message, tag = "6")]
    TrackPublished(TrackPublished),
    #[prost(message, tag = "8")]
    Leave(Leave),
    #[prost(message, tag = "9")]
    Mute(MuteTrack),
    #[prost(message, tag = "10")]
    SpeakersChanged(SpeakersChanged),
    #[prost(message, tag = "12")]
    ConnectionQuality(ConnectionQualityUpdate),
    #[prost(string, tag = "16")]
    RefreshToken(String),
    #[prost(message, tag = "17")]
    TrackUnpublished(TrackUnpublished),
    #[prost(int64, tag = "18")]
    Pong(i64),
    #[prost(message, tag = "19")]
    Reconnect(Reconnect),
    #[prost(message, tag = "20")]
    PongResp(Pong),
    #[prost(message, tag = "22")]
    RequestResponse(RequestResponse),
}

/// One response, encoded as it goes into a WebSocket frame.
pub fn encode(message: Response) -> Vec<u8> {
    SignalResponse {
        message: Some(message),
    }
    .encode_to_vec()
}

/// One request of a client. `Ok(None)` is a request of a newer protocol, to be skipped.
pub fn decode(bytes: &[u8]) -> Result<Option<Request>, prost::DecodeError> {
    SignalRequest::decode(bytes).map(|request| request.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_of_a_newer_protocol_is_skipped() {
        // Field 200, length-delimited, empty.
        assert_eq!(decode(&[0xc2, 0x0c, 0x00]).unwrap(), None);
    }

    #[test]
    fn malformed_bytes_are_an_error() {
        assert!(decode(&[0xff, 0xff, 0xff]).is_err());
    }

    #[test]
    fn tags_are_those_of_the_protocol() {
        assert_eq!(encode(Response::Pong(1)), [0x90, 0x01, 0x01]);
        assert_eq!(
            encode(Response::Leave(Leave {
                can_reconnect: false,
                reason: 4,
                action: 0
            })),
            [0x42, 0x02, 0x10, 0x04]
        );
    }
}
