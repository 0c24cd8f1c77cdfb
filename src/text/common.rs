//! Words that several places share.

super::words! {
    kaiting: "开庭", "Kaiting";
    cancel: "取消", "Cancel";
    close: "关闭", "Close";
    reason: "理由", "Reason";
    loading: "正在打开…", "Opening…";
    pending: "正在提交…", "Sending…";
    try_again: "重试", "Try again";
    light_or_dark: "切换明暗", "Light or dark";
    language_name: "English", "中文";
    to_main: "跳到主要内容", "Skip to the main part";
    reconnecting: "网络中断，正在重新连接。您已提交的内容都在。", "The line is lost; reconnecting. Everything you sent is kept.";
    connecting: "正在连接法庭…", "Connecting to the court…";
    taken_over: "您的席位已在另一台设备上打开，本页已停止。", "Your seat is open on another device; this page has stopped.";
    removed: "您已被责令退出法庭。如有疑问，请联系书记员。", "You have been removed from the hearing. If in doubt, call the clerk.";
    session_over: "登录已失效，请重新打开法院发给您的链接。", "Your entry has lapsed. Open the link the court sent you again.";
    use_here: "在本设备上继续", "Use this device";
    back_to_door: "返回入口", "Back to the entrance";
}
