//! `kaiting verify`: whether an exported hearing file is whole, said in both languages to whoever holds one.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write as _};
use std::path::Path;
use std::process::ExitCode;

use kaiting_journal::bundle::{self, Exposed, FirstBad, Verified};
use kaiting_journal::checkpoint::{Checkpoint, PublicKey};
use kaiting_journal::packed::{PackedBad, is_packed, verify_packed};

/// What the exit code says to a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Whole = 0,
    /// Altered, or not of the court whose key was given.
    Bad = 1,
    /// The file or the key could not be read: nothing was found out.
    Unread = 2,
}

/// Verifies the file at `path` and prints what was found. `key` is a file with the court's public key (JWK) or that key's id;
/// without one the file only vouches for itself. `codes` are checkpoints that were given away earlier, or files with one.
///
/// Exit code 0: whole (and the court's); 1: altered, of another key, or rewritten since a code was given; 2: the file or the
/// key cannot be read.
pub fn run(path: &Path, key: Option<&Path>, codes: &[String]) -> ExitCode {
    let codes: Vec<String> = codes.iter().map(|code| given(code)).collect();
    let (outcome, report) = match read(path, key) {
        Ok((Held::File(bytes), key_id)) => examine(&bytes, key_id.as_deref(), &codes),
        Ok((Held::Bundle(file), key_id)) => examine_packed(file, key_id.as_deref(), &codes),
        Err(report) => (Outcome::Unread, report),
    };
    // What was found out is the exit code; a reader who has gone changes nothing of it.
    let _ = if outcome == Outcome::Whole {
        io::stdout().write_all(report.as_bytes())
    } else {
        io::stderr().write_all(report.as_bytes())
    };
    ExitCode::from(outcome as u8)
}

/// What lies at a path: the hearing's file, or a bundle that has it among its parts.
enum Held {
    File(Vec<u8>),
    Bundle(File),
}

fn held(path: &Path) -> io::Result<Held> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(4).read_to_end(&mut head)?;
    if is_packed(&head) {
        // Larger than memory, maybe.
        return Ok(Held::Bundle(file));
    }
    file.read_to_end(&mut head)?;
    Ok(Held::File(head))
}

fn read(path: &Path, key: Option<&Path>) -> Result<(Held, Option<String>), String> {
    let unread = |path: &Path, error: io::Error| {
        let path = path.display();
        format!("无法读取 {path}。\nCannot read {path}: {error}\n")
    };
    let open = |path: &Path| fs::read(path).map_err(|error| unread(path, error));
    let no_key = |path: &Path| {
        let path = path.display();
        format!("{path} 不是公钥。\n{path} is neither a public key (JWK) nor the id of one.\n")
    };
    let key_id = match key {
        Some(path) => Some(key_id(&open(path)?).ok_or_else(|| no_key(path))?),
        None => None,
    };
    let held = held(path).map_err(|error| unread(path, error))?;
    Ok((held, key_id))
}

/// The code itself, or what stands in the file of that name.
fn given(code: &str) -> String {
    fs::read_to_string(code).map_or_else(|_| code.to_owned(), |text| text.trim().to_owned())
}

/// From a JWK, whatever else stands in it, or from the id itself.
fn key_id(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    if let Ok(jwk) = serde_json::from_str::<serde_json::Value>(text) {
        let member = |name: &str| Some(jwk.get(name)?.as_str()?.to_owned());
        let key = PublicKey {
            crv: member("crv")?,
            kty: member("kty")?,
            x: member("x")?,
        };
        return (key.crv == "Ed25519" && key.kty == "OKP").then(|| key.id());
    }
    let of_base64url = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (text.len() == 43 && text.bytes().all(of_base64url)).then(|| text.to_owned())
}

fn examine(bytes: &[u8], wanted: Option<&str>, codes: &[String]) -> (Outcome, String) {
    match bundle::verify_bytes(bytes) {
        Ok(file) => compare(&file, wanted, codes),
        Err(bad) => (Outcome::Bad, altered(&bad)),
    }
}

fn examine_packed(file: File, wanted: Option<&str>, codes: &[String]) -> (Outcome, String) {
    match verify_packed(&mut BufReader::new(file)) {
        Ok(file) => {
            let (outcome, mut report) = compare(&file, wanted, codes);
            if outcome == Outcome::Whole {
                report.push_str(
                    "\n✓ 包内每一份文书都与清单一致。\n✓ Every document in the bundle is the one of the list.\n",
                );
            }
            (outcome, report)
        }
        Err(PackedBad::Io(error)) => (
            Outcome::Unread,
            format!("无法读完。\nIt cannot be read: {error}\n"),
        ),
        Err(PackedBad::File(bad)) => (Outcome::Bad, altered(&bad)),
        Err(bad) => (Outcome::Bad, unpacked(&bad)),
    }
}

