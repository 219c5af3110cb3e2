import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import { brand } from "#workflows/brand.ts";
import { capRules } from "#workflows/caps.ts";
import { isTimeZone } from "#workflows/duration.ts";
import { isLanguage } from "#workflows/languages.ts";
import { timeOfDay } from "#workflows/local-time.ts";
import { topics } from "#workflows/topics.ts";
import { likelyWeekStart, type WeekStart } from "#workflows/week-start.ts";
import { bounceDoorSettings, bounceMailboxSettings, bounceMailboxState } from "./bounce-settings.ts";
import { inAppSettings } from "./in-app-settings.ts";
import { lifecycleSettings, lifecycleWalk } from "./lifecycle-settings.ts";
import {
  dkimSettings,
  paceSettings,
  providerSettings,
  senderSettings,
  sentToday,
} from "./sending-settings.ts";
import { textingSettings } from "./texting-settings.ts";

export const shopSettings = z.object({
  shopName: z.string().trim().min(1, "Enter the shop's name").max(100).default("My shop"),
  timezone: z.string().refine(isTimeZone, "This time zone is not known").default("UTC"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Use three capital letters, like EUR")
    .default("USD"),
  /** What it writes its messages in, as a tag such as "en", and speaks to customers in whose own is not known. */
  language: z.string().max(35).refine(isLanguage, "This language is not known").default("en"),
  /** Printed under marketing emails, as the law in many countries asks. */
  postalAddress: z.string().trim().max(300).default(""),
  /** granted: marketing only to people who agreed. soft: to everybody who has not unsubscribed. */
  consentRule: z.enum(["granted", "soft"]).default("granted"),
  /** The day that weeks begin with: 1 is Monday, 7 is Sunday. Absent: nobody has chosen, see `weekStartOf`. */
  weekStart: z.union([z.literal(1), z.literal(7)]).optional(),
});
export type ShopSettings = z.infer<typeof shopSettings>;

/** The day that the shop's weeks begin with: the chosen one, or else what is usual where it is. */
export function weekStartOf(shop: ShopSettings): WeekStart {
  return shop.weekStart ?? likelyWeekStart(shop);
}

const smtpSettings = z.object({
  host: z.string(),
  port: z.number(),
  secure: z.boolean(),
  unencrypted: z.boolean().default(false),
  user: z.string(),
  /** Encrypted with the installation's key. */
  sealedPassword: z.string().nullable(),
  from: z.string(),
});

/** What holds for the messages of every workflow that does not say otherwise. */
export const sendingRules = z.object({
  quietHours: z
    .object({ on: z.boolean(), from: timeOfDay, to: timeOfDay })
    .refine(({ on, from, to }) => !on || from !== to, {
      error: "Quiet hours that begin and end at the same time would never end",
      path: ["to"],
    })
    .default({ on: false, from: "21:00", to: "09:00" }),
  caps: capRules,
});

const KEPT_DAYS_MIN = 30;
const KEPT_DAYS_MAX = 3650;
const keptDays = z
  .number()
  .int("Use whole days")
  .refine(
    (days) => days === 0 || (days >= KEPT_DAYS_MIN && days <= KEPT_DAYS_MAX),
    "Use 30 to 3,650 days, or 0 to keep it for ever",
  );

/** Whether opens and clicks are noted, and what links tell the shop's own statistics. */
export const trackingSettings = z.object({
  on: z.boolean().default(true),
  utm: z.boolean().default(true),
  utmSource: z.string().trim().min(1, "Enter a name").max(60).default("rekindle"),
  /** An order counts as following on a message for so long. */
  orderDays: z.number().int("Use whole days").min(1, "At least 1").max(30, "At most 30").default(5),
});

/** For how many days what is over is kept; 0 is for ever. */
export const retention = z.object({
  /** What happened to each person and why, and carts that nobody touches any more. */
  historyDays: keptDays.default(365),
  /** Messages as they went out, with their attempts. That and when each was sent is kept. */
  contentDays: keptDays.default(90),
  /** Which steps a run took, from its end on. How many people passed each step is kept. */
  runDays: keptDays.default(365),
  /** Single events. What was counted of them by day, and the sums of orders, are kept. */
  eventDays: keptDays.default(0),
});
export type Retention = z.infer<typeof retention>;

/** How far the first steps of a new shop are, where nothing else tells. */
export const firstSteps = z.object({
  /** Somebody has looked at a message of a workflow as a customer gets it. */
  looked: z.boolean().default(false),
  /** Somebody has let a workflow run on the fast clock. */
  tried: z.boolean().default(false),
  /** The owner wants to keep messages here for now. */
  keepsHere: z.boolean().default(false),
  /** Put away; null where nobody was asked: then they show until a workflow is live. */
  away: z.boolean().nullable().default(null),
});
export type FirstSteps = z.infer<typeof firstSteps>;

/** The made-up shop, and how far loading or removing it is. */
export const sampleShop = z.object({
  state: z.enum(["absent", "loading", "loaded", "removing"]).default("absent"),
  /** Whose work it is to load or remove it; null when nobody is at it. */
  claim: z.string().nullable().default(null),
  /** When whoever has the claim last did something, in epoch milliseconds. */
  workedAt: z.number().default(0),
  /** How many people were loaded or removed so far. */
  done: z.number().default(0),
  /** It could not be loaded, and what had come in goes, or went, again. */
  failed: z.boolean().default(false),
});
export type SampleShopSetting = z.infer<typeof sampleShop>;

/** Each setting's key, and how its stored value is read. */
const shapes = {
  shop: shopSettings,
  brand,
  smtp: smtpSettings.nullable().default(null),
  /** Never beside `smtp`: whichever was set up last is the one. */
  provider: providerSettings.nullable().default(null),
  dkim: dkimSettings.nullable().default(null),
  senders: senderSettings,
  pace: paceSettings,
  texting: textingSettings.nullable().default(null),
  bounceDoor: bounceDoorSettings.nullable().default(null),
  bounceMailbox: bounceMailboxSettings.nullable().default(null),
  /** As it was when the settings were read. */
  bounceMailboxState: bounceMailboxState.nullable().default(null),
  /** As it was when the settings were read; counting goes by server/store/sent-today.ts. */
  sentToday: sentToday.nullable().default(null),
  sendingOff: z.boolean().default(false),
  /** When all sending was last switched on again. */
  sendingResumedAt: z.number().nullable().default(null),
  /** Profiles still to be looked at after a change that moves what waits for a time; null when done. */
  relook: z
    .object({
      /** The shop's zone changed: it counts for everybody without one. */
      zone: z.boolean(),
      /** The quiet hours changed. */
      quietHours: z.boolean(),
      afterProfileId: z.number(),
    })
    .nullable()
    .default(null),
  sendingRules,
  tracking: trackingSettings,
  retention,
  lifecycle: lifecycleSettings,
  /** As it was when the settings were read. */
  lifecycleWalk,
  topics,
  inApp: inAppSettings,
  /** The secrets with which webhooks are signed, encrypted; null before the first call. */
  webhookSigning: z.string().nullable().default(null),
  keyFingerprint: z.string().nullable().default(null),
  firstSteps,
  /** As it was when the settings were read. */
  sampleShop: sampleShop.prefault({}),
};

type Shapes = typeof shapes;
export type Settings = { [K in keyof Shapes]: z.infer<Shapes[K]> };

export type SettingKey = keyof Settings;

/** What holds instead of a setting that cannot be read, where its default could do harm. */
const whenUnreadable: Partial<Settings> = {
  sendingOff: true,
  /** Nobody is watched whom the owner may have wanted to leave alone. */
  tracking: { on: false, utm: false, utmSource: "rekindle", orderDays: 5 },
  /** Nothing is thrown away that the owner may have wanted to keep. */
  retention: { historyDays: 0, contentDays: 0, runDays: 0, eventDays: 0 },
  /** No key that the owner has given up proves anything again. */
  inApp: { keyVersion: -1, trustIds: false },
  /** No key has it: the server says that its keys do not fit, instead of taking any. */
  keyFingerprint: "unreadable",
};

/** Without these nobody can tell from whom, when, how often and to whom may be written. */
const SENDING_NEEDS: readonly SettingKey[] = [
  "shop",
  "smtp",
  "provider",
  "dkim",
  "senders",
  "pace",
  "texting",
  "sendingOff",
  "sendingResumedAt",
  "sendingRules",
];

/** All settings; one that cannot be read has its default, and one that sending needs switches sending off. */
export async function readSettings(db: Database): Promise<Settings> {
  return (await inspectSettings(db)).settings;
}

/** All settings, and the keys of those that are stored but cannot be read. What is stored stays as it is. */
export async function inspectSettings(
  db: Database,
): Promise<{ settings: Settings; unreadable: SettingKey[] }> {
  const rows = await db.query.select().from(db.tables.settings);
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const unreadable: SettingKey[] = [];
  const read = <K extends SettingKey>(
    key: K,
    shape: z.core.$ZodType<Settings[K]>,
    absent?: object,
  ): Settings[K] => {
    const parsed = z.safeParse(shape, stored.get(key) ?? absent);
    if (parsed.success) return parsed.data;
    unreadable.push(key);
    return whenUnreadable[key] ?? z.parse(shape, absent);
  };
  const settings: Settings = {
    shop: read("shop", shapes.shop, {}),
    brand: read("brand", shapes.brand, {}),
    smtp: read("smtp", shapes.smtp),
    provider: read("provider", shapes.provider),
    dkim: read("dkim", shapes.dkim),
    senders: read("senders", shapes.senders, {}),
    pace: read("pace", shapes.pace, {}),
    texting: read("texting", shapes.texting),
    bounceDoor: read("bounceDoor", shapes.bounceDoor),
    bounceMailbox: read("bounceMailbox", shapes.bounceMailbox),
    bounceMailboxState: read("bounceMailboxState", shapes.bounceMailboxState),
    sentToday: read("sentToday", shapes.sentToday),
    sendingOff: read("sendingOff", shapes.sendingOff),
    sendingResumedAt: read("sendingResumedAt", shapes.sendingResumedAt),
    relook: read("relook", shapes.relook),
    sendingRules: read("sendingRules", shapes.sendingRules, {}),
    tracking: read("tracking", shapes.tracking, {}),
    retention: read("retention", shapes.retention, {}),
    lifecycle: read("lifecycle", shapes.lifecycle, {}),
    lifecycleWalk: read("lifecycleWalk", shapes.lifecycleWalk, {}),
    topics: read("topics", shapes.topics),
    inApp: read("inApp", shapes.inApp, {}),
    webhookSigning: read("webhookSigning", shapes.webhookSigning),
    keyFingerprint: read("keyFingerprint", shapes.keyFingerprint),
    firstSteps: read("firstSteps", shapes.firstSteps, {}),
    sampleShop: read("sampleShop", shapes.sampleShop),
  };
  const sendingOff = settings.sendingOff || unreadable.some((key) => SENDING_NEEDS.includes(key));
  return { settings: { ...settings, sendingOff }, unreadable };
}

/** Whose times are still to be worked out anew; null when nobody's. */
export function* readRelook(tx: Transaction): Steps<Settings["relook"]> {
  const { settings } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, "relook")));
  return shapes.relook.safeParse(row?.value ?? undefined).data ?? null;
}

