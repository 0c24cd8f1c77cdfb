//! 异地主持庭审 (R35): who judges sits, for a reason of that day, elsewhere than in an online courtroom of the court. The
//! president of the court agrees to it first (R12 24).

use crate::Millis;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub place: String,
    /// 特殊情形: for the court alone
    pub reason: String,
    /// 批准文号: the number under which the president of the court has agreed
    pub approval: String,
    pub at: Millis,
}
