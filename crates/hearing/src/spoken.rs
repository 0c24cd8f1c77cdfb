//! What an act of the court leaves in the transcript by itself (R26: 训诫的内容、责令退出的事实应当记入庭审笔录, CPLI 177).
//! A transcript is in Chinese whatever the reader's language; the clerk may edit the line like any other.

use crate::beijing::day_and_time;
use crate::elsewhere::Elsewhere;
use crate::in_person::{InPerson, InPersonGround};
use crate::objection::{Objection, ObjectionGround};
use crate::recusal::{Decider, Recusal};
use crate::sanction::Sanction;
use crate::{Admonition, Hearing, Seat, SeatId};

impl Hearing {
    pub(crate) fn name(&self, seat: &SeatId) -> &str {
        self.seat(seat).map_or("", |s| &s.name)
    }

    pub(crate) fn words_of_admonition(
        &self,
        seat: &SeatId,
        measure: Admonition,
        words: &str,
    ) -> String {
        let name = self.name(seat);
        match measure {
            Admonition::Reminder => format!("提示{name}：{words}"),
            Admonition::Warning => format!("警告{name}：{words}"),
            Admonition::Admonition => format!("对{name}予以训诫：{words}"),
            Admonition::OrderToLeave => format!("责令{name}退出法庭：{words}"),
        }
    }

    pub(crate) fn words_of_sanction(
        &self,
        seat: &SeatId,
        sanction: Sanction,
        approval: &str,
        words: &str,
    ) -> String {
        let name = self.name(seat);
        let what = match sanction {
            Sanction::Fine { yuan } => format!("罚款{yuan}元"),
            Sanction::Detention { days } => format!("拘留{days}日"),
        };
        format!("经本院院长批准，批准文号：{approval}，对{name}{what}：{words}")
    }

    pub(crate) fn words_of_ruling(
        &self,
        objection: &Objection,
        sustained: bool,
        reason: &str,
    ) -> String {
        let name = self.titled(&objection.by);
        let ground = objection.ground.map(ground_of_objection);
        let ground = ground.map_or_else(String::new, |g| format!("（{g}）"));
        let answer = if sustained {
            "异议成立"
        } else {
            "异议不成立，驳回"
        };
        let reason = match reason {
            "" => String::new(),
            reason => format!("，理由：{reason}"),
        };
        format!("{name}提出异议{ground}。{answer}{reason}")
    }

    pub(crate) fn words_of_application(&self, by: &SeatId, whom: &SeatId, reason: &str) -> String {
        let (by, whom) = (self.titled(by), self.titled(whom));
        format!("{by}申请{whom}回避，理由：{reason}")
    }

    pub(crate) fn words_of_decision(
        &self,
        recusal: &Recusal,
        decider: Decider,
        granted: bool,
        reason: &str,
    ) -> String {
        let whom = self.titled(&recusal.whom);
        let decider = match decider {
            Decider::PresidingJudge => self.presides(),
            Decider::CourtPresident => "经本院院长",
            Decider::JudicialCommittee => "经本院审判委员会",
            Decider::ChiefProcurator => "经检察长",
            Decider::Court => "不属于法定回避情形，法庭当庭",
        };
        let again = if recusal.reconsideration.is_some() {
            "经复议，"
        } else {
            ""
        };
        let result = if granted {
            format!("{whom}回避")
        } else {
            format!("驳回对{whom}的回避申请")
        };
        format!("{again}{decider}决定：{result}。理由：{reason}")
    }

    pub(crate) fn words_of_sitting_elsewhere(&self, judge: &Seat, elsewhere: &Elsewhere) -> String {
        let Elsewhere {
            place, approval, ..
        } = elsewhere;
        let name = self.titled(&judge.id);
        format!(
            "经报请本院院长同意，批准文号：{approval}，{name}在在线法庭之外的其他场所参加庭审，地点：{place}。"
        )
    }

    pub(crate) fn words_of_sitting_here(&self, judge: &Seat) -> String {
        format!("{}回到在线法庭参加庭审。", self.titled(&judge.id))
    }

    pub(crate) fn words_of_conversion(&self, whom: Option<&SeatId>, how: &InPerson) -> String {
        let whom = match whom {
            Some(seat) => format!("{}转为线下参加庭审", self.titled(seat)),
            None => "本案转为线下审理".to_owned(),
        };
        let ground = match how.ground {
            InPersonGround::NotAgreed => "当事人不同意在线庭审",
            InPersonGround::NoMeans => "不具备参与在线庭审的技术条件和能力",
            InPersonGround::OnSite => "需要现场查明身份、核对原件、查验实物",
            InPersonGround::Complex => "案件疑难复杂、证据繁多",
            InPersonGround::StateSecrets => "涉及国家安全、国家秘密",
            InPersonGround::PublicConcern => "有重大社会影响，受到广泛关注",
            InPersonGround::Other => "存在其他不宜在线庭审的情形",
        };
        let when = how
            .when
            .map(|when| format!("，时间：{}", day_and_time(when)))
            .unwrap_or_default();
        format!(
            "{whom}（{ground}），地点：{}{when}。已完成的在线庭审活动具有法律效力。",
            how.place
        )
    }
}

fn ground_of_objection(ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::Leading => "诱导性发问",
        ObjectionGround::Irrelevant => "与本案无关",
        ObjectionGround::Threatening => "威胁、误导",
        ObjectionGround::Demeaning => "损害人格尊严",
        ObjectionGround::Procedure => "程序不当",
    }
}