fn unpacked(bad: &PackedBad) -> String {
    let zh = match bad {
        PackedBad::Container(_) => "包不是导出时的样子：被截断、添加或者改动".to_owned(),
        PackedBad::Missing(name) => format!("缺少 {}", name.escape_debug()),
        PackedBad::Added(name) => format!("{} 不属于本卷宗", name.escape_debug()),
        PackedBad::Altered(name) => format!("{} 已被改动", name.escape_debug()),
        PackedBad::File(_) | PackedBad::Io(_) => String::new(),
    };
    format!("✗ {zh}。\n✗ {bad}\n")
}

fn compare(file: &Verified, wanted: Option<&str>, codes: &[String]) -> (Outcome, String) {
    if let Some(id) = wanted.filter(|id| *id != file.key_id) {
        return (Outcome::Bad, foreign(file, id));
    }
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    match file.fits(&codes) {
        Ok(given) => (Outcome::Whole, whole(file, wanted.is_some(), &given)),
        Err((n, why)) => (Outcome::Bad, exposed(n, &why)),
    }
}

fn exposed(n: usize, why: &Exposed) -> String {
    let zh = match why {
        Exposed::Unsound(_) => "无效，请检查是否抄全".to_owned(),
        Exposed::OtherKey => "与文件不是同一个密钥签署的".to_owned(),
        Exposed::OtherHearing => "属于另一场庭审".to_owned(),
        Exposed::TooShort { seq } => format!("证明有第 {seq} 条记录，文件里没有"),
        Exposed::Rewritten { from, to } => {
            format!("发出以后，第 {from} 到 {to} 条之间有记录被重写")
        }
    };
    let n = n + 1;
    format!(
        "✗ 文件本身完整，但与收据码不符。第 {n} 个收据码{zh}。\n\
         ✗ The file is whole in itself, but does not fit what was given away. Code {n}: {why}\n"
    )
}

fn altered(bad: &FirstBad) -> String {
    let zh = match bad.seq {
        Some(seq) => format!("第 {seq} 条记录（从 0 起计）是第一处改动。"),
        None => "改动在记录之外。".to_owned(),
    };
    format!("✗ 文件已被改动或不完整：{zh}\n✗ The file was altered or is not complete. {bad}\n")
}

fn foreign(file: &Verified, wanted: &str) -> String {
    let found = &file.key_id;
    format!(
        "✗ 文件完整，但不是由该法院的密钥签署：文件密钥 {found}，法院密钥 {wanted}\n\
         ✗ The file is whole, but signed with another key than the court's: it has {found}, the court {wanted}\n"
    )
}

fn whole(file: &Verified, compared: bool, given: &[Checkpoint]) -> String {
    // Somebody else's text must not pass for a line of this report: hence `escape_debug`.
    let hearing = file.hearing.escape_debug();
    let (entries, key) = (file.entries.len(), &file.key_id);
    let (documents, signed) = (file.documents.len(), file.checkpoints.len());
    let last = hex(&file.last_hash);
    let sealed = file.checkpoints.last().map(|c| utc(c.at));
    let sealed = sealed.unwrap_or_default();
    let mut report = format!(
        "✓ 文件完整，未被改动。\n✓ The file is whole and unaltered.\n\n\
         庭审 Hearing        {hearing}\n\
         记录 Entries        {entries}\n\
         末条 Last hash      {last}\n\
         签署 Checkpoints    {signed}\n\
         封存 Sealed         {sealed}\n\
         文书 Documents      {documents}\n"
    );
    for (name, digest) in &file.documents {
        let _ = writeln!(report, "    {}  {}", hex(digest), name.escape_debug());
    }
    for code in given {
        let (seq, at) = (code.seq, utc(code.at));
        let _ = writeln!(report, "收据码 Code         ✓ {seq}  {at}");
    }
    let _ = writeln!(report, "密钥 Key id         {key}");
    report.push_str(if compared {
        "\n✓ 该密钥即所给的法院公钥。\n✓ The key is the court's that was given.\n"
    } else {
        "\n! 任何人都能用自己的密钥签署一份完整的文件：请将密钥编号与法院公布的编号核对，或用 --key 指定公钥。\n\
         ! Anyone can sign a whole file with a key of his own: compare the key id with the one that the court has published, or give --key.\n"
    });
    report
}

