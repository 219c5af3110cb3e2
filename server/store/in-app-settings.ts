import { eq } from "drizzle-orm";
import { z } from "zod";
import { run, type Steps, type Transaction } from "#server/database/database.ts";

/** How pages of the shop prove who is looking at them. */
export const inAppSettings = z.object({
  /** Which of the installation's keys proofs are made with; grows whenever the owner asks for another. */
  keyVersion: z.number().int().default(1),
  /** A customer's id is enough, without proof: for shops whose server cannot make one. */
  trustIds: z.boolean().default(false),
});
export type InAppSettings = z.infer<typeof inAppSettings>;

/** As they are stored. Throws when they cannot be read, so that no key that was given up comes back. */
export function* readInAppSettings(tx: Transaction): Steps<InAppSettings> {
  const { settings } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, "inApp")));
  return inAppSettings.parse(row?.value ?? {});
}
