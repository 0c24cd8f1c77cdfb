//! The ladder of 法庭纪律, and its end: 罚款 and 拘留, which the president of the court approves (R26; CPL 118, 119; CrPL 199).

use crate::Hearing;
use serde::{Deserialize, Serialize};

/// 法庭纪律 ladder (R26; CPLI 177, CrPLI 307)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admonition {
    /// 提示
    Reminder,
    /// 警告
    Warning,
    /// 训诫
    Admonition,
    /// 责令退出
    OrderToLeave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sanction {
    /// 罚款
    Fine { yuan: u32 },
    /// 拘留
    Detention { days: u16 },
}

/// CPL 118, CrPL 199
const LONGEST_DETENTION: u16 = 15;
/// CPL 118: of a person
const HIGHEST_FINE_CIVIL: u32 = 100_000;
/// CrPL 199
const HIGHEST_FINE_CRIMINAL: u32 = 1_000;

impl Hearing {
    /// The highest fine for a person in this procedure, in yuan.
    pub fn highest_fine(&self) -> u32 {
        let criminal = self
            .matter
            .as_ref()
            .is_some_and(|m| m.procedure.is_criminal());
        if criminal {
            HIGHEST_FINE_CRIMINAL
        } else {
            HIGHEST_FINE_CIVIL
        }
    }

    pub(crate) fn within_the_law(&self, sanction: Sanction) -> bool {
        match sanction {
            Sanction::Fine { yuan } => (1..=self.highest_fine()).contains(&yuan),
            Sanction::Detention { days } => (1..=LONGEST_DETENTION).contains(&days),
        }
    }
}
