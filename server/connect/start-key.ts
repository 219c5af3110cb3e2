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

/** Makes the key that a source sends with; or answers with the one that is there, unless another is asked for. */
export async function startKey(
  { db, apiKeys }: { db: Database; apiKeys: ApiKeys },
  { source, kind, name, another, now }: WantedKey,
): Promise<StartedKey> {
  const listSiblings = async () =>
    (await listApiKeys(db)).filter((key) => key.source === source && key.kind === kind);
  const siblings = await listSiblings();
  const [newest] = siblings;
  if (newest && !another) return { id: newest.id, key: newest.writeKey, isNew: false };

  const scopes = kind === "secret" ? SECRET_KEY_SCOPES : null;
  const numbered = siblings.length === 0 ? name : `${name} ${siblings.length + 1}`;
  const created = await apiKeys.create(numbered, now, { kind, scopes, source });
  if (another) return { ...created, isNew: true };
  // Pressed twice at once: the first one stays.
  const first = (await listSiblings()).at(-1);
  if (!first || first.id === created.id) return { ...created, isNew: true };
  await apiKeys.revoke(created.id, now);
  return { id: first.id, key: first.writeKey, isNew: false };
}
