import { randomUUID } from "node:crypto";
import type { Database } from "#server/database/database.ts";
import { firstSteps, shopSettings, writeSetting } from "#server/store/settings.ts";
import { addFirstUser } from "#server/store/users.ts";
import { brand } from "#workflows/brand.ts";
import type { OwnerForm } from "./new-person.ts";
import { hashPassword } from "./password.ts";

/**
 * Creates the owner and the shop, only while nobody is there: of two first visits at once, one wins. Null when there is
 * somebody already.
 */
export async function createOwner(
  db: Database,
  form: OwnerForm,
  now: number,
): Promise<{ id: string } | null> {
  const { name, email, password, shopName, timezone, currency, language, color } = form;
  const id = randomUUID();
  const user = { id, name, email, role: "owner" as const, passwordHash: await hashPassword(password) };
  const shop = shopSettings.parse({ shopName, timezone, currency, language });
  const created = await addFirstUser(db, user, now, function* (tx) {
    yield* writeSetting(tx, "shop", shop);
    yield* writeSetting(tx, "brand", brand.parse({ color }));
    yield* writeSetting(tx, "firstSteps", firstSteps.parse({ away: false }));
  });
  return created ? { id } : null;
}
