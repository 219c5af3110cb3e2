import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { prepared, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { setConsentAndTell, tellProfileCreated } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { fillAttributes, noteLeftOut } from "#server/store/attributes.ts";
import {
  findSuppression,
  lastSaid,
  leavingChannel,
  saidOf,
  setConsent,
  suppress,
} from "#server/store/consents.ts";
import { changesWords, changeWords } from "#server/store/profile-words.ts";
import { createProfile, findProfileByExternalId, type Profile } from "#server/store/profiles.ts";
import { noteAllLooks } from "#server/store/segment-looks.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { consentFor, toWithdrawAll } from "#workflows/topic-consent.ts";
import { decideConsent } from "./decide-consent.ts";
import type { ProfileRow, RowPerson } from "./read-row.ts";
import { isLeaving } from "./row-consent.ts";
import { SharedAddresses } from "./same-address.ts";
import { applyTexts, planTexts, type TextPlan } from "./text-consent.ts";

const TOPIC = { channel: "email", topic: DEFAULT_TOPIC } as const;

const claimedByEmail = statement<{ email: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(
      and(
        eq(profiles.email, sql.placeholder("email")),
        eq(profiles.emailClaimed, true),
        isNull(profiles.externalId),
      ),
    )
    .orderBy(asc(profiles.id))
    .limit(1),
);
const byEmail = statement<{ email: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(and(eq(profiles.email, sql.placeholder("email")), eq(profiles.emailClaimed, false)))
    .orderBy(asc(profiles.id))
    .limit(1),
);
const write = statement<
  Pick<
    Profile,
    "id" | "externalId" | "email" | "emailClaimed" | "phone" | "name" | "timezone" | "locale" | "attributes"
  > & {
    updatedAt: number;
  }
>()((query, { profiles }) =>
  query
    .update(profiles)
    .set({
      externalId: sql`${sql.placeholder("externalId")}`,
      email: sql`${sql.placeholder("email")}`,
      emailClaimed: sql`${sql.param(sql.placeholder("emailClaimed"), profiles.emailClaimed)}`,
      phone: sql`${sql.placeholder("phone")}`,
      name: sql`${sql.placeholder("name")}`,
      timezone: sql`${sql.placeholder("timezone")}`,
      locale: sql`${sql.placeholder("locale")}`,
      attributes: sql`${sql.param(sql.placeholder("attributes"), profiles.attributes)}`,
      updatedAt: sql`${sql.placeholder("updatedAt")}`,
    })
    .where(eq(profiles.id, sql.placeholder("id"))),
);

export interface ProfileContext {
  importId: number;
  ownerSays: "granted" | "pending" | null;
  hashOf: (email: string) => string;
  now: number;
  /** Whom it is told as it happens, where it counts as news and not as history. */
  tells?: Listeners;
  /** Filled as rows are planned and carried out. */
  shared?: SharedAddresses;
}

/** What a row would do. Nothing is written to find it out. */
export interface ProfilePlan {
  outcome: "created" | "updated" | "unchanged";
  /** Null where it makes a new one. */
  known: Profile | null;
  changes: Partial<Pick<Profile, "externalId" | "email" | "emailClaimed" | "attributes">> &
    ProfileRow["fields"];
  consent: { state: ConsentState; byOwner: boolean } | null;
  /** Everybody else with the address, who unsubscribes with it. */
  alsoWithdrawn: number[];
  /** What becomes of text messages and WhatsApp. */
  texts: TextPlan[];
  /** The hash of an address that must not be written to any more. */
  suppressed: string | null;
}

/**
 * The profile that a row is about: by the customer number, else by the address, where that one has no other number. An
 * address that a visitor only typed in does not make them this customer, and a row with such an address is about such a
 * visitor.
 */
export function* findPerson({
  externalId,
  email,
  emailClaimed = false,
}: RowPerson & Pick<ProfileRow, "emailClaimed">): Steps<Profile | null> {
  const known = externalId === null ? undefined : yield* findProfileByExternalId(externalId);
  if (known || email === null) return known ?? null;
  if (emailClaimed)
    return externalId === null ? ((yield* prepared(claimedByEmail, { email }))[0] ?? null) : null;
  const [reached] = yield* prepared(byEmail, { email });
  return reached && (externalId === null || reached.externalId === null) ? reached : null;
}

export function* planProfile(row: ProfileRow, context: ProfileContext): Steps<ProfilePlan> {
  context.shared ??= new SharedAddresses();
  const { shared } = context;
  shared.begin(row);
  const known = yield* findPerson(row);
  const changes = changesOf(known, row);
  const email = row.email ?? known?.email ?? null;
  const self = known?.id ?? null;
  const consent = decideConsent({
    known: known ? yield* findKnown(known.id, row) : "unknown",
    withdrawnElsewhere: email !== null && (yield* shared.hasOtherWithdrawn(email, self)),
    takesAddress: row.email !== null && (known === null || changes.email !== undefined),
    row: row.consent,
    ownerSays: context.ownerSays,
  });
  const alsoWithdrawn =
    email !== null && !row.emailClaimed && isLeaving(row.consent)
      ? yield* shared.othersNotWithdrawn(email, self)
      : [];
  const hash = row.consent === "suppressed" && email !== null ? context.hashOf(email) : null;
  const suppressed = hash !== null && (yield* findSuppression("email", hash)) === null ? hash : null;
  const texts = yield* planTexts(known, row);
  const isChanged =
    Object.keys(changes).length > 0 || consent || suppressed || alsoWithdrawn.length > 0 || texts.length > 0;
  const outcome = known ? (isChanged ? "updated" : "unchanged") : "created";
  return { outcome, known, changes, consent, alsoWithdrawn, texts, suppressed };
}

/** Carries a plan out, in the transaction in which it was made; answers with the profile's id. */
export function* applyProfile(
  tx: Transaction,
  row: ProfileRow,
  plan: ProfilePlan,
  { importId, now, tells, shared }: ProfileContext,
): Steps<number> {
  const { known, changes } = plan;
  const profile = known ?? (yield* insert(row, now));
  const { id } = profile;
  if (!known && tells) yield* tellProfileCreated(tells, profile, now);
  if (known && Object.keys(changes).length > 0) {
    yield* prepared(write, { ...known, ...changes, updatedAt: now });
    if (changesWords(changes)) yield* changeWords({ ...known, ...changes });
  }
  if (!known || Object.keys(changes).length > 0) yield* noteAllLooks(id, { quiet: !tells }, now);
  yield* noteLeftOut(id, fillAttributes(known?.attributes ?? {}, row.attributes).leftOut, now);
  const source = `import:${importId}`;
  function* set(profileId: number, state: ConsentState, by = source): Steps<void> {
    const at = yield* saidAt(profileId, state, row, now);
    const change = { ...TOPIC, profileId, state, source: by, at };
    // The no of a file is about all emails, whatever topics somebody chose.
    for (const one of state === "withdrawn" ? yield* leavingChannel(change) : [change])
      yield* tells ? setConsentAndTell(tells, one) : setConsent(one);
  }
  if (plan.consent) yield* set(id, plan.consent.state, plan.consent.byOwner ? `${source}:confirmed` : source);
  for (const profileId of plan.alsoWithdrawn) yield* set(profileId, "withdrawn");
  yield* applyTexts(id, plan.texts, { source, now, tells });
  if (shared) noteAddresses(shared, id, row, plan);
  if (plan.suppressed) {
    yield* suppress(tx, {
      channel: "email",
      addressHash: plan.suppressed,
      reason: "import.suppressed",
      at: now,
    });
  }
  return id;
}

/** Somebody who left, and has agreed to a topic since, has not left in the eyes of a row that says no. */
function* findKnown(profileId: number, row: ProfileRow): Steps<ConsentState> {
  const said = yield* saidOf(profileId, TOPIC.channel);
  const state = consentFor(said, TOPIC.topic);
  return isLeaving(row.consent) && state === "withdrawn" && toWithdrawAll(said).length > 0
    ? "granted"
    : state;
}

/** What becomes true of the addresses of a row once it is carried out. */
function noteAddresses(shared: SharedAddresses, id: number, row: ProfileRow, plan: ProfilePlan): void {
  const { known, changes, consent } = plan;
  if (known?.email && changes.email) shared.noteMoved(known.email);
  if (changes.email) shared.noteMoved(changes.email);
  const own = known ? (changes.email ?? known.email) : row.email;
  if (own && !known) shared.noteNew(own);
  if (own && consent?.state === "withdrawn") shared.noteWithdrawn(own, id);
  const left = row.emailClaimed || !isLeaving(row.consent) ? null : (row.email ?? known?.email);
  if (left) shared.noteAllWithdrawn(left);
}

/**
 * The moment that the file tells, for the log; never one that is still to come. A no that only the address brings along
 * is of now, and so is one that the file dates before a yes which it takes back.
 */
function* saidAt(profileId: number, state: ConsentState, row: ProfileRow, now: number): Steps<number> {
  const at = Math.min(row.consentAt ?? now, now);
  if (state !== "withdrawn") return at;
  if (!isLeaving(row.consent)) return now;
  const { yes } = yield* lastSaid(profileId, TOPIC.channel, TOPIC.topic);
  return yes !== null && at <= yes ? now : at;
}

function* insert(
  { externalId, email, emailClaimed = false, fields, attributes, createdAt }: ProfileRow,
  now: number,
): Steps<Profile> {
  const created = Math.min(createdAt ?? now, now);
  return yield* createProfile({
    ...{ externalId, email, emailClaimed, ...fields, attributes: fillAttributes({}, attributes).attributes },
    createdAt: created,
    updatedAt: now,
  });
}

/** What the row says otherwise than what is known; an empty cell says nothing. */
function changesOf(known: Profile | null, row: ProfileRow): ProfilePlan["changes"] {
  const { externalId, email, fields, attributes } = row;
  if (!known) return {};
  const changes: ProfilePlan["changes"] = {};
  if (externalId !== null && known.externalId === null) changes.externalId = externalId;
  if (email !== null && row.emailClaimed) {
    if (known.email === null) Object.assign(changes, { email, emailClaimed: true });
  } else if (email !== null && (known.email !== email || known.emailClaimed)) {
    changes.email = email;
    changes.emailClaimed = false;
  }
  for (const [key, value] of Object.entries(fields)) {
    const name = key as keyof ProfileRow["fields"];
    if (known[name] !== value) changes[name] = value;
  }
  const filled = fillAttributes(known.attributes, attributes);
  if (filled.attributes !== known.attributes) changes.attributes = filled.attributes;
  return changes;
}