/// ISO 8601. The years begin with 1 March here, so that a leap day is the last of its year.
fn utc(at_ms: u64) -> String {
    let (days, second) = (at_ms / 86_400_000 + 719_468, at_ms / 1_000 % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    let year = era * 400 + year + u64::from(month <= 2);
    let day = day - (153 * from_march + 2) / 5 + 1;
    let (h, m, s) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kaiting_journal::bundle::Export;
    use kaiting_journal::checkpoint::{FileKey, Signer as _};
    use kaiting_journal::{Append, Journal as _, SqliteJournal};

    use super::*;

    /// A folder with a key in three forms, and a file of three records that it signed.
    async fn exported() -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let journal = SqliteJournal::open(at("journal.db")).unwrap();
        let bodies = ["开庭", "质证", "闭庭"].map(|what| format!("{{\"what\":\"{what}\"}}"));
        let append = Append {
            hearing: "G1".to_owned(),
            expect_seq: 0,
            at_ms: 1_700_000_000_000,
            bodies: bodies.to_vec(),
            command: None,
        };
        let entries = journal.append(append).await.unwrap();
        let key = FileKey::open_or_create(&at("key")).unwrap();
        let export = Export {
            entries: &entries,
            checkpoints: &[],
            documents: &BTreeMap::from([("P1".to_owned(), [7; 32])]),
            at_ms: 1_700_000_001_000,
        };
        let text = bundle::export(&key, &export).unwrap();
        let public = serde_json::to_string(&key.public_key()).unwrap();
        fs::write(at("public.jwk"), public).unwrap();
        fs::write(at("id"), key.public_key().id() + "\n").unwrap();
        (folder, text)
    }

    #[tokio::test]
    async fn a_whole_file_is_told_from_an_altered_and_a_foreign_one() {
        let (folder, text) = exported().await;
        let at = |name: &str| folder.path().join(name);
        let code = |file: &str, key: Option<&str>| {
            fs::write(at("file"), file).unwrap();
            run(&at("file"), key.map(at).as_deref(), &[])
        };
        assert_eq!(code(&text, None), ExitCode::from(0));
        assert_eq!(code(&text, Some("public.jwk")), ExitCode::from(0));
        assert_eq!(code(&text, Some("id")), ExitCode::from(0));
        assert_eq!(code(&text.replace("质证", "质疑"), None), ExitCode::from(1));
        fs::write(at("other"), "A".repeat(43)).unwrap();
        assert_eq!(code(&text, Some("other")), ExitCode::from(1));
        assert_eq!(code(&text, Some("key")), ExitCode::from(2));
        assert_eq!(run(&at("nothing here"), None, &[]), ExitCode::from(2));
    }

    #[tokio::test]
    async fn the_report_names_what_was_verified_and_the_first_altered_record() {
        let (_folder, text) = exported().await;
        let (outcome, report) = examine(text.as_bytes(), None, &[]);
        assert_eq!(outcome, Outcome::Whole);
        for wanted in [
            "G1",
            "Entries        3",
            "P1",
            "2023-11-14T22:13:21Z",
            "--key",
        ] {
            assert!(report.contains(wanted), "{wanted} is missing in\n{report}");
        }
        let (outcome, report) = examine(text.replace("质证", "质疑").as_bytes(), None, &[]);
        assert_eq!(outcome, Outcome::Bad);
        assert!(report.contains("第 1 条记录"), "{report}");
        assert!(report.contains("record 1:"), "{report}");
    }

    #[tokio::test]
    async fn a_code_that_was_given_away_exposes_a_file_rewritten_with_the_courts_own_key() {
        let (folder, text) = exported().await;
        let key = FileKey::open_or_create(&folder.path().join("key")).unwrap();
        let entries = bundle::verify(&text).unwrap().entries;
        let code = kaiting_journal::checkpoint::checkpoint(&key, &entries[1], 1).unwrap();
        let kept = folder.path().join("code.txt");
        fs::write(&kept, format!("{code}\n")).unwrap();
        let codes = [given(&code), given(kept.to_str().unwrap())];
        assert_eq!(codes[0], codes[1]);
        let (outcome, report) = examine(text.as_bytes(), None, &codes);
        assert_eq!(outcome, Outcome::Whole, "{report}");
        assert!(report.contains("Code         ✓ 1"), "{report}");
        let mut prev = kaiting_journal::chain::GENESIS;
        let rewritten = entries.iter().map(|entry| {
            let body = entry.body.replace("质证", "质疑");
            let made = kaiting_journal::chain::link(prev, "G1", entry.seq, entry.at_ms, body);
            prev = made.hash;
            made
        });
        let rewritten: Vec<_> = rewritten.collect();
        let export = Export {
            entries: &rewritten,
            checkpoints: &[],
            documents: &BTreeMap::new(),
            at_ms: 1,
        };
        let forged = bundle::export(&key, &export).unwrap();
        assert_eq!(examine(forged.as_bytes(), None, &[]).0, Outcome::Whole);
        let (outcome, report) = examine(forged.as_bytes(), None, &codes[..1]);
        assert_eq!(outcome, Outcome::Bad);
        assert!(report.contains("records 0 to 1"), "{report}");
        assert!(report.contains("第 0 到 1 条"), "{report}");
    }

    #[test]
    fn times_are_in_the_calendar() {
        for (seconds, said) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_704_067_199, "2023-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(seconds * 1_000), said);
        }
    }
}
