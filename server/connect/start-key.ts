import type { ApiKeyKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { ApiKeys } from "#server/http/api-keys.ts";
import { listApiKeys } from "#server/store/api-keys.ts";
import { SECRET_KEY_SCOPES, type SourceId } from "./sources.ts";

export interface StartedKey {
  id: number;
  /** Null when it is a secret key that was there already: nobody can read it back. */
  key: string | null;
  isNew: boolean;
}

interface WantedKey {
  source: SourceId;
  kind: ApiKeyKind;
  name: string;
  another: boolean;
  now: number;
}

/** Makes the key that a source sends with; or answers with the newest that is there, unless another is asked for. */
export async function startKey(
  { db, apiKeys }: { db: Database; apiKeys: ApiKeys },
  { source, kind, name, another, now }: WantedKey,
): Promise<StartedKey> {
  const what = { kind, source, scopes: kind === "secret" ? SECRET_KEY_SCOPES : null };
  const listSiblings = async () =>
    (await listApiKeys(db)).filter((key) => key.source === source && key.kind === kind);
  if (another) {
    const count = (await listSiblings()).length;
    const numbered = count === 0 ? name : `${name} ${count + 1}`;
    return { ...(await apiKeys.create(numbered, now, what)), isNew: true };
  }
  const first = await apiKeys.createFirst(name, now, what);
  if (first) return { ...first, isNew: true };
  const [newest] = await listSiblings();
  if (!newest) throw new Error(`the key of ${source} was revoked in this moment`);
  return { id: newest.id, key: newest.writeKey, isNew: false };
}
