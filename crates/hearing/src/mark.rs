//! 批注: what somebody has drawn on an exhibit, on a layer of his own. The exhibit itself stays as it was filed (R51).

use crate::presenting::Point;
use crate::{ExhibitId, MarkId, Millis, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    pub id: MarkId,
    pub exhibit: ExhibitId,
    pub page: u32,
    pub by: SeatId,
    pub at: Millis,
    pub shape: Shape,
    /// Corners of a rectangle; tail and head of an arrow; both ends of a line.
    pub from: Point,
    pub to: Point,
    pub label: String,
    /// Kept, and not shown any more.
    pub erased_at: Option<Millis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Rectangle,
    Arrow,
    Underline,
}
