import { asc, eq, inArray } from "drizzle-orm";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

/** A secret as it may be shown: what it is called, never what it is. */
export interface SecretSummary {
  name: string;
  /** When its value was entered. */
  createdAt: number;
}

export async function listSecrets(db: Database): Promise<SecretSummary[]> {
  const { secrets } = db.tables;
  return await db.query
    .select({ name: secrets.name, createdAt: secrets.createdAt })
    .from(secrets)
    .orderBy(asc(secrets.name));
}

/** The sealed values of those that exist. */
export function* findSealedSecrets(
  tx: Transaction,
  names: readonly string[],
): Steps<{ name: string; sealedValue: string }[]> {
  if (names.length === 0) return [];
  const { secrets } = tx.tables;
  return yield* run(
    tx.query
      .select({ name: secrets.name, sealedValue: secrets.sealedValue })
      .from(secrets)
      .where(inArray(secrets.name, [...names])),
  );
}

/** False when there is one of that name already. */
export function* insertSecret(
  tx: Transaction,
  secret: { name: string; sealedValue: string; createdAt: number },
): Steps<boolean> {
  const { secrets } = tx.tables;
  const rows = yield* run(
    tx.query.insert(secrets).values(secret).onConflictDoNothing().returning({ name: secrets.name }),
  );
  return rows.length > 0;
}

/** Another value under the same name. False when there is none of that name. */
export function* replaceSecret(
  tx: Transaction,
  { name, ...changes }: { name: string; sealedValue: string; createdAt: number },
): Steps<boolean> {
  const { secrets } = tx.tables;
  const rows = yield* run(
    tx.query.update(secrets).set(changes).where(eq(secrets.name, name)).returning({ name: secrets.name }),
  );
  return rows.length > 0;
}

/** False when there is none of that name. */
export function* removeSecret(tx: Transaction, name: string): Steps<boolean> {
  const { secrets } = tx.tables;
  const rows = yield* run(
    tx.query.delete(secrets).where(eq(secrets.name, name)).returning({ name: secrets.name }),
  );
  return rows.length > 0;
}
