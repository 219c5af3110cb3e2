import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#server/database/database.ts";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { setTags } from "#server/engine/change-tags.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import { isLinkId } from "#server/store/merge.ts";
import { readTag, TAG_MAX_CHARS, TAGS_MAX } from "#server/store/profile-tags.ts";
import type { Profile } from "#server/store/profiles.ts";
import { isTimeZone } from "#workflows/duration.ts";
import { consentProblem, readConsent, strictConsentFields } from "../consent-fields.ts";
import { emailText, identifier, NOT_ONE_LINE, ONE_LINE } from "./common-schemas.ts";
import {
  changedProfileParameter,
  findByRef,
  type ProfileRef,
  readProfileRef,
  unknownProfile,
  unknownProfileDocs,
} from "./find-profile.ts";
import { attributes, profile } from "./profile-schemas.ts";
import { readShown } from "./profiles.ts";
import { defineRoute, type Refusal, type RestServices, refuse } from "./route.ts";

export const PROFILE_BODY_MAX_BYTES = 32 * 1024;
const FIELD_MAX_CHARS = 300;
const ATTRIBUTE_NAME_MAX_CHARS = 200;

const oneLine = z
  .string({ error: "must be text" })
  .trim()
  .max(FIELD_MAX_CHARS, `is longer than ${FIELD_MAX_CHARS} characters`)
  .regex(ONE_LINE, NOT_ONE_LINE)
  .nullable();

const change = z.strictObject({
  externalId: identifier.optional().describe("Your id, for a customer who has none yet."),
  email: emailText
    .refine(isEmailAddress, "is not an email address")
    .nullable()
    .optional()
    .meta({ examples: ["ana@example.com"] }),
  name: oneLine.optional().meta({ examples: ["Ana Silva"] }),
  phone: oneLine.optional(),
  timezone: oneLine
    .refine((zone) => zone === null || isTimeZone(zone), "is not a time zone like Europe/Lisbon")
    .optional()
    .describe("IANA name.")
    .meta({ examples: ["Europe/Lisbon"] }),
  locale: oneLine.optional().meta({ examples: ["pt-PT"] }),
  attributes: attributes
    .refine(
      (given) => Object.keys(given).every((name) => name !== "" && name.length <= ATTRIBUTE_NAME_MAX_CHARS),
      `has a name that is empty or longer than ${ATTRIBUTE_NAME_MAX_CHARS} characters`,
    )
    .optional()
    .describe("Merged into what is known: what is left out stays, null removes."),
  tags: z
    .array(
      z
        .string()
        .refine((tag) => readTag(tag) !== null, `is empty or longer than ${TAG_MAX_CHARS} characters`),
    )
    .max(TAGS_MAX, `has more than ${TAGS_MAX} tags`)
    .transform((tags) => tags.map((tag) => readTag(tag)!))
    .optional()
    .describe("All tags that they are to have: those that are left out of the list are removed.")
    .meta({ examples: [["vip"]] }),
  consent: strictConsentFields
    .optional()
    .describe(
      "What they agreed to. Say “granted” only for what they told you themselves. “withdrawn” is a no to every topic of the channel.",
    )
    .meta({ examples: [{ email: "granted" }] }),
});
type Change = z.output<typeof change>;

const body = {
  schema: change,
  maxBytes: PROFILE_BODY_MAX_BYTES,
  example: {
    email: "ana@example.com",
    name: "Ana Silva",
    attributes: { plan: "gold" },
    consent: { email: "granted" },
  },
};
const merges =
  "What is left out stays as it is, and null empties a field or removes an attribute. Workflows see the change at once.";
const conflictDocs = {
  409: "The customer has another id already, or is known by nothing but an address: one that was to be changed, or that only a web page has named.",
};

export const putProfile = defineRoute({
  id: "putProfile",
  method: "PUT",
  path: "/v1/profiles/{profile}",
  group: "Customers",
  summary: "Create or change a customer",
  description: `Makes a customer who is not there yet, named by your id or by address. Somebody whom only a web page has named by this address is another one. ${merges}`,
  scope: "profiles:write",
  params: changedProfileParameter,
  body,
  answers: {
    200: { description: "The customer as they are now.", schema: profile },
    201: {
      description: "Nobody was known by this: they were made, or one with this address got your id.",
      schema: profile,
    },
  },
  refusals: { 404: "There is no customer with this id of Rekindle's.", ...conflictDocs },
  async handle({ services, params, body, now }) {
    const ref = readProfileRef(params.profile);
    if ("refused" in ref) return ref;
    const found = await findByRef(services.db, ref);
    if (!found && ref.kind === "id") return unknownProfile;
    const changed = await take(services, ref, found ?? null, body, now);
    if ("refused" in changed) return changed;
    return found ? { status: 200, body: changed } : { status: 201, body: changed };
  },
});

