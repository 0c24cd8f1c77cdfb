//! One voice or one picture in a WebM file: from RTP, without transcoding, readable at every moment while it is written.
//!
//! A file is a header of fixed length and, after it, clusters of about a second, each written at once and with its size. So
//! whatever stops the writer, all whole clusters can be read. When a file is finished, an index ([`cues`]) is put behind the
//! clusters and the header is written anew, at the same length, with the duration and the place of the index. A part of a
//! file ([`Index::window`]) is made in the same way: header, clusters, index. Nothing here touches a disk.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod cluster;
mod cues;
mod ebml;
mod head;
mod index;
pub mod opus;
pub mod vp8;

pub use cluster::Cluster;
pub use cues::cues;
pub use head::{Codec, Ending, HEADER, Head};
pub use index::{At, Index, Source, Window};
