// A client of another make: LiveKit's own for Go, which shares no line with the browsers' nor with those of our tests.
//
//	go-client URL TOKEN TAG
//
// joins, sends sound made of TAG (two hexadecimal digits), and says in lines what happens to it; it does what it reads: mute, unmute,
// publish, leave.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
)

const (
	packet = 20 * time.Millisecond
	beat   = 200 * time.Millisecond
)

var says sync.Mutex

func say(format string, what ...any) {
	says.Lock()
	defer says.Unlock()
	fmt.Printf(format+"\n", what...)
}

func fail(err error) {
	if err != nil {
		say("failed %v", err)
		os.Exit(1)
	}
}

// What comes in of one track, told five times a second by its first byte.
func hears(track *webrtc.TrackRemote, from string) {
	counts := map[byte]int{}
	told := time.Now()
	for {
		one, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		if len(one.Payload) > 0 {
			counts[one.Payload[0]]++
		}
		if time.Since(told) < beat {
			continue
		}
		for tag, count := range counts {
			say("heard %s %02x %d", from, tag, count)
		}
		clear(counts)
		told = time.Now()
	}
}

func publish(room *lksdk.Room, tag byte) *lksdk.LocalTrackPublication {
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	track, err := lksdk.NewLocalTrack(opus)
	fail(err)
	sound := media.Sample{Data: bytes.Repeat([]byte{tag}, 60), Duration: packet}
	go func() {
		for range time.Tick(packet) {
			_ = track.WriteSample(sound, nil)
		}
	}()
	named := &lksdk.TrackPublicationOptions{Name: "sound", Source: livekit.TrackSource_MICROPHONE}
	published, err := room.LocalParticipant.PublishTrack(track, named)
	if err != nil {
		say("not published")
		return nil
	}
	say("published")
	return published
}

func main() {
	tag, err := hex.DecodeString(os.Args[3])
	fail(err)
	mine := func(who lksdk.Participant) bool { _, local := who.(*lksdk.LocalParticipant); return local }
	room, err := lksdk.ConnectToRoomWithToken(os.Args[1], os.Args[2], &lksdk.RoomCallback{
		ParticipantCallback: lksdk.ParticipantCallback{
			OnTrackMuted: func(_ lksdk.TrackPublication, who lksdk.Participant) {
				if mine(who) {
					say("muted")
				}
			},
			OnTrackUnmuted: func(_ lksdk.TrackPublication, who lksdk.Participant) {
				if mine(who) {
					say("unmuted")
				}
			},
			OnLocalTrackUnpublished: func(*lksdk.LocalTrackPublication, *lksdk.LocalParticipant) { say("unpublished") },
			OnTrackSubscribed: func(track *webrtc.TrackRemote, _ *lksdk.RemoteTrackPublication, from *lksdk.RemoteParticipant) {
				go hears(track, from.Identity())
			},
		},
		OnParticipantConnected:    func(who *lksdk.RemoteParticipant) { say("came %s", who.Identity()) },
		OnParticipantDisconnected: func(who *lksdk.RemoteParticipant) { say("went %s", who.Identity()) },
		OnDisconnectedWithReason:  func(why lksdk.DisconnectionReason) { say("left: %s", why) },
	})
	if err != nil {
		say("refused")
		return
	}
	say("joined")
	sound := publish(room, tag[0])
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		switch orders.Text() {
		case "mute":
			sound.SetMuted(true)
		case "unmute":
			sound.SetMuted(false)
		case "publish":
			sound = publish(room, tag[0])
		case "leave":
			room.Disconnect()
			return
		}
	}
}
