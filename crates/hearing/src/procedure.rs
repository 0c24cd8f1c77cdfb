//! Procedures as data: which stages a hearing goes through, and what the law wants recorded before one ends (R20, R21).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// 民事简易程序
    CivilSimple,
    /// 民事普通程序
    CivilOrdinary,
    /// 刑事速裁程序
    CriminalFastTrack,
    /// 刑事简易程序
    CriminalSummary,
    /// 刑事普通程序
    CriminalOrdinary,
}

/// 庭审阶段
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 庭前准备
    Preparation,
    /// 宣布开庭, 核对身份, 告知权利, 回避
    Opening,
    /// 宣读起诉书
    Indictment,
    /// 法庭调查
    Investigation,
    /// 举证质证
    Evidence,
    /// 法庭辩论
    Debate,
    /// 最后意见 (civil)
    FinalOpinions,
    /// 最后陈述 (criminal)
    FinalStatement,
    /// 调解
    Mediation,
    /// 宣判
    Verdict,
    /// 核对签名
    SignOff,
}

/// What the law wants recorded before the hearing goes on; missing, it warns and never blocks (R21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardItem {
    /// CPL 140: parties' identity and attendance checked
    AttendanceChecked,
    /// CPL 140: rights and duties told
    RightsTold,
    /// CPL 140, CrPLI 239
    RecusalAsked,
    /// CPLI 226
    IssuesConfirmed,
    /// CrPL 190: plea voluntary, true, lawful
    PleaExamined,
    /// CrPL 224
    DefenderHeard,
    /// CPL 144
    FinalOpinionsHeard,
    /// CrPL 224, CrPLI 287
    FinalStatementHeard,
    /// CPL 145
    MediationOffered,
    /// CPL 151
    AppealExplained,
    /// R12 4: somebody has refused to mediate online, and what is done about it is settled
    MediationConsentSettled,
    /// R12 4: somebody has refused to hear the verdict online, and what is done about it is settled
    VerdictConsentSettled,
    /// R12 21: somebody has named what speaks against being heard online, and the judge has said what follows
    SuitabilityConsidered,
}

impl Procedure {
    pub const ALL: [Procedure; 5] = [
        Procedure::CivilSimple,
        Procedure::CivilOrdinary,
        Procedure::CriminalFastTrack,
        Procedure::CriminalSummary,
        Procedure::CriminalOrdinary,
    ];

    /// The stages in their order (CPL 140-151; CrPL 186-198, 222-226).
    pub fn stages(self) -> &'static [Stage] {
        use Stage::*;
        match self {
            Procedure::CivilSimple | Procedure::CivilOrdinary => &[
                Preparation,
                Opening,
                Investigation,
                Evidence,
                Debate,
                FinalOpinions,
                Mediation,
                Verdict,
                SignOff,
            ],
            Procedure::CriminalFastTrack => &[
                Preparation,
                Opening,
                Indictment,
                FinalStatement,
                Verdict,
                SignOff,
            ],
            Procedure::CriminalSummary => &[
                Preparation,
                Opening,
                Indictment,
                Evidence,
                Debate,
                FinalStatement,
                Verdict,
                SignOff,
            ],
            Procedure::CriminalOrdinary => &[
                Preparation,
                Opening,
                Indictment,
                Investigation,
                Evidence,
                Debate,
                FinalStatement,
                Verdict,
                SignOff,
            ],
        }
    }

    /// What must stand on the record when `stage` ends.
    pub fn guard(self, stage: Stage) -> &'static [GuardItem] {
        use GuardItem::*;
        let criminal = self.is_criminal();
        match stage {
            Stage::Preparation => &[AttendanceChecked],
            Stage::Opening => &[RightsTold, RecusalAsked],
            Stage::Indictment if self == Procedure::CriminalFastTrack => {
                &[PleaExamined, DefenderHeard]
            }
            Stage::Indictment if self == Procedure::CriminalSummary => &[PleaExamined],
            Stage::Indictment => &[],
            Stage::Investigation if criminal => &[],
            Stage::Investigation => &[IssuesConfirmed],
            Stage::Evidence => &[],
            Stage::Debate if criminal => &[DefenderHeard],
            Stage::Debate => &[],
            Stage::FinalOpinions => &[FinalOpinionsHeard],
            Stage::FinalStatement => &[FinalStatementHeard],
            Stage::Mediation => &[MediationOffered],
            Stage::Verdict => &[AppealExplained],
            Stage::SignOff => &[],
        }
    }

    pub fn is_criminal(self) -> bool {
        match self {
            Procedure::CivilSimple | Procedure::CivilOrdinary => false,
            Procedure::CriminalFastTrack
            | Procedure::CriminalSummary
            | Procedure::CriminalOrdinary => true,
        }
    }

    /// A judge goes to any later stage, may return to take evidence again (CPLI 231) or from mediation, and nowhere else.
    pub fn may_follow(self, from: Stage, to: Stage) -> bool {
        let place = |stage| self.stages().iter().position(|s| *s == stage);
        match (place(from), place(to)) {
            (Some(from_at), Some(to_at)) => {
                let takes_evidence_again = matches!(to, Stage::Investigation | Stage::Evidence)
                    && matches!(
                        from,
                        Stage::Evidence
                            | Stage::Debate
                            | Stage::FinalOpinions
                            | Stage::FinalStatement
                    );
                // Mediation may be tried at any time, and failing leads back to where it began (CPL 145).
                let mediation_failed = from == Stage::Mediation && to_at > 1;
                to_at > from_at || (to_at < from_at && (takes_evidence_again || mediation_failed))
            }
            (None, _) | (_, None) => false,
        }
    }

    /// Whether `item` belongs to a stage after `stage`.
    pub fn is_later_item(self, item: GuardItem, stage: Stage) -> bool {
        let stages = self.stages();
        let now = stages.iter().position(|s| *s == stage);
        let of = stages.iter().position(|s| self.guard(*s).contains(&item));
        now.zip(of).is_some_and(|(now, of)| of > now)
    }

    pub fn next(self, from: Stage) -> Option<Stage> {
        let at = self.stages().iter().position(|s| *s == from)?;
        self.stages().get(at + 1).copied()
    }
}
