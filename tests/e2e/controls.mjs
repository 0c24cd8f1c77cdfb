// Every control of the app by its name (`data-act`, or `data-field` for what one fills in): the act of the hearing that it is, by
// the table of permissions, or that it is none. What stands in neither list fails the sweep of `permissions.test.mjs`.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const words = (text) => text.trim().split(/\s+/u);

// The table itself, as the rules have it: who may do what, with the floor or without.
export const TABLE = Object.fromEntries(
  readFileSync(path.join(root, "crates/hearing/tests/snapshots/tables__role_by_act.snap"), "utf8")
    .split("\n")
    .map((line) => /^(\w+):(.*)$/u.exec(line))
    .filter((row) => row && row[1] !== "source" && row[1] !== "expression")
    .map(([, act, roles]) => [act, [...roles.matchAll(/\b([A-Z]\w+)/gu)].map(([, role]) => role)]),
);

export const ACTS = {
  CheckInSelf: "state-identity state-suitability state-place report-devices give-consent declare-no-recording acknowledge-rule acknowledge-right",
  GiveUndertaking: "give-undertaking",
  StateAuthority: "state-authority",
  ReadRisks: "read-risks acknowledge-risks",
  WithdrawRegistration: "withdraw-registration",
  RunSession: "adjourn resume next-stage enter-stage set-issues close-hearing ask-replacement withdraw-replacement record-trial record-exchange record-mediation record-deliberation announce-delay delay-yes open-court",
  ReportReady: "record-item report-ready withdraw-ready confirm-gallery",
  VerifyIdentity: "enter-document document-yes verify verify-identity verify-offline doubt-identity not-the-same",
  ConsiderSuitability: "consider-suitability",
  AnswerHelp: "answer-help take-call",
  Ring: "ring-seat",
  Notify: "send-notice",
  LookAt: "begin-look end-look look-at",
  Admit: "admit admit-all",
  PermitOther: "permit-other forbid-other",
  Remove: "remove send-to-wait",
  MoveWitness: "call-witness dismiss-witness",
  SecureRoom: "secure-room explain-securing",
  BringBack: "bring-back",
  GiveFloor: "give-floor give-floor-next give-floor-hand take-floor",
  RaiseHand: "hand",
  LowerHand: "lower-hand",
  MuteOther: "mute mute-lock mute-all mute-all-but mute-others",
  ReleaseOther: "release",
  Discipline: "admonish record-sanction to-finding classify-absence",
  Record: "resume-recording pause-evidence pause-mediation allow-listening explain-gap",
  Deliberate: "deliberate end-deliberation",
  ShowDevices: "microphone camera open-microphone open-duty",
  OwnAbsence: "account",
  PromptAbsent: "prompt-absent",
  LeaveCamera: "leave-camera end-camera-leave",
  Spotlight: "spotlight end-spotlight",
  ExportAbsences: "absences-page absences-data",
  FileEvidence: "new-exhibit file-exhibit withdraw-exhibit import-many import-send state-chain describe-exhibit",
  Present: "present",
  LeadPresentation: "stop-presenting take-presenting compare-end highlight play hand-to compare-with seek",
  DrawMark: "pen erase-mark",
  Examine: "give-opinion request-original dispute-chain answer-late",
  RuleOnEvidence: "admit-exhibit reject-exhibit rule-late rule-original set-deadline",
  CheckOriginal: "original-matches original-differs original-none original-ground check-chain",
  RecordOral: "oral-opinion",
  SignConfidentiality: "sign-confidentiality",
  TypeTranscript: "write-line edit-line change-line leave-line accept-proposal change-proposal dismiss-proposal replace-all speaker interpreted phrase import-record import-lines",
  AnswerReplacement: "agree-replacement refuse-replacement replacement-asked",
  RequestCorrection: "request-correction send-correction",
  DecideCorrection: "grant-correction refuse-correction",
  OpenSignOff: "open-sign-off remind-to-sign note-unsigned note-refusal assist-sign send-assisted",
  Sign: "confirm-read sign refuse-to-sign",
  TakeFile: "download-file download-bundle",
  AskRecusal: "ask-recusal reconsider withdraw-recusal",
  DecideRecusal: "grant-recusal refuse-recusal",
  Object: "object withdraw-objection object-on",
  RuleOnObjection: "sustain overrule rule-with-reason",
  AnswerIssues: "issues-asked confirm-issues send-remark",
  Convert: "to-in-person all-in-person convert return-online",
  SitElsewhere: "elsewhere sit-elsewhere sit-in-courtroom",
};
export const ACT_OF = new Map(Object.entries(ACTS).flatMap(([act, controls]) => words(controls).map((control) => [control, act])));

