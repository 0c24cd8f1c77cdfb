//! 电子卷宗 (R96): everything that belongs to one hearing, as the parts of one archive. `FORMAT.md` of the journal says what a
//! stranger finds in it.

mod data;
mod versions;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use hearing::exhibit::{ExhibitFile, FileKind};
use hearing::{Hearing, Millis, TranscriptForm};
use kaiting_journal::Entry;
use kaiting_journal::bundle::{self, Export};
use kaiting_journal::checkpoint::Signer;
use kaiting_journal::packed::{FILE, digest};
use kaiting_record::Copy;
use kaiting_zip::{Layout, Part};
use serde::Serialize;

use crate::blobs::sniff;
use crate::http::file::unhex;
use crate::http::record::{ending, made};
use crate::retention::is_erased;
use crate::secrets::hex;

const FORMAT: &str = "kaiting-bundle/1";
const MANIFEST: &str = "manifest.json";

/// Where the bytes of a part are.
pub enum Content {
    Made(Vec<u8>),
    /// In the evidence store.
    Kept(PathBuf),
}

/// An archive that is ready to be sent.
pub struct Packed {
    pub layout: Layout,
    pub contents: Vec<Content>,
    /// Of each content, in bytes.
    pub sizes: Vec<u64>,
}

/// What is put into it.
pub struct Source<'a> {
    pub hearing: &'a Hearing,
    pub entries: &'a [Entry],
    /// The checkpoints that were given away.
    pub given: &'a [String],
    pub at: Millis,
    /// Where the evidence store has a file, by its hash.
    pub path: &'a dyn Fn(&str) -> PathBuf,
}

#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    hearing: &'a str,
    made_at: Millis,
    files: Vec<Listed<'a>>,
    /// What belongs to the file and cannot be in it.
    absent: Vec<Absent>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: &'a str,
    what: &'a str,
    bytes: u64,
    sha256: String,
}

