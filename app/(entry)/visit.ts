import { headers } from "next/headers";
import { personOf } from "#server/accounts/person.ts";
import { services } from "#server/services.ts";
import { hasUsers } from "#server/store/users.ts";

/**
 * Who opens a page of this folder, and whether the server has an owner. `properAddress` is set when signing in would
 * not last here: the session's cookie is only kept under https.
 */
export async function visit() {
  const asked = await headers();
  const { auth, db, env } = services();
  const proper = env.PUBLIC_URL?.startsWith("https:") ? new URL(env.PUBLIC_URL) : null;
  return {
    person: await personOf({ auth }, asked),
    hasOwner: await hasUsers(db),
    properAddress: proper && asked.get("host") !== proper.host ? proper.href : null,
  };
}
