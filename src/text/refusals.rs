//! Why something was not done, and what to do next, in the user's words.

use hearing::Refusal;

use super::{Language, language, terms};
use crate::session::Trouble;

pub fn refusal(refusal: &Refusal) -> String {
    let (zh, en) = match refusal {
        Refusal::NotPermitted => (
            "此时您不能进行这项操作。如有疑问，请举手或联系书记员。",
            "You cannot do this now. If in doubt, raise your hand or ask the clerk.",
        ),
        Refusal::NoSuchSeat => (
            "没有这个席位，请刷新页面。",
            "There is no such seat. Please reload.",
        ),
        Refusal::NoSuchExhibit => (
            "没有这件证据，或您无权查看。",
            "There is no such exhibit, or it is not for you to see.",
        ),
        Refusal::NoSuchLine => (
            "笔录中没有这一行。",
            "There is no such line in the transcript.",
        ),
        Refusal::NoSuchCorrection => ("没有这项补正申请。", "There is no such correction."),
        Refusal::NameDoesNotMatch => (
            "姓名与案件登记不一致。请按证件上的姓名填写；仍有问题请联系书记员。",
            "The name is not the one in the case file. Write it as on your document; if it still fails, call the clerk.",
        ),
        Refusal::CheckInIncomplete => (
            "该人员的签到尚未完成。",
            "This person has not finished checking in.",
        ),
        Refusal::IdentityNotVerified => (
            "请先核实该人员的身份。",
            "Verify this person’s identity first.",
        ),
        Refusal::ConsentRefused => (
            "该人员不同意在线庭审，不能准许入庭。可转为线下审理，或由本人重新选择。",
            "This person has not consented to be heard online and cannot be let in. Hear them in person, or let them answer anew.",
        ),
        Refusal::OtherPersonNotPermitted => (
            "该人员身边还有他人，法官尚未准许。",
            "Somebody else is with this person, and the judge has not permitted it.",
        ),
        Refusal::AnswerChanged => (
            "本人刚修改了这项回答，请重新查看后再决定。",
            "The answer has just been changed. Look at it again, then decide.",
        ),
        Refusal::NotPublic => (
            "本案不公开审理，不能旁听。宣判时可以准许旁听。",
            "The hearing is closed to the public. Observers may be let in for the verdict.",
        ),
        Refusal::NotInSession => (
            "现在不在开庭中，不能进行这项操作。",
            "The court is not in session; this cannot be done now.",
        ),
        Refusal::AlreadyDone => ("已经完成，无需重复。", "This is done already."),
        Refusal::NotInTheCourtroom => {
            ("该人员不在法庭内。", "This person is not in the courtroom.")
        }
        Refusal::NoSuchStep => (
            "按照程序，不能从当前阶段进入该阶段。",
            "The procedure does not lead from this stage to that one.",
        ),
        Refusal::GuardOpen(items) => {
            let list: Vec<_> = items.iter().map(|item| terms::guard_item(*item)).collect();
            return match language() {
                Language::Chinese => format!(
                    "以下事项尚未记录：{}。如要继续，请说明理由。",
                    list.join("；")
                ),
                Language::English => format!(
                    "Not on the record yet: {}. To go on, give a reason.",
                    list.join("; ")
                ),
            };
        }
        Refusal::ReasonWanted => ("请填写理由。", "Please give a reason."),
        Refusal::TextEmpty => ("内容不能为空。", "The text is empty."),
        Refusal::TextTooLong => (
            "内容过长，请缩短或分成几行。",
            "The text is too long. Shorten it or use several lines.",
        ),
        Refusal::LineChanged { .. } => (
            "这一行刚被他人修改，请查看后再改。",
            "Somebody has just changed this line. Look at it, then edit again.",
        ),
        Refusal::NotTheTextOnRecord => (
            "笔录已有改动，请重新阅读后签名。",
            "The transcript has changed. Read it again, then sign.",
        ),
        Refusal::ReadFirst => (
            "请先读完笔录并确认。",
            "Read the transcript to the end and confirm first.",
        ),
        Refusal::OthersSignFirst => (
            "审判人员和书记员最后签名，请等待其他人签名。",
            "Judge and clerk sign last; wait for the others.",
        ),
        Refusal::CorrectionWaits => (
            "尚有补正申请未处理，请先作出决定。",
            "A request for correction is still open. Decide on it first.",
        ),
        Refusal::Frozen => (
            "笔录已交付核对，不能直接修改；如有错漏，请通过补正申请处理。",
            "The record lies open for signing and cannot be edited. Use a request for correction.",
        ),
        Refusal::SignOffNotOpen => ("尚未开始核对签名。", "Signing has not been opened."),
        Refusal::SignOffFinished => ("核对签名已经结束。", "Signing is finished."),
        Refusal::NotHeldByYou => ("这不是您提交或出示的。", "This is not yours."),
        Refusal::ExhibitWithdrawn => ("该证据已撤回。", "This exhibit has been withdrawn."),
        Refusal::BadPage => ("没有这一页。", "There is no such page."),
        Refusal::BadHash => (
            "文件校验值与上传的文件不符，请重新上传。",
            "The file does not match its hash. Upload it again.",
        ),
        Refusal::WitnessMustWait => (
            "证人在作证前不得进入法庭。",
            "A witness may not enter before being called.",
        ),
        Refusal::CommandIdReused => (
            "操作编号重复，请重试。",
            "This was sent under a number used before. Try again.",
        ),
        Refusal::NotRecorded => (
            "系统暂时无法记录，恢复后会自动继续。",
            "Nothing can be recorded for the moment; it goes on by itself.",
        ),
        Refusal::TooMany => ("操作过于频繁，请稍候。", "Too many at once. Wait a moment."),
        Refusal::Malformed => (
            "页面版本过旧，请刷新后重试。",
            "This page is out of date. Reload and try again.",
        ),
    };
    say(zh, en).to_owned()
}

