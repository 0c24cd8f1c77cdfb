//! How a hearing stays the same on both ends of a bad line.
//!
//! Two state machines without IO: [`Room`] in the backend, [`Member`] in the browser. The shells around them own the
//! socket, the journal and the clock; a test can put any line between them, and does.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod draft;
mod member;
mod room;
mod viewer;

pub use member::{Answer, Heard, Member};
pub use room::{Asked, ReceiptOf, Reply, Room, ToAppend, ToSend};
