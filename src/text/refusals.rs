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
            "笔录中没有这一行，可能已被删去。请刷新页面，再看笔录。",
            "There is no such line in the transcript; it may have been taken out. Reload the page and look again.",
        ),
        Refusal::NoSuchCorrection => (
            "没有这项补正申请。请刷新页面，再看申请列表。",
            "There is no such request for correction. Reload the page and look again.",
        ),
        Refusal::NameDoesNotMatch => (
            "姓名与案件登记不一致。请按证件上的姓名填写；仍有问题请联系书记员。",
            "The name is not the one in the case file. Write it as on your document; if it still fails, call the clerk.",
        ),
        Refusal::NumberDoesNotMatch => (
            "证件末四位与案卷所载的不一致。请对照证件再填；证件换过的，请点「叫书记员」。",
            "The last four are not those in the case file. Compare them with your document; if you have a new one, call the clerk.",
        ),
        Refusal::NumberUnclear => (
            "证件号码末四位填错了。身份证是四位数字，只有最后一位可以是X。",
            "These are not the last four of such a document. Of an identity card they are digits; only the last may be an X.",
        ),
        Refusal::CheckInIncomplete => (
            "该人员的签到尚未完成。",
            "This person has not finished checking in.",
        ),
        Refusal::NoticeChanged => (
            "告知的内容刚刚更新。请刷新页面，重新看过再确认；您之前填的都在。",
            "The notice has just been renewed. Reload the page and read it again; what you entered is kept.",
        ),
        Refusal::AuthorityUnclear => (
            "授权范围和事项对不上：特别授权要写明至少一项，一般授权不写。",
            "Scope and powers do not fit: special authority names at least one power, general authority none.",
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
        Refusal::GalleryChanged => (
            "旁听人员刚有变动，请查看后再确认。",
            "The people in the gallery have just changed. Look again, then confirm.",
        ),
        Refusal::NotPublic => (
            "本案不公开审理，不能旁听。宣判时可以准许旁听。",
            "The hearing is closed to the public. Observers may be let in for the verdict.",
        ),
        Refusal::MayNotObserve => (MAY_NOT_OBSERVE_ZH, MAY_NOT_OBSERVE),
        Refusal::MinorNotPermitted => (MINOR_ZH, MINOR),
        Refusal::GalleryFull => (
            "旁听席已满，此人还在候补。有人退出后会自动递补。",
            "The gallery is full and this person is still in the queue. A seat that is given up goes to the next by itself.",
        ),
        Refusal::BeforePlanned => (
            "推迟后的时间不能早于原定的开庭时间，请改成更晚的时间。",
            "A delay cannot lead to a time before the planned one. Choose a later time.",
        ),
        Refusal::NotInSession => (
            "现在不在开庭中，不能进行这项操作。",
            "The court is not in session; this cannot be done now.",
        ),
        Refusal::AlreadyDone => ("已经完成，无需重复。", "This is done already."),
        Refusal::NotInTheCourtroom => {
            ("该人员不在法庭内。", "This person is not in the courtroom.")
        }
        Refusal::NotAway => (
            "该人员在线，无需提示。",
            "This person is here; there is nothing to prompt.",
        ),
        Refusal::JustPrompted => (
            "刚刚提示过，请稍候几秒，留给他回应的时间。",
            "A prompt has just gone out. Give the person a few seconds to answer.",
        ),
        Refusal::PromptsFirst => (
            "提示、警告不足两次。请再次提示，或写明认定的理由。",
            "Fewer than two prompts or warnings were given. Prompt again, or give the reason for the finding.",
        ),
        Refusal::NotWaiting => (
            "该人员已不在候审，不能呼叫或发通知。",
            "This person does not wait any more and cannot be rung or messaged.",
        ),
        Refusal::NotOnline => (
            "该人员不在线。请按案卷登记的电话联系。",
            "This person is not online. Phone the number in the case file.",
        ),
        Refusal::RungJustNow => (
            "刚刚呼叫过，请二十秒后再呼叫。",
            "This person was rung just now. Ring again after twenty seconds.",
        ),
        Refusal::NoSuchStep => (
            "按照本案程序，现在不能进行这一步。请先完成前面的阶段，或者选择其他阶段。",
            "The procedure of this case does not allow this now. Finish the stages before it, or choose another.",
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
        // the bench
        Refusal::NotChallengeable => (
            "不能申请此人回避。可以申请审判人员、法官助理、书记员、翻译人员和鉴定人回避；刑事案件还可以申请公诉人回避。",
            "Recusal cannot be asked of this person. It can of judges, assistants, clerks, interpreters and experts, and in a criminal case of the prosecutor.",
        ),
        Refusal::NoSuchRecusal => ("没有这件回避申请。", "There is no such application."),
        Refusal::NotTheDecider => (
            "此人的回避不由所选的人决定，请重新选择。",
            "Somebody else decides on this person. Choose again.",
        ),
        Refusal::ObjectionOpen => (
            "您上一次的异议还没有处理。请等法官决定，或者先撤回。",
            "Your last objection is not ruled on yet. Wait for the ruling, or withdraw it.",
        ),
        Refusal::IssuesChanged => (
            "争议焦点刚刚改过。请看过新的内容再答复。",
            "The issues have just been changed. Read them again, then answer.",
        ),
        Refusal::NobodyHasFloor => (
            "现在没有人发言。请先请人发言，再设限时。",
            "Nobody has the floor. Give it first, then set a limit.",
        ),
        Refusal::ApprovalWanted => (
            "罚款、拘留须经院长批准，请填写批准文号。",
            "A fine or a detention wants the president’s approval. Enter its number.",
        ),
        Refusal::OverTheLimit => (
            "超出法律规定的限度，请核对金额或者天数。",
            "This is beyond what the law allows. Check the amount or the days.",
        ),
        Refusal::PlaceWanted => ("请填写到庭地点。", "Enter where the person is to come."),
        Refusal::HeardInPerson => (
            "该人员已转为线下参加庭审。要恢复在线，请在其席位的“更多”中办理。",
            "This person is heard in person. To bring them back online, see “More” of the seat.",
        ),
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
        Refusal::LineHeld { .. } => (
            "他人正在修改这一行，请稍候再改。",
            "Somebody else is writing in this line. Try again in a moment.",
        ),
        Refusal::ProposalGone => (
            "这句识别结果已被处理或已失效；您的文字仍在输入框内，可直接入笔录。",
            "That sentence was taken, left or is gone. Your words are in the box and can go on record as they are.",
        ),
        Refusal::SpeakersDiffer => (
            "两行的发言人不同，不能合并。请先改正发言人。",
            "The two lines have different speakers and are not joined. Correct the speaker first.",
        ),
        Refusal::NotTheTextOnRecord => (
            "笔录已有改动，请重新阅读后签名。",
            "The transcript has changed. Read it again, then sign.",
        ),
        Refusal::ReadFirst => (
            "请先读完笔录并确认。",
            "Read the transcript to the end and confirm first.",
        ),
        Refusal::SignerHasRefused => (
            "他已经拒绝签名，别人不能代他改变。请记明拒签，或者由他在自己的设备上改签。",
            "This person has refused to sign, and nobody changes that for him. Note the refusal, or let him sign on his own device.",
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
        Refusal::PanelAlone => (
            "合议不公开，其他人员不能进入，合议内容也不能改作其他笔录。",
            "Deliberation is secret: nobody else comes in, and nothing of it is opened under another name.",
        ),
        Refusal::OthersInside => (
            "还有不应在场的人员在内，请先请其退出。",
            "Somebody is inside who may not be there for this. Ask him to leave first.",
        ),
        Refusal::RecordingIncomplete => (
            "录音录像有中断或缺失，不能替代笔录。请由审判长改为签名笔录。",
            "The recording has a gap, and cannot take the transcript’s place. The presiding judge turns back to the transcript.",
        ),
        Refusal::RecordingUnfinished => (
            "录音录像文件还在收尾、计算校验值。全部完成前不能开放签名，请稍候再按；几分钟后仍未完成的，请技术人员查看服务器，或者由审判长改为签名笔录。",
            "The last files of the recording are still being finished and hashed. Signing opens when all of them are: wait a moment and press again. If that takes minutes, have the technician look at the server, or the presiding judge turns back to the transcript.",
        ),
        Refusal::SignOffNotOpen => (
            "还没有开放核对签名。书记员开放后，这里会显示全文。",
            "Signing is not open yet. Once the clerk opens it, the full text is shown here.",
        ),
        Refusal::SignOffFinished => ("核对签名已经结束。", "Signing is finished."),
        Refusal::NotHeldByYou => (
            "这不是您提交或者出示的。请由提交人或者出示人操作。",
            "This was filed or shown by somebody else. It is for that person to do.",
        ),
        Refusal::ExhibitWithdrawn => ("该证据已撤回。", "This exhibit has been withdrawn."),
        Refusal::LateReasonWanted => (
            "举证期限已过或已经开庭，请说明逾期理由。",
            "The time for evidence has passed. Say why it comes late.",
        ),
        Refusal::LateUndecided => (
            "这件证据逾期提交，法庭尚未决定是否采纳。",
            "This exhibit came late; the court has not decided whether to allow it.",
        ),
        Refusal::LateNotAdmitted => (
            "这件证据逾期提交，法庭决定不予采纳，不能出示。",
            "This exhibit came late and the court has not allowed it; it cannot be shown.",
        ),
        Refusal::NotLate => ("这件证据没有逾期。", "This exhibit was filed in time."),
        Refusal::GroundDoesNotFit => (
            "所选依据与核对结果不符，请重新选择。",
            "That ground does not lead to that finding. Choose again.",
        ),
        Refusal::BadParticulars => (
            "填写的时间、份数或选项不成立，请检查后重试。时间应在当前时间之后。",
            "A time, number or choice cannot be. Times must lie ahead.",
        ),
        Refusal::NoChainRecord => (
            "尚未填写区块链存证信息。",
            "No blockchain record has been stated.",
        ),
        Refusal::HearingHasBegun => (
            "已经开庭，不能再修改。",
            "The hearing has begun; this can no longer be changed.",
        ),
        Refusal::UndertakingWanted => (
            "请先签署保密承诺书。",
            "Sign the confidentiality undertaking first.",
        ),
        Refusal::NothingPlays => (
            "当前出示的不是音频或视频。",
            "What is on show is neither sound nor film.",
        ),
        Refusal::CannotPresent => (
            "该席位不能操作出示：不在法庭内、无权查看，或只旁听。",
            "The pages cannot be handed to this seat: not in the courtroom, not allowed to see the exhibit, or only watching.",
        ),
        Refusal::NoSuchMark => (
            "没有这处批注，或已擦除。",
            "There is no such mark, or it has been erased.",
        ),
        Refusal::PartyHasSpoken => (
            "他已经自己提交了质证意见。当庭口头变更的，请由他自己修改，或者记入笔录。",
            "This person has given an opinion in writing. What is changed aloud he changes himself, or it goes into the transcript.",
        ),
        Refusal::NotOnShow => (
            "只能在正在出示的证据上批注。",
            "In court, marks are drawn on the exhibit on show.",
        ),
        Refusal::CannotCompare => (
            "请另选一件有页面的证据对照。",
            "Choose another exhibit that has pages to compare with.",
        ),
        Refusal::BadPage => (
            "这件证据没有这一页，请核对页码。",
            "This exhibit has no such page. Check the number.",
        ),
        Refusal::BadHash => (
            "收到的文件与您选择的不一致，请重新上传。",
            "What arrived is not the file you chose: its hash differs. Upload it again.",
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
        Refusal::NotOnTape => (
            "这一刻没有录音录像，当时可能休庭或者录制中断。请换一行收听。",
            "Nothing was recorded at that moment, perhaps in a break. Choose another line.",
        ),
        Refusal::NoSuchGap => (
            "没有从这一刻开始的未录制时段。",
            "No time that was not recorded began then.",
        ),
        Refusal::LimitReached => (
            "本次庭审中您提交此项的次数已达上限，请当庭口头提出，由书记员记录。",
            "You have sent as many of these as one person may in this hearing. Say it aloud; the clerk writes it down.",
        ),
        Refusal::BeforeTheCourt => (
            "法庭已就该证据作出认证，或正由他人出示，请当庭申请撤回。",
            "The court has ruled on this exhibit, or somebody else shows it. Ask the court aloud to withdraw it.",
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
        Trouble::MistypedCode => (
            "末位是校验码，和前八位对不上。请对照通知，三位一组再看一遍；容易看错的是1和7、6和8。",
            "The last digit checks the others and does not match. Compare with your notice in groups of three; 1 and 7, 6 and 8 are easily confused.",
        ),
        Trouble::Removed => (
            "您已被责令退出本次庭审，链接和庭审码都已停用。如有疑问，请致电法院。",
            "You were ordered to leave this hearing; its link and code are switched off. If in doubt, phone the court.",
        ),
        Trouble::HearingOver => (
            "这次庭审已经结束，不用再进入。要看笔录或者文书，请联系书记员。",
            "This hearing is over; there is nothing left to enter. For its record or judgment, ask the clerk.",
        ),
        Trouble::Expired => (
            "用来换设备的链接和二维码十分钟内有效，请在原来的设备上重新生成；其他链接和庭审码过期的，请联系书记员重新发送。",
            "A link or picture for another device is good for ten minutes: make a new one on the first device. For any other link or code, ask the clerk for a new one.",
        ),
        Trouble::Used => (
            "用来换设备的链接和二维码只能用一次。请在原来的设备上重新生成，或使用法院发给您的链接、庭审码。",
            "A link or picture for another device opens once. Make a new one on the first device, or use the link or code that the court sent you.",
        ),
        Trouble::Withdrawn => (
            "取消登记后，原来的链接和庭审码不再有效。还想旁听的，请在开庭公告中重新登记。",
            "With the registration its link and code have ended. To watch after all, register anew from the announcements.",
        ),
        Trouble::TooManyTries => (
            "尝试次数过多，请一分钟后再试。",
            "Too many tries. Wait a minute, then try again.",
        ),
        Trouble::NoSession => (
            "登录已失效，请重新打开链接。",
            "Your entry has lapsed. Open your link again.",
        ),
        Trouble::SeatHeld => (
            "您的席位正在另一台设备上使用，请在那台设备上操作，或在这里重新入席。",
            "Your seat is in use on another device: do it there, or take the seat here first.",
        ),
        Trouble::TooSlow => (
            "网络太慢，没有传完，请再试一次。",
            "The line is too slow, it did not all arrive. Please try again.",
        ),
        Trouble::ForeignOrigin => (
            "请从法院发送的网址进入。",
            "Enter by the address the court sent you.",
        ),
        Trouble::NotPermitted => (
            "您无权查看或进行这一操作。如有疑问，请联系书记员。",
            "This is not for you to see or do. If in doubt, call the clerk.",
        ),
        Trouble::NoSuchHearing => (
            "没有这次庭审。请重新打开法院发给您的链接。",
            "There is no such hearing. Open the link that the court sent you again.",
        ),
        Trouble::NoSuchExhibit => (
            "没有这件证据，或您无权查看。",
            "There is no such exhibit, or it is not for you to see.",
        ),
        Trouble::NotYet => (
            "还不能进行，请稍候再试。",
            "Not yet. Try again in a moment.",
        ),
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
        Trouble::MayNotObserve => (MAY_NOT_OBSERVE_ZH, MAY_NOT_OBSERVE),
        Trouble::MinorNotPermitted => (MINOR_ZH, MINOR),
        Trouble::AlreadyRegistered => (
            "这个姓名和证件已经登记过。请用登记时得到的庭审码或链接进入；找不到了，请联系书记员。",
            "This name and document are registered already. Enter with the code or link you were given then; if you have lost it, call the clerk.",
        ),
        Trouble::QueueFull => (
            "这场庭审登记的人太多，候补也已满。您可以旁听其他庭审，或过一阵再看有没有空位。",
            "Too many have registered for this hearing; the queue is full as well. Choose another hearing, or look again later.",
        ),
        Trouble::QuotaUsed => (
            "您提交的文件已达到本案上限，请联系书记员。",
            "You have filed as much as one person may in this hearing. Ask the clerk.",
        ),
        Trouble::OfficeFile => (
            "法庭不接收 Word、Excel、PowerPoint 等文件。请在原来的软件中导出或另存为 PDF，再提交 PDF。",
            "Word, Excel, PowerPoint and the like are not taken. Export the file as PDF in its own program, then file the PDF.",
        ),
        Trouble::WrongOffset => (
            "上传的位置不一致，请再次提交，会从已收到的部分继续。",
            "The upload lost its place. Send it again; it goes on from what has come.",
        ),
        Trouble::UndertakingWanted => (
            "这件证据仅供代理人与专家查看，请先签署保密承诺书。",
            "This exhibit is for counsel and experts only. Sign the confidentiality undertaking first.",
        ),
        Trouble::FileLost => (
            "这个文件已入卷，但法院的存储中找不到原件。请联系书记员；原提交人可以重新提交同一文件。",
            "This file is on record, but the court’s storage has lost it. Tell the clerk; whoever filed it can bring the same file again.",
        ),
        Trouble::FileAltered => (
            "法院存储的这个文件与提交时的校验值不一致，不予提供。请告知书记员；原提交人可以重新提交同一文件。",
            "What the court’s storage holds is not the file that was filed: its hash differs. It is not given out. Tell the clerk; whoever filed it can bring the same file again.",
        ),
        Trouble::NotOnTape => (
            "这一刻没有录音录像，当时可能休庭或者录制中断。请换一行收听。",
            "Nothing was recorded at that moment, perhaps in a break. Choose another line.",
        ),
        Trouble::NothingFiled => (
            "您还没有提交证据，没有可以下载的收据。",
            "You have filed nothing yet; there is no receipt.",
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
        Trouble::NoSuchPlace => (
            "没有这个页面，请返回入口。",
            "There is no such page. Go back to the entrance.",
        ),
        Trouble::Unreachable => (
            "无法连接法院系统，请检查网络后重试。",
            "The court cannot be reached. Check your network and try again.",
        ),
    };
    say(zh, en)
}

/// CR 9; which ground it is, is not said.
const MAY_NOT_OBSERVE_ZH: &str = "您不能旁听这场庭审。证人、鉴定人和准备出庭的专家，案件的参加人，以及被责令退出的人，不能旁听。认为弄错了，请联系书记员。";
const MAY_NOT_OBSERVE: &str = "You cannot watch this hearing. Witnesses, experts, others who take part in the case, and people who were ordered to leave may not watch. If this is a mistake, call the clerk.";
const MINOR_ZH: &str = "未满十八周岁的，要经法院准许才能旁听。请由监护人联系书记员。";
const MINOR: &str = "Under eighteen, you need leave of the court to watch. Please have a parent or guardian call the clerk.";

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
