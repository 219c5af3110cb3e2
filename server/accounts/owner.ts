import { randomUUID } from "node:crypto";
import type { Database } from "#server/database/database.ts";
import { shopSettings, writeSetting } from "#server/store/settings.ts";
import { addFirstUser } from "#server/store/users.ts";
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
  const { name, email, password, shopName, timezone } = form;
  const id = randomUUID();
  const user = { id, name, email, role: "owner" as const, passwordHash: await hashPassword(password) };
  const shop = shopSettings.parse({ shopName, timezone });
  const created = await addFirstUser(db, user, now, (tx) => writeSetting(tx, "shop", shop));
  return created ? { id } : null;
}
