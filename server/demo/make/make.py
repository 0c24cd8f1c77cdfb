#!/usr/bin/env python3
"""Makes the exhibits of the demonstration cases. Needs chromium, qpdf, ImageMagick, ffmpeg, espeak-ng, and the Noto CJK fonts.

Nothing in them is real: no person, account, hash or receipt. Run it in this folder; it writes into the folders beside it.
"""
import hashlib, pathlib, subprocess, tempfile

HERE = pathlib.Path(__file__).parent.resolve()
OUT = HERE.parent
WORK = pathlib.Path(tempfile.mkdtemp())
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={WORK}/profile"]


def page(name, body, css="page.css"):
    path = WORK / f"{name}.html"
    style = (HERE / css).read_text()
    path.write_text(f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{name}</title><style>{style}</style>{body}')
    return path


def pdf(target, body, css="page.css"):
    source = page(pathlib.Path(target).stem, body, css)
    raw = WORK / "raw.pdf"
    subprocess.run([*CHROMIUM, "--no-pdf-header-footer", f"--print-to-pdf={raw}", source.as_uri()], check=True, capture_output=True)
    # Object streams stay off: a page count then needs no PDF reader.
    subprocess.run(["qpdf", "--recompress-flate", "--compression-level=9", "--object-streams=disable", "--deterministic-id", str(raw), str(OUT / target)], check=True)


def shot(target, body, css, size):
    source = page(pathlib.Path(target).stem, body, css)
    raw = WORK / "raw.png"
    subprocess.run([*CHROMIUM, "--hide-scrollbars", "--force-device-scale-factor=2", f"--window-size={size}", f"--screenshot={raw}", source.as_uri()],
                   check=True, capture_output=True)
    return raw


def rows(pairs):
    return "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in pairs) + "</table>"


def chat(other, clock, *parts):
    """One screen of a chat. A part is ("when", text), ("me"|"they", text) or ("me-pay"|"they-pay", sum, remark)."""
    me, they = ("林" if other == "周以宁" else "周"), other[0]
    html = []
    for kind, *text in parts:
        if kind == "when":
            html.append(f'<div class="when">{text[0]}</div>')
            continue
        mine = kind.startswith("me")
        face = me if mine else they
        inner = f'<span class="pay">{text[0]}<i>{text[1]}</i></span>' if kind.endswith("pay") else f"<span>{text[0]}</span>"
        html.append(f'<div class="m{" me" if mine else ""}"><b>{face}</b>{inner}</div>')
    return (f'<div class="screen"><div class="bar"><span>{clock}</span><span>5G ▮▮▮▯ 64%</span></div>'
            f'<div class="head">{other}</div>{"".join(html)}</div>')


def iou():
    body = """<style>body{background:#6d5a46;width:620px;height:820px;overflow:hidden}
      .paper{position:absolute;left:52px;top:46px;width:512px;height:720px;background:#fbf8ee;padding:54px 48px;transform:rotate(-1.6deg);
        box-shadow:0 10px 30px #0008;font:21px/2.05 "AR PL UKai CN","Noto Serif CJK SC",serif;color:#1d2a5c}
      h2{text-align:center;letter-spacing:.6em;font-weight:500}p{text-indent:2em;margin:0 0 .4em}.r{text-align:right;text-indent:0}
      .print{position:absolute;right:150px;bottom:118px;width:40px;height:54px;border-radius:48%;background:repeating-radial-gradient(#c33 0 1.4px,#c3333355 1.4px 3.4px);opacity:.6;transform:rotate(14deg)}</style>
      <div class="paper"><h2>借条</h2><p>今借到林知远人民币贰拾万元整（￥200,000元），年利率百分之八，借期一年，
      自二〇二五年三月十二日起至二〇二六年三月十一日止，到期一次还本付息。</p><p>此据。</p><br>
      <p class="r">借款人：周以宁</p><p class="r">二〇二五年三月十二日</p><div class="print"></div></div>"""
    raw = shot("p1", body, "phone.css", "620,820")
    subprocess.run(["convert", str(raw), "-resize", "1240x", "-distort", "Perspective",
                    "0,0 18,26 1240,0 1218,4 0,1640 0,1616 1240,1640 1240,1630", "-attenuate", ".12", "+noise", "Gaussian", "-strip", "-quality", "62",
                    str(OUT / "g1/p1-iou.jpg")], check=True)


def bank():
    body = "<h1>银行电子回单</h1>" + rows([
        ("回单编号", "2025031200188017（演示）"), ("交易时间", "2025年03月12日 10:42:16"), ("付款人", "林知远"),
        ("付款账号", "6200 **** **** 0417"), ("收款人", "周以宁"), ("收款账号", "6200 **** **** 8823"),
        ("金额（小写）", "￥188,000.00"), ("金额（大写）", "人民币壹拾捌万捌仟元整"), ("用途 / 附言", "借款"), ("交易渠道", "手机银行"), ("状态", "交易成功"),
    ]) + '<div class="seal">演示银行<br>电子回单<br>专用章</div><p class="note">本回单为演示案件 G1 虚构材料，不对应任何真实银行、账户或交易。</p>'
    pdf("g1/p2-bank-receipt.pdf", body)


def plaintiff_chat():
    o = "周以宁"
    pdf("g1/p3-chat.pdf", "".join([
        chat(o, "20:31", ("when", "2025年3月9日 20:14"), ("they", "知远，店里周转差一口气，能不能先借我二十万，一年就还。"), ("me", "利息怎么算？"), ("they", "按百分之八，写借条。"), ("me", "行，我看看手头的钱。")),
        chat(o, "09:20", ("when", "2025年3月12日 09:02"), ("me", "借条写好了吗？"), ("they", "写好了，按了手印。"), ("me", "上午在何阿姨店里见，当面给你。"), ("they", "好，十点到。")),
        chat(o, "10:50", ("when", "2025年3月12日 10:43"), ("me", "转过去了，查一下。"), ("they", "收到了，谢谢。"), ("me", "借条原件放我这里。"), ("they", "嗯。")),
        chat(o, "21:08", ("when", "2025年9月28日 20:55"), ("me", "以宁，店里怎么样？明年三月到期，心里有个数。"), ("they", "生意淡，我尽量。"), ("me", "有难处早点说。")),
        chat(o, "18:33", ("when", "2025年11月20日 18:20"), ("they-pay", "￥30,000.00", "转账 · 已收款"), ("they", "先还三万。"), ("me", "收到，先算利息。"), ("when", "2025年11月20日 18:31"), ("they", "回头再说。")),
        chat(o, "12:16", ("when", "2026年3月15日 12:05"), ("me", "借款到期了，什么时候还？"), ("they", "再宽限两个月。"), ("me", "本金二十万和剩下的利息，我等你一句准话。"), ("they", "钱没有给足，我们得当面算。"), ("me", "那就按借条来。")),
    ]), "phone.css")


def defendant_chat():
    o = "林知远"
    pdf("g1/d2-chat.pdf", "".join([
        chat(o, "10:40", ("when", "2025年3月12日 10:36"), ("they", "钱我准备好了。"), ("me", "好的，麻烦了。"), ("they", "扣掉利息一万二，给你打18万8。"), ("me", "啊？不是说到期一起付吗"), ("they", "先扣一部分，后面好算。")),
        chat(o, "10:52", ("when", "2025年3月12日 10:44"), ("they", "转过去了，查一下。"), ("me", "收到了，谢谢。18万8。"), ("they", "嗯，借条写二十万。"), ("me", "……行吧。")),
    ]), "phone.css")


def transfer():
    body = """<style>body{background:#f4f4f2;width:390px;height:720px;overflow:hidden}.c{text-align:center;padding:96px 24px 0}.ok{width:64px;height:64px;margin:0 auto 20px;border-radius:50%;background:#3f9a57;color:#fff;font-size:40px;line-height:62px}
      .s{font-size:40px;font-weight:600;margin:14px 0 44px}dl{display:grid;grid-template-columns:auto 1fr;gap:12px 24px;text-align:left;font-size:15px;margin:0 8px}dt{color:#888}dd{margin:0;text-align:right}</style>
      <div class="bar"><span>18:22</span><span>5G ▮▮▮▮ 71%</span></div><div class="c"><div class="ok">✓</div>林知远已收款<div class="s">￥30,000.00</div>
      <dl><dt>转账说明</dt><dd>还款</dd><dt>转账时间</dt><dd>2025年11月20日 18:20:07</dd><dt>收款时间</dt><dd>2025年11月20日 18:21:40</dd><dt>付款人</dt><dd>周以宁</dd><dt>转账单号</dt><dd>100005（演示）2511200030000</dd></dl></div>"""
    raw = shot("d1", body, "phone.css", "390,720")
    subprocess.run(["convert", str(raw), "-strip", "-colors", "128", str(OUT / "g1/d1-transfer.png")], check=True)


def preservation():
    digest = hashlib.sha256((OUT / "g1/d2-chat.pdf").read_bytes()).hexdigest()
    body = "<h1>电子数据存证记录</h1>" + rows([
        ("存证编号", "DEMO-2026-0318-000217"), ("申请人", "周以宁"), ("存证名称", "微信聊天记录（2025年3月12日，共2页）"), ("存证时间", "2026年03月18日 15:07:42（UTC+8）"),
        ("SHA-256", f'<span class="mono">{digest}</span>'), ("区块高度", "4,218,306（演示链）"),
        ("交易哈希", f'<span class="mono">0x{hashlib.sha256(digest.encode()).hexdigest()}</span>'), ("核验结果", "校验一致：提交文件的哈希值与链上记录相同"),
        ("说明", "区块链存储的电子数据上链后未经篡改的，可以推定；上链前的真实性另行审查（《人民法院在线诉讼规则》第十六条至第十八条）。"),
    ]) + '<p class="note">本记录为演示案件 G1 虚构材料，不对应任何真实存证平台或区块链；SHA-256 为证据 D2 文件的真实哈希值。</p>'
    pdf("g1/d3-preservation.pdf", body)


def call():
    """A call of 2 min 14 s between two synthetic voices."""
    lines = [
        ("l", "喂，以宁，是我，知远。"), ("z", "哦，知远，你说。"),
        ("l", "借款三月十一号就到期了，现在已经四月份了，你看什么时候能还？"), ("z", "我知道，我知道。店里这几个月实在是没有什么进账。"),
        ("l", "去年十一月你还了三万，剩下的一直没有动静。"), ("z", "那三万是还你的本金，我转账的时候写了还款。"),
        ("l", "借条上写着年利率百分之八，先还的当然算利息。"), ("z", "利息你一开始就扣掉了，我到手只有十八万八。"),
        ("l", "差的那一万二，我是当面给你的现金，何阿姨也在。"), ("z", "什么现金？我没有收到过。"),
        ("l", "那天上午在何阿姨店里，一个信封，你再想一想。"), ("z", "信封是信封，里面是什么我记不得了。"),
        ("l", "好，先不说这个。欠钱这件事你认不认？"), ("z", "欠钱我认，我没有说不还。就是数目要算清楚。"),
        ("l", "那你打算怎么还？"), ("z", "下个月先给你两万，后面分期，行不行？"),
        ("l", "分期可以谈，但是要写下来，几月几号还多少。"), ("z", "行，我回头写一个给你。"),
        ("l", "上次你也说回头写，一直没有写。"), ("z", "这次一定写。我现在在进货，先挂了。"),
        ("l", "那我等你到这个月底。月底没有，我就只能去法院了。"), ("z", "你别急，好，月底之前给你回话。"),
        ("l", "好，再见。"), ("z", "再见。"),
    ]
    parts = []
    for at, (who, text) in enumerate(lines):
        raw = WORK / f"line{at}.wav"
        pitch, speed = ("38", "150") if who == "l" else ("66", "158")
        subprocess.run(["espeak-ng", "-v", "cmn", "-p", pitch, "-s", speed, "-w", str(raw), text], check=True)
        parts.append(raw)
    length = 134.0
    spoken = sum(float(subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(p)], check=True, capture_output=True, text=True).stdout)
                 for p in parts)
    gap = max((length - spoken) / len(parts), 0.05)
    inputs = [arg for p in parts for arg in ("-i", str(p))]
    padded = "".join(f"[{i}:a]aresample=16000,apad=pad_dur={gap:.3f}[p{i}];" for i in range(len(parts)))
    joined = "".join(f"[p{i}]" for i in range(len(parts))) + f"concat=n={len(parts)}:v=0:a=1,highpass=f=300,lowpass=f=3400[v];"
    noise = f"anoisesrc=d={length}:c=pink:a=0.004:r=16000[n];[v][n]amix=inputs=2:duration=first:normalize=0,apad=whole_dur={length}[out]"
    subprocess.run(["ffmpeg", "-y", "-v", "error", *inputs, "-filter_complex", padded + joined + noise, "-map", "[out]", "-t", str(length), "-ac", "1",
                    "-c:a", "libopus", "-b:a", "10k", "-application", "voip", "-map_metadata", "-1", str(OUT / "g1/p4-call.ogg")], check=True)


