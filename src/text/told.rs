//! Words of what the court has decided about the person at this screen.

use super::{Language, bench, language, terms};
use crate::courtroom::Ruling;

super::words! {
    from_the_court: "法庭对您的决定", "The court’s decision about you";
    read: "知道了", "I have read it";
    appeal: "不服的，可以向上一级人民法院申请复议（民事案件自收到决定书之日起三日内，复议一次）；复议期间不停止执行。", "You may apply to the next higher court for reconsideration (in a civil case once, within three days of receiving the written decision); it is carried out meanwhile.";
}

pub fn ruling(ruling: Ruling) -> String {
    let (chinese, english) = match ruling {
        Ruling::Admonished(measure) => {
            let measure = terms::admonition(measure);
            (
                format!("法庭对您：{measure}"),
                format!("From the court to you: {measure}"),
            )
        }
        Ruling::Sanctioned(sanction) => {
            let what = bench::sanction_is(sanction);
            (
                format!("经院长批准，决定对您{what}"),
                format!("Approved by the president of the court: {what}"),
            )
        }
        Ruling::Recusal(state) => {
            let state = bench::recusal_state(state);
            (
                format!("您的回避申请：{state}"),
                format!("Your application for recusal: {state}"),
            )
        }
    };
    match language() {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// What one may do about it, where the law gives something (CPL 119, CrPL 199).
pub fn remedy(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Sanctioned(_) => appeal(),
        Ruling::Admonished(_) | Ruling::Recusal(_) => "",
    }
}
