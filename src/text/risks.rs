//! 诉讼风险提示 (R92): what a party should know before the hearing, after the Supreme People's Court's Notice of Litigation
//! Risks in People's Courts (人民法院民事诉讼风险提示书, 2003), in plain words. It warns, and foretells nothing.

use hearing::Millis;

use super::{Language, language};
use crate::ui::day_and_time;

super::words! {
    title: "诉讼风险提示", "Litigation risks";
    gist: "读一遍，约2分钟", "read it, about 2 minutes";
    optional: "可以不读，约2分钟", "optional, about 2 minutes";
    lead: "下面是民事诉讼中常见的风险。读它不影响您的任何权利，也不预测结果。", "These are the usual risks of a civil case. Reading them takes no right from you and foretells no outcome.";
    foot: "有不明白的，可以问书记员、您的代理人，或者拨打法律援助热线12348。", "If something is not clear, ask the clerk or your representative, or call legal aid on 12348.";
    source: "根据《人民法院民事诉讼风险提示书》整理；以法律和法院告知为准。", "After the Notice of Litigation Risks in People’s Courts; the law and what the court tells you prevail.";
    acknowledge: "已读，记录", "I have read it";
    not_asked: "不读也可以签到、开庭。", "Check-in and hearing go on without it.";
    print: "打印", "Print";
    back: "返回", "Back";
}

pub fn read_at(at: Millis) -> String {
    let at = day_and_time(at);
    match language() {
        Language::Chinese => format!("{at} 已读"),
        Language::English => format!("read {at}"),
    }
}

/// The risk in a few words, and what to do about it.
pub fn articles() -> [(&'static str, &'static str); 9] {
    match language() {
        Language::Chinese => [
            (
                "请求不当。",
                "诉讼请求要明确、完整、有依据；没有提出的，法院不审理；请求过高而得不到支持的部分，诉讼费由提出的人负担。",
            ),
            (
                "逾期变更请求、提出反诉。",
                "应当在法庭辩论结束前提出，并写明事实和理由；逾期的，可能不合并审理。",
            ),
            (
                "超过诉讼时效。",
                "对方以超过时效抗辩且成立的，请求得不到支持。",
            ),
            (
                "不交证据或者逾期举证。",
                "没有证据或者证据不足以证明主张的，由负举证责任的人承担不利后果；逾期的证据可能不被采纳，还可能被训诫、罚款。",
            ),
            (
                "不能提供原件、原物。",
                "只有复印件、截图的，可能不能单独作为认定事实的根据。请保留存有电子数据的原始设备。",
            ),
            (
                "证人不出庭。",
                "证人没有正当理由不出庭的，证言可能不被采纳。",
            ),
            (
                "不按时到庭或者中途退庭。",
                "原告无正当理由不到庭的，可能按撤诉处理；被告不到庭的，可以缺席判决。在线庭审中擅自退出，经提示、警告仍不改正的，按中途退庭处理；网络、设备、停电等原因除外。",
            ),
            (
                "不交诉讼费、不申请保全。",
                "不按时交费的，可能按撤诉处理；没有及时申请保全的，判决可能因对方转移财产而难以执行。",
            ),
            (
                "逾期上诉，或者有了判决不能执行。",
                "对判决不服，要在送达之日起十五日内上诉；申请执行的期间是二年；被执行人确无财产的，债权可能暂时不能实现。",
            ),
        ],
        Language::English => [
            (
                "Claims that are wrong or too high.",
                "Claims must be definite, complete and founded. The court does not try what is not asked; who asks too much bears the costs of the part that fails.",
            ),
            (
                "Changing a claim, or counterclaiming, too late.",
                "Do so before the court debate ends, with facts and reasons; later it may not be tried together.",
            ),
            (
                "Limitation.",
                "If the other side rightly pleads that time has run out, the claim fails.",
            ),
            (
                "No evidence, or evidence too late.",
                "Who bears the burden of proof bears the loss when the evidence does not suffice. Late evidence may be left out, and its late filing admonished or fined.",
            ),
            (
                "No originals.",
                "Copies and screenshots alone may not establish a fact. Keep the device that holds the original data.",
            ),
            (
                "A witness who stays away.",
                "Without good reason for staying away, the testimony may not be taken into account.",
            ),
            (
                "Not appearing, or leaving midway.",
                "A plaintiff who stays away without good reason may be treated as withdrawing; against a defendant, judgment may be given in absence. Online, who leaves and does not return after a prompt and a warning is treated as leaving midway; network, device or power failure excepted.",
            ),
            (
                "Fees not paid, assets not preserved.",
                "Unpaid fees may count as withdrawal. If preservation is not sought in time, the judgment may be hard to enforce.",
            ),
            (
                "Appealing too late; a judgment that cannot be enforced.",
                "An appeal is due within fifteen days of service; enforcement must be sought within two years. If the debtor has nothing, payment may not come for now.",
            ),
        ],
    }
}