def papers(case, note, all_of_them):
    """One PDF for each: name, title, and pages of rows."""
    for name, title, *pages in all_of_them:
        body = "".join(f'<section><h1>{title}</h1>{rows(page)}<p class="note">演示案件 {case} 虚构材料。{note}</p></section>' for page in pages)
        pdf(f"{case.lower()}/{name}.pdf", body)


def drunk_driving():
    papers("G2", "不对应任何真实的人、车辆或案件。", [
        ("1-arrival", "到案经过", [("时间", "2026年11月18日21时40分"), ("地点", "清河路（虚构）"), ("经过", "民警例行检查时查获驾驶小型汽车的马骁，现场呼气检测后带至医院抽取血样。马骁配合检查，无逃避、抗拒情节。")]),
        ("2-breath", "呼气酒精检测单", [("被检测人", "马骁"), ("时间", "2026年11月18日21时46分"), ("结果", "161 mg/100ml"), ("签名", "马骁")]),
        ("3-blood-sample", "血样提取登记表", [("被提取人", "马骁"), ("时间", "2026年11月18日22时15分"), ("血样", "A、B 两管，各 5 ml，当场封存"), ("见证", "医务人员一名，执法记录仪全程记录")]),
        ("4-blood-alcohol", "血液酒精含量鉴定意见", [("送检样本", "A 管血样"), ("方法", "顶空气相色谱法"), ("鉴定意见", "乙醇含量 168.5 mg/100ml")]),
        ("5-licence", "驾驶证及车辆信息", [("姓名", "马骁"), ("准驾车型", "C1，有效"), ("车辆", "小型轿车，非营运，本人所有")]),
        ("7-confession", "被告人供述", [("时间", "2026年11月19日08时30分"), ("内容", "我叫马骁，一九九一年生。昨晚和朋友吃饭喝了白酒，开自己的车回家，被民警查获。我认罪认罚，愿意接受处罚。")]),
        ("8-plea", "认罪认罚具结书", [("时间", "2026年11月19日11时30分"), ("罪名", "危险驾驶罪"), ("量刑建议", "拘役一个月，缓刑二个月，并处罚金人民币四千元"), ("程序", "同意适用速裁程序"), ("签名", "马骁；辩护人叶衡在场见证")]),
        ("9-sentence", "量刑建议书", [("罪名", "危险驾驶罪"), ("情节", "血液酒精含量 168.5 mg/100ml；无事故；初犯；如实供述，认罪认罚"), ("建议", "拘役一个月，缓刑二个月，并处罚金人民币四千元")]),
    ])


