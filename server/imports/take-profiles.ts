import { asc, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { fillAttributes, noteLeftOut } from "#server/store/attributes.ts";
import { findConsent, findSuppression, setConsent, suppress } from "#server/store/consents.ts";
import { createProfile, type Profile, profileIdsWithEmail } from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { decideConsent } from "./decide-consent.ts";
import type { ProfileRow, RowPerson } from "./read-row.ts";

const TOPIC = { channel: "email", topic: DEFAULT_TOPIC } as const;

const byExternalId = statement<{ externalId: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(eq(profiles.externalId, sql.placeholder("externalId"))),
);
const byEmail = statement<{ email: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(eq(profiles.email, sql.placeholder("email")))
    .orderBy(asc(profiles.id)),
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
  /** The hash of an address that must not be written to any more. */
  suppressed: string | null;
}

/**
 * The profile that a row is about: by the customer number, else by the address, where that one has no other number. An
 * address that a visitor only typed in does not make them this customer.
 */
export function* findPerson({ externalId, email }: RowPerson): Steps<Profile | null> {
  const known = externalId === null ? undefined : (yield* prepared(byExternalId, { externalId }))[0];
  if (known || email === null) return known ?? null;
  const reached = (yield* prepared(byEmail, { email })).find(({ emailClaimed }) => !emailClaimed);
  return reached && (externalId === null || reached.externalId === null) ? reached : null;
}

export function* planProfile(row: ProfileRow, context: ProfileContext): Steps<ProfilePlan> {
  const known = yield* findPerson(row);
  const changes = changesOf(known, row);
  const email = row.email ?? known?.email ?? null;
  const sharers = email === null ? [] : (yield* profileIdsWithEmail(email)).filter((id) => id !== known?.id);
  const states: { id: number; state: ConsentState }[] = [];
  for (const id of sharers) states.push({ id, state: yield* findConsent(id, TOPIC.channel, TOPIC.topic) });
  const consent = decideConsent({
    known: known ? yield* findConsent(known.id, TOPIC.channel, TOPIC.topic) : "unknown",
    withdrawnElsewhere: states.some(({ state }) => state === "withdrawn"),
    row: row.consent,
    ownerSays: context.ownerSays,
  });
  const leaves = row.consent === "withdrawn" || row.consent === "suppressed";
  const alsoWithdrawn = leaves ? states.filter(({ state }) => state !== "withdrawn").map(({ id }) => id) : [];
  const hash = row.consent === "suppressed" && email !== null ? context.hashOf(email) : null;
  const suppressed = hash !== null && (yield* findSuppression("email", hash)) === null ? hash : null;
  const isChanged = Object.keys(changes).length > 0 || consent || suppressed || alsoWithdrawn.length > 0;
  const outcome = known ? (isChanged ? "updated" : "unchanged") : "created";
  return { outcome, known, changes, consent, alsoWithdrawn, suppressed };
}

/** Carries a plan out, in the transaction in which it was made; answers with the profile's id. */
export function* applyProfile(
  tx: Transaction,
  row: ProfileRow,
  plan: ProfilePlan,
  { importId, now }: ProfileContext,
): Steps<number> {
  const { known, changes } = plan;
  const id = known ? known.id : yield* insert(row, now);
  if (known && Object.keys(changes).length > 0)
    yield* prepared(write, { ...known, ...changes, updatedAt: now });
  yield* noteLeftOut(id, fillAttributes(known?.attributes ?? {}, row.attributes).leftOut, now);
  // The moment that the file tells, for the log; never one that is still to come.
  const at = Math.min(row.consentAt ?? now, now);
  const source = `import:${importId}`;
  if (plan.consent) {
    const { state, byOwner } = plan.consent;
    yield* setConsent({
      ...TOPIC,
      profileId: id,
      state,
      at,
      source: byOwner ? `${source}:confirmed` : source,
    });
  }
  for (const profileId of plan.alsoWithdrawn)
    yield* setConsent({ ...TOPIC, profileId, state: "withdrawn", at, source });
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

function* insert(
  { externalId, email, fields, attributes, createdAt }: ProfileRow,
  now: number,
): Steps<number> {
  const created = Math.min(createdAt ?? now, now);
  const profile = yield* createProfile({
    ...{ externalId, email, ...fields, attributes: fillAttributes({}, attributes).attributes },
    createdAt: created,
    updatedAt: now,
  });
  return profile.id;
}

/** What the row says otherwise than what is known; an empty cell says nothing. */
function changesOf(known: Profile | null, row: ProfileRow): ProfilePlan["changes"] {
  const { externalId, email, fields, attributes } = row;
  if (!known) return {};
  const changes: ProfilePlan["changes"] = {};
  if (externalId !== null && known.externalId === null) changes.externalId = externalId;
  if (email !== null && (known.email !== email || known.emailClaimed)) {
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
