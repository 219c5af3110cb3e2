import { randomBytes } from "node:crypto";
import { isNull } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { makeHookToken } from "#server/http/hooks-token.ts";
import type { Keys } from "#server/keys.ts";
import { insertHook, setHookMapping, setHookProof } from "#server/store/hooks.ts";
import { type HookSource, isHookOf } from "./sources.ts";

const SECRET_BYTES = 32;

export interface StartedHook {
  id: number;
  /** Told this once, where it is made here. */
  secret: string | null;
  isNew: boolean;
}

/**
 * Makes the hook that a source sends to, ready and on; or answers with the one that is there, unless another is asked
 * for. Null when somebody else made one at the same moment.
 */
export function* startHook(
  tx: Transaction,
  { keys, now, another }: { keys: Keys; now: number; another: boolean },
  source: HookSource,
): Steps<StartedHook | null> {
  const { hooks } = tx.tables;
  const living = yield* run(tx.query.select().from(hooks).where(isNull(hooks.removedAt)).orderBy(hooks.id));
  const siblings = living.filter((hook) => isHookOf(source, hook));
  const newest = siblings.at(-1);
  if (newest && !another) return { id: newest.id, secret: null, isNew: false };

  const { hookName, mapping, proof, secretFrom } = source;
  const name = siblings.length === 0 ? hookName : `${hookName} ${siblings.length + 1}`;
  const { personKind, personPath } = mapping;
  const row = { name, eventName: null, personKind, personPath, ...makeHookToken(keys), createdAt: now };
  const created = yield* insertHook(tx, row);
  if (!created) return null;
  const secret = secretFrom === "here" ? randomBytes(SECRET_BYTES).toString("base64url") : null;
  const sealedSecret = secret === null ? null : keys.encrypt(secret);
  yield* setHookMapping(tx, created.id, mapping);
  yield* setHookProof(tx, created.id, { ...proof, sealedSecret });
  return { id: created.id, secret, isNew: true };
}
