import type { Database } from "./database/database.ts";
import type { Keys } from "./keys.ts";
import { readSettings, writeSetting } from "./store/settings.ts";

/** Ties the database to its keys at the first start. Throws when they do not belong together. */
export async function checkKeys(db: Database, keys: Keys): Promise<void> {
  const { keyFingerprint } = await readSettings(db);
  if (keyFingerprint === null) {
    await db.transaction((tx) => writeSetting(tx, "keyFingerprint", keys.fingerprint));
    return;
  }
  if (keyFingerprint !== keys.fingerprint) {
    throw new Error(
      `The key file does not belong to this database (it needs ${keyFingerprint}, found ${keys.fingerprint}). Without the right keys, stored passwords cannot be read and links in sent messages stop working. Put back the keys.json from the backup of this database.`,
    );
  }
}