#[derive(Serialize)]
struct Absent {
    what: String,
    sha256: String,
    why: Why,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Why {
    /// The store has no such file.
    Missing,
    /// The store has another one under its name.
    Altered,
    /// Withdrawn, never shown, and its time is over.
    Erased,
}

/// One part before it is laid out.
struct Piece {
    what: String,
    content: Content,
    size: u64,
    sha256: [u8; 32],
    crc: u32,
}

impl Piece {
    fn made(what: &str, bytes: Vec<u8>) -> io::Result<Self> {
        let size = bytes.len() as u64;
        let (sha256, crc) = digest(&mut bytes.as_slice(), size)?;
        Ok(Self {
            what: what.to_owned(),
            content: Content::Made(bytes),
            size,
            sha256,
            crc,
        })
    }
}

/// Reads every exhibit once, to see that it still is what was filed. Blocks for as long as that takes.
///
/// # Errors
/// When the store cannot be read, the transcript not be set, or the signer fails.
pub fn pack(source: &Source<'_>, signer: &dyn Signer) -> io::Result<Packed> {
    let mut pieces: BTreeMap<String, Piece> = BTreeMap::new();
    let mut absent = Vec::new();
    let copy = Copy::whole(source.hearing, source.at);
    for form in TranscriptForm::ALL {
        // A hearing of which nothing was scheduled has no transcript; the rest is there.
        if source.hearing.matter.is_some() {
            let bytes = made(&copy, form).map_err(io::Error::other)?;
            let name = format!("transcript/transcript.{}", ending(form));
            pieces.insert(name, Piece::made("笔录 transcript", bytes)?);
        }
    }
    for (name, what, bytes) in data::parts(source.hearing)? {
        pieces.insert(name.to_owned(), Piece::made(what, bytes)?);
    }
    let versions = json(&versions::of(source.entries)?)?;
    let what = "笔录版本 versions of the transcript";
    pieces.insert(
        "transcript/versions.json".to_owned(),
        Piece::made(what, versions)?,
    );
    for (n, e) in source.hearing.exhibits.iter().enumerate() {
        let what = format!("证据 exhibit {} {}", e.id, e.title);
        if is_erased(e) {
            let sha256 = e.file.sha256.clone();
            absent.push(Absent {
                what,
                sha256,
                why: Why::Erased,
            });
            continue;
        }
        let name = format!("exhibits/{:03}-{}", n + 1, plain(e.id.as_str()));
        keep(source, &name, &what, &e.file, &mut pieces, &mut absent)?;
    }
    for seat in &source.hearing.seats {
        if let Some(paper) = seat
            .check_in
            .authority
            .as_ref()
            .and_then(|a| a.paper.as_ref())
        {
            let name = format!("papers/{}", plain(seat.id.as_str()));
            keep(
                source,
                &name,
                &format!("授权材料 authority {}", seat.name),
                paper,
                &mut pieces,
                &mut absent,
            )?;
        }
    }
    pieces.insert(
        "README.txt".to_owned(),
        Piece::made("说明 how to read this", README.into())?,
    );
    let manifest = manifest(source, &pieces, absent)?;
    pieces.insert(MANIFEST.to_owned(), Piece::made("目录 manifest", manifest)?);
    lay_out(source, signer, pieces)
}

fn lay_out(
    source: &Source<'_>,
    signer: &dyn Signer,
    pieces: BTreeMap<String, Piece>,
) -> io::Result<Packed> {
    let documents = pieces
        .iter()
        .map(|(name, p)| (name.clone(), p.sha256))
        .collect();
    let export = Export {
        entries: source.entries,
        checkpoints: source.given,
        documents: &documents,
        at_ms: source.at,
    };
    let file = bundle::export(signer, &export)?.into_bytes();
    let mut parts = vec![Part::of(FILE, &file)];
    let mut contents = vec![Content::Made(file)];
    for (name, piece) in pieces {
        parts.push(Part {
            name,
            size: piece.size,
            crc: piece.crc,
        });
        contents.push(piece.content);
    }
    let layout = Layout::of(&parts).map_err(io::Error::other)?;
    let sizes = parts.iter().map(|p| p.size).collect();
    Ok(Packed {
        layout,
        contents,
        sizes,
    })
}

/// A file of the evidence store; what is not there any more, or is another, is said and not passed over.
fn keep(
    source: &Source<'_>,
    name: &str,
    what: &str,
    file: &ExhibitFile,
    pieces: &mut BTreeMap<String, Piece>,
    absent: &mut Vec<Absent>,
) -> io::Result<()> {
    let path = (source.path)(&file.sha256);
    let mut lacking = |why| {
        tracing::error!(
            sha256 = file.sha256,
            ?why,
            "the whole file of a hearing lacks a file of the evidence store"
        );
        absent.push(Absent {
            what: what.to_owned(),
            sha256: file.sha256.clone(),
            why,
        });
    };
    let mut opened = match File::open(&path) {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            lacking(Why::Missing);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let size = opened.metadata()?.len();
    let (sha256, crc) = digest(&mut opened, size)?;
    if unhex(&file.sha256) != Some(sha256) {
        lacking(Why::Altered);
        return Ok(());
    }
    let name = format!("{name}.{}", extension(&path, &file.kind)?);
    let content = Content::Kept(path);
    pieces.insert(
        name,
        Piece {
            what: what.to_owned(),
            content,
            size,
            sha256,
            crc,
        },
    );
    Ok(())
}

fn manifest(
    source: &Source<'_>,
    pieces: &BTreeMap<String, Piece>,
    absent: Vec<Absent>,
) -> io::Result<Vec<u8>> {
    let hearing = source.entries.first().map_or("", |e| e.hearing.as_str());
    let listed = |(path, piece): (&'_ String, &'_ Piece)| {
        (
            path.clone(),
            piece.what.clone(),
            piece.size,
            hex(&piece.sha256),
        )
    };
    let rows: Vec<_> = pieces.iter().map(listed).collect();
    let files = rows.iter().map(|(path, what, bytes, sha256)| Listed {
        path,
        what,
        bytes: *bytes,
        sha256: sha256.clone(),
    });
    json(&Manifest {
        format: FORMAT,
        hearing,
        made_at: source.at,
        files: files.collect(),
        absent,
    })
}

pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What every system takes for a name.
fn plain(id: &str) -> String {
    let good = |c: char| c.is_alphanumeric() || c == '-';
    id.chars().map(|c| if good(c) { c } else { '_' }).collect()
}

fn extension(path: &Path, kind: &FileKind) -> io::Result<&'static str> {
    Ok(kind.saved_as(&sniff::head(path)?).1)
}

const README: &str = "\
电子卷宗 kaiting-bundle/1

hearing.kaiting.json   庭审日志：每一条记录、校验链和法院签署的校验点；其中列明本包每一个文件的 SHA-256。
manifest.json          目录：每个文件是什么、多大，以及缺了什么、为什么。
transcript/            笔录（PDF、DOCX、文本、字幕），逐次改动见 versions.json。
exhibits/ papers/      证据和授权材料的电子文件，与提交时逐字节相同。
其余 .json             签到与同意、通知、事件、签名、查阅记录。

核验：kaiting verify 本文件。不用我们的程序，也可以照格式页自己写一个。

The electronic file of one hearing. hearing.kaiting.json is the log with its hash chain and the court's signed checkpoints; it
lists the SHA-256 of every other file here. manifest.json says what each is, and what is absent and why. Check it with
kaiting verify FILE, or with a program of your own, written from the format page.
";
