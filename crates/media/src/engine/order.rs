//! The court's orders, carried out. Each may be given again: the second time changes nothing more.

use std::time::Instant;

use super::Engine;
use crate::command::{Listed, Order};
use crate::fault::caught;
use crate::room::{Room, Shared};

impl Engine {
    /// An order that meets a fault gets no answer, and whoever gave it knows that it may not hold.
    pub fn order(&mut self, order: Order) {
        if caught(|| self.carry_out(order)).is_none() {
            tracing::error!("media: a fault in an order");
        }
    }

    fn carry_out(&mut self, order: Order) {
        let now = Instant::now();
        match order {
            Order::Create { room, done } => {
                let new = !self.names.contains_key(&room);
                if new {
                    let id = self.next_room;
                    self.next_room = self.next_room.wrapping_add(1);
                    self.names.insert(room.clone(), id);
                    self.rooms.insert(id, Room::new(id, room));
                }
                let _ = done.send(new);
            }
            Order::End { room, done } => {
                let ended = self
                    .names
                    .remove(&room)
                    .and_then(|id| self.rooms.remove(&id));
                let found = ended.is_some();
                if let Some(mut room) = ended {
                    room.end(&mut self.shared);
                }
                let _ = done.send(found);
            }
            Order::List { room, done } => {
                let listed = self.room(&room).map(|(room, _)| Listed::all(room));
                let _ = done.send(listed);
            }
            Order::Remove {
                room,
                identity,
                cause,
                done,
            } => {
                let found = self.in_room(&room, |room, shared| {
                    room.kill_tokens(&identity, shared.tokens.stamp());
                    if let Some(id) = room.by_identity(&identity) {
                        room.leave(id, cause, shared);
                    }
                });
                let _ = done.send(found);
            }
            Order::Mute {
                room,
                identity,
                source,
                done,
            } => {
                let found = self.in_room(&room, |room, shared| {
                    room.hold(&identity, source);
                    if let Some(id) = room.by_identity(&identity) {
                        room.mute(id, source, now, shared);
                    }
                });
                let _ = done.send(found);
            }
            Order::Release {
                room,
                identity,
                source,
                done,
            } => {
                let found = self.in_room(&room, |room, shared| {
                    room.let_go(&identity, source);
                    if let Some(id) = room.by_identity(&identity) {
                        room.release(id, source, shared);
                    }
                });
                let _ = done.send(found);
            }
            Order::Record { room, tap, done } => {
                let found = self.in_room(&room, |room, _| room.tap = tap);
                let _ = done.send(found);
            }
            Order::SetPermissions {
                room,
                identity,
                permissions,
                done,
            } => {
                let found = self.in_room(&room, |room, shared| {
                    room.remember_permissions(&identity, shared.tokens.stamp(), permissions);
                    if let Some(id) = room.by_identity(&identity) {
                        room.set_permissions(id, permissions, now, shared);
                    }
                });
                let _ = done.send(found);
            }
        }
    }

    fn in_room(&mut self, name: &str, act: impl FnOnce(&mut Room, &mut Shared)) -> bool {
        let Some((room, shared)) = self.room(name) else {
            return false;
        };
        act(room, shared);
        true
    }
}
