//! The little that is read from a client's offer beside what str0m reads: which track stands on
//! which m-line, and whether it is still sent.

use str0m::media::MediaKind;

/// One media section of an offer.
#[derive(Debug, PartialEq, Eq)]
pub struct Section<'a> {
    pub mid: &'a str,
    /// `None` for the data channels.
    pub kind: Option<MediaKind>,
    /// The track id of its `a=msid` line.
    pub track: Option<&'a str>,
    pub sends: bool,
}

pub fn sections(sdp: &str) -> Vec<Section<'_>> {
    sdp.split("\nm=").skip(1).filter_map(section).collect()
}

fn section(text: &str) -> Option<Section<'_>> {
    let value = |name: &str| {
        text.lines()
            .find_map(|line| line.trim_end().strip_prefix(name))
    };
    let has = |name: &str| text.lines().any(|line| line.trim_end() == name);
    let kind = match text.split_whitespace().next() {
        Some("audio") => Some(MediaKind::Audio),
        Some("video") => Some(MediaKind::Video),
        Some(_) | None => None,
    };
    let open = text.split_whitespace().nth(1) != Some("0");
    Some(Section {
        mid: value("a=mid:")?,
        kind,
        track: value("a=msid:").and_then(|msid| msid.split(' ').nth(1)),
        sends: open && !has("a=inactive") && !has("a=recvonly"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_name_their_tracks() {
        let sdp = "v=0\r\na=group:BUNDLE 0 1 2\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n\
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=msid:stream track-a\r\na=sendonly\r\n\
            m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:2\r\na=msid:- track-v\r\na=inactive\r\n\
            m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\na=sendonly\r\n";
        let found = sections(sdp);
        assert_eq!(
            found,
            [
                Section {
                    mid: "0",
                    kind: None,
                    track: None,
                    sends: true
                },
                Section {
                    mid: "1",
                    kind: Some(MediaKind::Audio),
                    track: Some("track-a"),
                    sends: true
                },
                Section {
                    mid: "2",
                    kind: Some(MediaKind::Video),
                    track: Some("track-v"),
                    sends: false
                },
                Section {
                    mid: "3",
                    kind: Some(MediaKind::Video),
                    track: None,
                    sends: false
                },
            ]
        );
    }

    #[test]
    fn nonsense_has_no_sections() {
        assert!(sections("").is_empty());
        assert!(sections("m=\nm=").is_empty());
    }
}
