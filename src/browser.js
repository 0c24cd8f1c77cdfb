// Before the app: can this browser hold a hearing? Said before anybody begins, with what to do.
// Old language on purpose: this file has to run where nothing else does.
(function () {
  "use strict";
  // What the court cannot do without, each with the test for it: the first four for any page at all, the others for a hearing.
  // One list, measured in the browser itself: no version numbers.
  var NEEDS = [
    { zh: "运行法庭页面（WebAssembly）", en: "running the court's page (WebAssembly)", has: function () { return typeof WebAssembly === "object" && typeof WebAssembly.instantiate === "function"; } },
    { zh: "与法庭保持连线（WebSocket）", en: "a standing line to the court (WebSocket)", has: function () { return typeof WebSocket === "function"; } },
    { zh: "保存您填写的内容", en: "keeping what you enter", has: function () { try { return !!window.indexedDB && !!window.sessionStorage && !!window.localStorage; } catch (refused) { return false; } } },
    { zh: "显示法庭的对话框", en: "showing the court's questions", has: function () { return typeof HTMLDialogElement === "function"; } },
    { zh: "安全连接（网址以 https 开头）", en: "a secure connection (the address begins with https)", has: function () { return window.isSecureContext === true && !!(window.crypto && crypto.subtle); } },
    { zh: "音视频通话（WebRTC）", en: "sound and picture (WebRTC)", has: function () { return typeof RTCPeerConnection === "function"; } },
    { zh: "请求使用摄像头和麦克风", en: "asking for camera and microphone", has: function () { return !!(navigator.mediaDevices && navigator.mediaDevices.getUserMedia); } },
  ];
  var FOR_ANY_PAGE = 4;
  // Browsers inside other apps: most keep camera and microphone to themselves, or drop the line when one looks away.
  // The only list of them: the app reads from data-inside what is found here.
  var INSIDE = [
    { mark: /MicroMessenger|wxwork/i, zh: "微信", en: "WeChat" },
    { mark: /\bQQ\//i, zh: "QQ", en: "QQ" },
    { mark: /DingTalk/i, zh: "钉钉", en: "DingTalk" },
    { mark: /Lark|Feishu/i, zh: "飞书", en: "Feishu" },
    { mark: /AlipayClient/i, zh: "支付宝", en: "Alipay" },
    { mark: /Weibo/i, zh: "微博", en: "Weibo" },
    { mark: /aweme|NewsArticle/i, zh: "抖音或今日头条", en: "Douyin or Toutiao" },
    { mark: /baiduboxapp/i, zh: "百度", en: "Baidu" },
  ];

  var words = {
    zh: {
      other: "English",
      unfit: "这个浏览器不能开庭",
      lacks: "法庭需要、而它没有的：",
      best: "请换用下面任何一种的新版本：Chrome、Edge、Firefox、Safari；手机上还有系统自带的浏览器。换好后，打开法院发给您的同一个链接。",
      inside: function (app) { return "请换到浏览器里打开"; },
      insideLead: function (app) { return "您正在" + app + "里打开法庭。填写没有问题，但在这里开庭，摄像头、麦克风常常用不了，也容易断线。"; },
      steps: ["点右上角的“…”。", "选“在浏览器打开”或“用默认浏览器打开”。", "没有这一项，就点下面的“复制链接”，贴到浏览器里。"],
      copy: "复制链接",
      copied: "已复制，请贴到浏览器的地址栏",
      byHand: "这里不能自动复制，请长按选中下面的网址：",
      fillOnly: "先在这里填写",
      phone: "打电话问法院 ",
    },
    en: {
      other: "中文",
      unfit: "This browser cannot hold a hearing",
      lacks: "What the court needs and it lacks:",
      best: "Please use a recent version of any of these: Chrome, Edge, Firefox, Safari; on a phone the system's own browser, too. Then open the same link that the court sent you.",
      inside: function () { return "Open this in your browser"; },
      insideLead: function (app) { return "You opened the court inside " + app + ". Forms work here, but camera and microphone often do not, and the line is easily lost."; },
      steps: ["Tap “…” at the top right.", "Choose “Open in browser”.", "If it is not there, press “Copy the link” below and paste it into your browser."],
      copy: "Copy the link",
      copied: "Copied: paste it into your browser's address bar",
      byHand: "It cannot be copied here; hold your finger on this address to select it:",
      fillOnly: "Fill in the forms here first",
      phone: "Phone the court: ",
    },
  };

  var chosen = null;

  function language() {
    if (chosen) return chosen;
    var kept = null;
    try { kept = localStorage.getItem("kaiting.language"); } catch (refused) { kept = null; }
    if (/[?&]lang=en/.test(location.search)) return "en";
    if (/[?&]lang=zh/.test(location.search)) return "zh";
    if (kept) return kept === "en" || kept === '"en"' ? "en" : "zh";
    var spoken = navigator.languages || [navigator.language];
    for (var at = 0; at < spoken.length; at += 1) {
      var known = /^(en|zh)(-|$)/i.exec(spoken[at]);
      if (known) return known[1].toLowerCase();
    }
    return "zh";
  }

  function put(parent, name, text) {
    var element = document.createElement(name);
    if (text) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }

  function press(parent, act, text, work) {
    var button = put(parent, "button", text);
    button.type = "button";
    button.className = "press";
    button.setAttribute("data-act", act);
    button.setAttribute("data-ready", "");
    button.onclick = work;
    return button;
  }

  // The link works in another browser only with its token, which is still in the address.
  function copy(say, area) {
    function byHand() {
      say.textContent = words[language()].byHand;
      var address = put(area, "p", location.href);
      address.className = "unfit-address";
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(location.href).then(function () { say.textContent = words[language()].copied; }, byHand);
  }

  // Kept as the app keeps it, which may run behind this page already: then by its own key.
  function turn(old) {
    chosen = language() === "en" ? "zh" : "en";
    var keys = document.querySelectorAll('[data-act="language"]');
    var own = [].filter.call(keys, function (key) { return !old.contains(key); })[0];
    if (own) own.click();
    else {
      try { localStorage.setItem("kaiting.language", chosen === "en" ? '"en"' : '"zh-CN"'); } catch (refused) { /* for this page, then */ }
      var asked = location.search.replace(/lang=(en|zh)/, "lang=" + chosen);
      if (asked !== location.search) history.replaceState(null, "", location.pathname + asked + location.hash);
    }
    document.body.removeChild(old);
    start();
    document.querySelector('.unfit [data-act="language"]').focus();
  }

  function page(kind, title) {
    var main = document.createElement("main");
    main.className = "unfit";
    main.setAttribute("data-place", kind);
    document.documentElement.lang = language() === "en" ? "en" : "zh-CN";
    var tools = put(main, "p");
    tools.className = "unfit-tools";
    press(tools, "language", words[language()].other, function () { turn(main); }).className += " press--quiet press--dense";
    var heading = put(main, "h1", title);
    heading.tabIndex = -1;
    return main;
  }

  function phone(main, say) {
    var meta = document.querySelector("meta[name=kaiting-phone]");
    var number = meta ? meta.getAttribute("content") : "";
    if (!number || number.indexOf("{") >= 0) return;
    var link = put(put(main, "p"), "a", say.phone + number);
    link.href = "tel:" + number.replace(/[^0-9+]/g, "");
  }

  function show(main) {
    document.body.setAttribute("data-unfit", "");
    document.body.insertBefore(main, document.body.firstChild);
    main.querySelector("h1").focus();
  }

  function start() {
    var say = words[language()];
    var lacking = NEEDS.filter(function (need) { return !need.has(); });
    var inside = INSIDE.filter(function (app) { return app.mark.test(navigator.userAgent); })[0];
    if (inside) document.documentElement.setAttribute("data-inside", inside.en);
    if (!inside && !lacking.length) return;
    var main, list;
    if (inside) {
      main = page("messenger", say.inside());
      put(main, "p", say.insideLead(inside[language()]));
      list = put(main, "ol");
      say.steps.forEach(function (step) { put(list, "li", step); });
    } else {
      main = page("unfit", say.unfit);
      put(main, "p", say.lacks);
      list = put(main, "ul");
      lacking.forEach(function (need) { put(list, "li", need[language()]); });
      put(main, "p", say.best);
    }
    var acts = put(main, "p");
    acts.className = "unfit-acts";
    var told = put(main, "p");
    told.setAttribute("role", "status");
    press(acts, "copy-link", say.copy, function () { copy(told, main); });
    // Forms need no camera: who only fills them in may stay. Without the rest there is no page to stay on.
    var essential = lacking.some(function (need) { return NEEDS.indexOf(need) < FOR_ANY_PAGE; });
    if (!essential) {
      press(acts, "fill-only", say.fillOnly, function () {
        document.body.removeAttribute("data-unfit");
        document.body.removeChild(main);
      });
    }
    phone(main, say);
    show(main);
  }

  start();
})();