export const changeProfile = defineRoute({
  id: "changeProfile",
  method: "PATCH",
  path: "/v1/profiles/{profile}",
  group: "Customers",
  summary: "Change a customer who is there",
  description: merges,
  scope: "profiles:write",
  params: changedProfileParameter,
  body,
  answers: { 200: { description: "The customer as they are now.", schema: profile } },
  refusals: { ...unknownProfileDocs, ...conflictDocs },
  async handle({ services, params, body, now }) {
    const ref = readProfileRef(params.profile);
    if ("refused" in ref) return ref;
    const found = await findByRef(services.db, ref);
    if (!found) return unknownProfile;
    const changed = await take(services, ref, found, body, now);
    return "refused" in changed ? changed : { status: 200, body: changed };
  },
});

/** Takes the change in as an event program would have sent it, so that workflows see it and identities merge alike. */
async function take(
  services: RestServices,
  ref: ProfileRef,
  found: Profile | null,
  given: Change,
  now: number,
): Promise<z.output<typeof profile> | Refusal> {
  const problem = given.consent && consentProblem(given.consent, services.engine.live.settings.topics);
  if (problem) {
    const { code, path, message } = problem;
    return refuse(400, code, `consent ${message}`, [{ path, message }]);
  }
  const identity = await identify(services.db, ref, found, given);
  if ("refused" in identity) return identity;
  const [result] = await services.engine.accept([
    {
      kind: "identify",
      externalId: identity.externalId,
      anonymousId: identity.anonymousId,
      messageId: null,
      at: now,
      receivedAt: now,
      traits: { fields: { ...fieldsOf(given), ...identity.fields }, attributes: attributesOf(given) },
      consent: readConsent(given.consent ?? {}),
    },
  ]);
  const profileId = result?.kind === "accepted" ? result.profileId : null;
  const { tags } = given;
  if (profileId !== null && tags)
    await services.engine.change((_tx, engine, at) => setTags(engine, { profileId, tags, by: null }, at));
  const shown = profileId === null ? null : await readShown(services, profileId);
  // Erased in this very moment.
  return shown ?? unknownProfile;
}

type Fields = IntakeItem["traits"]["fields"];
type Identity = { externalId: string | null; anonymousId: string | null; fields: Fields };

/** How the intake finds the very profile that is meant: by an id that it has, or by its address. */
async function identify(
  db: Database,
  ref: ProfileRef,
  found: Profile | null,
  given: Change,
): Promise<Identity | Refusal> {
  const own = found?.externalId ?? (ref.kind === "external" ? ref.externalId : null);
  if (own !== null && given.externalId !== undefined && given.externalId !== own)
    return refuse(409, "other-id", "This customer has another id already");
  if (own !== null) return { externalId: own, anonymousId: null, fields: {} };
  const externalId = given.externalId ?? null;
  if (externalId !== null && (await findByRef(db, { kind: "external", externalId })))
    return refuse(409, "other-id", "Another customer has this id");
  const anonymousId = found && (await anonymousIdOf(db, found.id));
  if (anonymousId) return { externalId, anonymousId, fields: {} };
  const address = found?.email ?? (ref.kind === "email" ? ref.email : null);
  if (address === null) return unknownProfile;
  // By the address, which is vouched for from here on, the intake would find or make somebody else.
  if (found?.emailClaimed)
    return refuse(
      409,
      "address-claimed",
      "This customer is known by nothing but an address that only a web page has named",
    );
  if (!isEmailAddress(address))
    return refuse(400, "invalid", "The address in the path is not an email address");
  if (given.email !== undefined && given.email !== address)
    return refuse(
      409,
      "address-is-all",
      "This customer is known by nothing but the address; set an id first",
    );
  return { externalId, anonymousId: null, fields: { email: address } };
}

async function anonymousIdOf({ query, tables }: Database, profileId: number): Promise<string | null> {
  const { anonymousIds } = tables;
  const rows = await query
    .select({ value: anonymousIds.value })
    .from(anonymousIds)
    .where(eq(anonymousIds.profileId, profileId))
    .orderBy(asc(anonymousIds.value));
  return rows.find(({ value }) => !isLinkId(value))?.value ?? null;
}

function fieldsOf({ email, name, phone, timezone, locale }: Change): Fields {
  const given = { email, name, phone, timezone, locale };
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  // An empty text says nothing either.
  return Object.fromEntries(entries.map(([field, value]) => [field, value || null]));
}

/** What has no value is left out when a profile is stored, so undefined takes an attribute away. */
function attributesOf({ attributes = {} }: Change): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, value === null ? undefined : value]),
  );
}
