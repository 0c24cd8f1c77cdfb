//! What is said at once.

super::words! {
    floor: "轮到您发言。", "You have the floor.";
    muted: "法庭已将您静音。", "The court has muted you.";
    locked: "法庭已将您静音并锁定麦克风。", "The court has muted you and locked your microphone.";
    released: "法庭已解除静音，您可以打开麦克风。", "You are no longer muted; you may turn your microphone on.";
    recording: "录音录像已开始。", "Recording has begun.";
    recording_stopped: "录音录像已停止。", "Recording has stopped.";
    to_courtroom: "您已进入法庭。", "You are in the courtroom.";
    to_gallery: "您已进入旁听席。", "You are in the gallery.";
    to_lobby: "您已离开法庭，请在候审区等候。", "You have left the courtroom; please wait.";
    to_witness_room: "您已离开法庭，请在候审室等候。", "You have left the courtroom; please wait in the witness room.";
    to_side_room: "您已进入本方会商室。", "You are in your side’s room.";
    to_deliberation: "您已进入合议室。", "You are in the deliberation room.";
    to_inspection: "您已进入巡查席。", "You are in the place for inspection.";
}