def trade_secret():
    curve = lambda first, last: [("组号", "温度 / 保温时间 / 升温速率")] + [(f"第{n}组", f"{640 + 14 * n} ℃ / {18 + 2 * n} min / {4.5 + 0.3 * n:.1f} ℃·min⁻¹") for n in range(first, last + 1)]
    papers("G3", "不对应任何真实企业、技术或数据。", [
        ("a1-contract", "劳动合同与保密协议", [("甲方", "澜舟低温科技（北京）有限公司"), ("乙方", "沈砚"), ("岗位", "涂层工艺工程师"), ("保密范围", "低温阀座涂层的配方、烧结温度-时间曲线及其试验记录"), ("期限", "在职期间及离职后，至该信息公开为止")]),
        ("a2-training", "员工保密培训签到", [("时间", "2023年4月11日"), ("内容", "商业秘密分级与访问管理"), ("签到", "沈砚等二十三人")]),
        ("a3-access-log", "服务器访问日志", [("系统", "工艺数据服务器"), ("账号", "shen.y"), ("2024-05-28 19:41:06", "读取 /coating/valve-seat/sinter-curve-v7"), ("2024-05-28 19:43:22", "导出 12 组参数"), ("2024-05-31", "账号停用（离职）")]),
        ("a4-parameters", "低温阀座涂层烧结温度-时间曲线", [("密级", "仅代理人与专家"), ("说明", "本页为封面，参数见第2页、第3页")], curve(1, 6), curve(7, 12)),
        ("a5-test-report", "被诉产品检测报告", [("样品", "恒朔装备低温阀座，批号 HS-2506"), ("项目", "涂层显微结构、厚度、相组成"), ("结论", "与 A4 第7至12组参数烧结所得对照样一致")]),
        ("a6-expert-opinion", "鉴定意见", [("委托事项", "A4 第7至12组参数在 2024年5月前是否为公众所知悉"), ("意见", "第7组温度点见于公开文献；第8至12组的升温速率与保温时间组合未见公开")]),
        ("a7-revenue", "营收凭证", [("期间", "2023年1月至2025年12月"), ("产品", "低温阀座系列"), ("合计", "人民币 41,286,300 元"), ("密级", "仅法庭")]),
        ("b1-handover", "离职交接单", [("姓名", "沈砚"), ("日期", "2024年5月31日"), ("交接", "电脑、门禁卡、纸质资料均已交回"), ("签收", "人力资源部、工艺部")]),
        ("b2-literature", "公开文献三篇（摘录）", [("文献一", "低温密封件涂层综述，2019"), ("文献二 表2", "738 ℃，保温 32 min（与第7组温度点相同）"), ("文献三", "钴基涂层热处理制度，2021")]),
        ("b3-own-research", "自主研发记录", [("项目", "HS 低温阀座涂层"), ("2024-09-14", "试烧第3批，炉温 730 ℃"), ("2024-11-02", "试烧第9批，炉温 752 ℃，开裂"), ("2025-02-20", "定型")]),
    ])


if __name__ == "__main__":
    for case in ("g1", "g2", "g3"):
        (OUT / case).mkdir(exist_ok=True)
    iou(); bank(); plaintiff_chat(); transfer(); defendant_chat(); preservation(); call()
    drunk_driving(); trade_secret()
    for made in sorted(OUT.glob("g[123]/*")):
        print(f"{made.stat().st_size:8} {made.relative_to(OUT)}")