// No act of the hearing: where one looks, what one's own page shows, what one asks of one's own device.
const OWN = `
  enter leave back back-to-hearing back-to-list back-to-room back-to-waiting back-to-presenter to-list to-door to-courtroom to-evidence to-docket to-readiness to-finding to-newest
  to-my-turn to-line to-do to-phone to-record to-step open-hearing docket day last-week next-week calendar announcements register send-registration enter-gallery use-code use-number use-here
  language theme large-text read-aloud say-aloud captions captions-switch print copy-link copy-hash copy-code show-code close-code close-qr receipt-code reload part-again
  ask-yes ask-no close-panel more more-keys keys close-keys orders requests recusals recusals-all person message leave-verify verify-file
  browse-freely enlarge description examination exhibit-list open-exhibit look next-page previous-page zoom-in zoom-out fit-page rotate matrix marks screens open-again show-all download-exhibit
  read-tools read-all read-size second-screen show-here-too only-there close-window small-window stop-upload import-stop import-sample line-to-page
  start-check-in my-hearing my-answer my-answers answers-done change-identity change-place add-other clear-drawing authority-paper read-notice answer-ring call-for-help trial-ring
  phone-court own-picture test-again test-here test-devices devices devices-start devices-play devices-measure devices-done devices-heard devices-heard-self devices-not-heard devices-not-heard-self devices-play-self fill-only come-to-call go-in
  close-risks risks-done remove-other show-number keep-seat give-up-seat issues issues-later issues-close told dismiss-break hear take-next open-board refresh
  close-import editor-keys versions close-versions close-entry unfold-record drop-phrase phrases-general phrases-stage phrases-own take-up-clash drop-clash keep-mine keep-theirs go-over
  play-line play-sound listen-pause listen-one listen-close listen-back listen-ahead download download-track download-clock download-text download-receipt download-pdf download-docx
  download-captions earlier-accesses close-doubt close-document close-in-person close-message close-delay close-toast close-tool leave-jump`;
const NONE = new Set(words(OWN));

// What is filled in on the way to an act, or sifts what one sees.
const FILLED = `
  accesses-kind admonition approval by-side by-state code copies decider decision-reason delay-reason delay-until detention document exhibit-id exhibit-file file-document file-number find find-exhibit fine
  floor-limit import-record import-speaker in-person-ground in-person-place in-person-when in-person-words issues issues-remark jump late-reason layer mark-label measure name next-witness notice-text notice-to
  notice-to-side number order other-who other-why override-reason own-device page paper-later place-kind published-key quiet read-kind read-speaker reason receipt-codes recusal-reason recusal-whom region relative
  replace-with sanction-amount sanction-words should-read sign-name signed-name single-keys sound-only verify-file version-from version-to source purpose text-alternative category secrecy title`;
const FIELDS = new Set(words(FILLED));
// One of several answers to a question: its name and the number of the answer.
const NUMBERED = /^(?:[a-z-]+-\d+|assist-\w+|device-\w+|room-\w+|scope-\w+|chain-\w+(?:-\w+)*|oral-\w+(?:-\w+)*|outcome\w*|stance-.*)$/u;

// Whether a control is known, and for acts, whether the role may have it; what is wrong with it in words.
export function wrong({ act, field, what }, role) {
  const known = [act, field].map((name) => ACT_OF.get(name)).find(Boolean);
  if (known) return TABLE[known].includes(role) ? null : `${act ?? field} is there, and ${known} is not his`;
  if (act) return NONE.has(act) ? null : `${act} is in no list of controls.mjs`;
  if (field) return FIELDS.has(field) || NUMBERED.test(field) ? null : `${field} is in no list of controls.mjs`;
  return `a control has no name: ${what}`;
}

// Runs in the page: whatever can be pressed, chosen or filled in now.
export function controls() {
  const all = document.querySelectorAll("button, a[href], input, select, textarea, summary, [contenteditable], [role=button], [data-act]");
  const seen = [...all].filter((one) => one.checkVisibility() && !one.closest("[inert]") && !(document.querySelector("dialog[open]") && !one.closest("dialog[open]")));
  const named = seen.map((one) => ({
    act: one.dataset.act ?? (one.dataset.field ? undefined : one.closest("[data-act]")?.dataset.act),
    field: one.dataset.field,
    // What leads to the place itself, unfolds words that are on the page, or holds words to be copied, is nobody's act.
    what: one.matches("a.skip, summary, [data-editor], [data-cell], [readonly]") ? undefined : one.outerHTML.slice(0, 140),
  }));
  const worth = named.filter((one) => one.act || one.field || one.what);
  return [...new Map(worth.map((one) => [`${one.act} ${one.field} ${one.act || one.field ? "" : one.what}`, one])).values()];
}

// The names that the source gives its controls.
export function inSource() {
  const files = readdirSync(path.join(root, "src"), { recursive: true }).filter((file) => file.endsWith(".rs"));
  const found = new Set();
  for (const file of files) {
    const text = readFileSync(path.join(root, "src", file), "utf8");
    for (const [, name] of text.matchAll(/\bact="([a-z0-9-]+)"/gu)) found.add(name);
  }
  return found;
}

export const isListed = (name) => ACT_OF.has(name) || NONE.has(name);
export const listed = () => [...ACT_OF.keys(), ...NONE];
