import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import { isTimeZone } from "#workflows/duration.ts";

export const shopSettings = z.object({
  shopName: z.string().trim().min(1, "Enter the shop's name").max(100).default("My shop"),
  timezone: z.string().refine(isTimeZone, "This time zone is not known").default("UTC"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Use three capital letters, like EUR")
    .default("USD"),
  /** Printed under marketing emails, as the law in many countries asks. */
  postalAddress: z.string().trim().max(300).default(""),
  /** granted: marketing only to people who agreed. soft: to everybody who has not unsubscribed. */
  consentRule: z.enum(["granted", "soft"]).default("granted"),
});
export type ShopSettings = z.infer<typeof shopSettings>;

const smtpSettings = z.object({
  host: z.string(),
  port: z.number(),
  secure: z.boolean(),
  user: z.string(),
  /** Encrypted with the installation's key. */
  sealedPassword: z.string().nullable(),
  from: z.string(),
});
export type SmtpSettings = z.infer<typeof smtpSettings>;

/** Each setting's key, and how its stored value is read. */
const shapes = {
  shop: shopSettings,
  smtp: smtpSettings.nullable().default(null),
  sendingOff: z.boolean().default(false),
  keyFingerprint: z.string().nullable().default(null),
  sampleShop: z
    .object({ state: z.enum(["absent", "loading", "loaded", "removing"]) })
    .default({ state: "absent" }),
};

type Shapes = typeof shapes;
export type Settings = { [K in keyof Shapes]: z.infer<Shapes[K]> };

export async function readSettings(db: Database): Promise<Settings> {
  const rows = await db.query.select().from(db.tables.settings);
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  return {
    shop: shapes.shop.parse(stored.get("shop") ?? {}),
    smtp: shapes.smtp.parse(stored.get("smtp") ?? undefined),
    sendingOff: shapes.sendingOff.parse(stored.get("sendingOff")),
    keyFingerprint: shapes.keyFingerprint.parse(stored.get("keyFingerprint")),
    sampleShop: shapes.sampleShop.parse(stored.get("sampleShop")),
  };
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