pub fn trouble(trouble: &Trouble) -> &'static str {
    let (zh, en) = match trouble {
        Trouble::UnknownLink => (
            "这个链接无效。请使用法院最近一次发给您的链接，或输入庭审码。",
            "This link is not valid. Use the newest link the court sent you, or type the hearing code.",
        ),
        Trouble::UnknownCode => (
            "没有这个庭审码，请对照通知逐位核对。",
            "There is no such hearing code. Check it digit by digit against your notice.",
        ),
        Trouble::Expired => (
            "这个链接或庭审码已过期，请联系书记员重新发送。",
            "This link or code has expired. Ask the clerk for a new one.",
        ),
        Trouble::TooManyTries => (
            "尝试次数过多，请一分钟后再试。",
            "Too many tries. Wait a minute, then try again.",
        ),
        Trouble::NoSession => (
            "登录已失效，请重新打开链接。",
            "Your entry has lapsed. Open your link again.",
        ),
        Trouble::ForeignOrigin => (
            "请从法院发送的网址进入。",
            "Enter by the address the court sent you.",
        ),
        Trouble::NotPermitted => (
            "您无权查看或进行这一操作。",
            "This is not for you to see or do.",
        ),
        Trouble::NoSuchHearing => ("没有这次庭审。", "There is no such hearing."),
        Trouble::NoSuchExhibit => (
            "没有这件证据，或您无权查看。",
            "There is no such exhibit, or it is not for you to see.",
        ),
        Trouble::NotYet => ("还不能进行，请稍候。", "Not yet. Please wait."),
        Trouble::NoMediaHere => (
            "您正在候审，此处没有音视频。",
            "You are waiting; there is no sound or picture here.",
        ),
        Trouble::Malformed => (
            "页面版本过旧，请刷新后重试。",
            "This page is out of date. Reload and try again.",
        ),
        Trouble::TooLarge => (
            "文件超过 200 MB，请压缩或拆分后上传。",
            "The file is larger than 200 MB. Make it smaller or split it.",
        ),
        Trouble::HashDiffers => (
            "上传中文件损坏，请重新上传。",
            "The file was damaged on its way. Upload it again.",
        ),
        Trouble::TooManyPixels => (
            "图片尺寸过大，请缩小后上传。",
            "The picture is too large. Make it smaller.",
        ),
        Trouble::StorageFull => (
            "系统存储空间不足，请联系书记员。",
            "The court’s storage is full. Tell the clerk.",
        ),
        Trouble::QuotaUsed => (
            "您提交的文件已达到本案上限，请联系书记员。",
            "You have filed as much as one person may in this hearing. Ask the clerk.",
        ),
        Trouble::UnreadablePicture => (
            "无法读出图片的尺寸，请重新拍摄或另存后再提交。",
            "The size of this picture cannot be read. Take it again, or save it anew, then file it.",
        ),
        Trouble::TooMany => (
            "操作过于频繁，请稍候再试。",
            "Too many at once. Wait a moment, then try again.",
        ),
        Trouble::Unavailable => (
            "系统暂时不可用，请稍后重试。",
            "The court’s system cannot answer now. Try again soon.",
        ),
        Trouble::NoSuchPlace => ("没有这个页面。", "There is no such page."),
        Trouble::Unreachable => (
            "无法连接法院系统，请检查网络后重试。",
            "The court cannot be reached. Check your network and try again.",
        ),
    };
    say(zh, en)
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