/** What the stages of life rest on, to be changed in the same transaction. */
export function* readLifecycle(tx: Transaction): Steps<Settings["lifecycle"]> {
  const read = lifecycleSettings.safeParse((yield* readValue(tx, "lifecycle")) ?? {});
  return read.data ?? lifecycleSettings.parse({});
}

/** How far the walk over everybody's stage of life is, to be changed in the same transaction. */
export function* readLifecycleWalk(tx: Transaction): Steps<Settings["lifecycleWalk"]> {
  const walk = lifecycleWalk.safeParse((yield* readValue(tx, "lifecycleWalk")) ?? {});
  return walk.data ?? lifecycleWalk.parse({});
}

/** How far the first steps are, to be changed in the same transaction. */
export function* readFirstSteps(tx: Transaction): Steps<FirstSteps> {
  return firstSteps.safeParse((yield* readValue(tx, "firstSteps")) ?? {}).data ?? firstSteps.parse({});
}

/** How the sample shop stands, to be changed in the same transaction. */
export function* readSampleShop(tx: Transaction): Steps<SampleShopSetting> {
  return sampleShop.safeParse((yield* readValue(tx, "sampleShop")) ?? {}).data ?? sampleShop.parse({});
}

function* readValue(tx: Transaction, key: SettingKey): Steps<unknown> {
  const { settings } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, key)));
  return row?.value;
}

/** The sealed secrets that sign webhooks; null before the first call. Throws when they cannot be read. */
export function* readWebhookSigning(tx: Transaction): Steps<string | null> {
  const { settings } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, "webhookSigning")));
  return shapes.webhookSigning.parse(row?.value ?? undefined);
}

/** Keeps the first secrets that sign webhooks; those that are there stay. */
export function* insertWebhookSigning(tx: Transaction, sealed: string): Steps<void> {
  yield* run(
    tx.query
      .insert(tx.tables.settings)
      .values({ key: "webhookSigning", value: sealed })
      .onConflictDoNothing(),
  );
}

/** The shop's topics as they are stored. Throws when they cannot be read, so that nothing is written over them. */
export function* readTopics(tx: Transaction): Steps<Settings["topics"]> {
  const { settings } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, "topics")));
  return shapes.topics.parse(row?.value);
}

export function* writeSetting<K extends keyof Settings>(
  tx: Transaction,
  key: K,
  value: Settings[K],
): Steps<void> {
  const { settings } = tx.tables;
  // A JSON null is told from SQL's by removing the row.
  if (value === null) {
    yield* run(tx.query.delete(settings).where(eq(settings.key, key)));
    return;
  }
  yield* run(
    tx.query
      .insert(settings)
      .values({ key, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } }),
  );
}

/** The switch for all sending. When it is back on, what had been due long before that is dropped. */
export function* switchSending(tx: Transaction, off: boolean, now: number): Steps<void> {
  yield* writeSetting(tx, "sendingOff", off);
  if (!off) yield* writeSetting(tx, "sendingResumedAt", now);
}
