import { and, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export type Hook = Tables["hooks"]["$inferSelect"];

/** Whom a hook is about: where a request names the person, and by what. */
export type HookPerson = Pick<Hook, "personKind" | "personPath">;

/** All that says what a request means. */
export type HookMapping = HookPerson & Pick<Hook, "eventPath" | "eventNames" | "idPath">;

/** How requests prove that they come from the sender. */
export type HookProof = Pick<Hook, "scheme" | "schemeOptions" | "sealedSecret">;

const byTokenHash = statement<{ tokenHash: string; now: number }>()((query, { hooks }) => {
  const tokenHash = sql.placeholder("tokenHash");
  const previous = and(
    eq(hooks.previousTokenHash, tokenHash),
    gt(hooks.previousTokenUntil, sql.placeholder("now")),
  );
  return query
    .select()
    .from(hooks)
    .where(and(or(eq(hooks.tokenHash, tokenHash), previous), isNull(hooks.removedAt)));
});

/** Every hook that is not removed, the newest first. */
export async function listHooks(db: Database): Promise<Hook[]> {
  const { hooks } = db.tables;
  return await db.query.select().from(hooks).where(isNull(hooks.removedAt)).orderBy(desc(hooks.id));
}

export async function findHook(db: Database, id: number): Promise<Hook | undefined> {
  const { hooks } = db.tables;
  const rows = await db.query
    .select()
    .from(hooks)
    .where(and(eq(hooks.id, id), isNull(hooks.removedAt)));
  return rows[0];
}

/** The hook whose address ends in the token with this hash, or did until lately and is still open there. */
export async function findHookByToken(
  db: Database,
  tokenHash: string,
  now: number,
): Promise<Hook | undefined> {
  return (await db.execute(byTokenHash, { tokenHash, now }))[0];
}

export type NewHook = HookPerson &
  Pick<Hook, "name" | "tokenHash" | "sealedToken" | "createdAt"> & {
    /** Null makes one from the hook's name. */
    eventName: string | null;
    offAt?: number | null;
  };

/** Null when another hook, removed or not, makes events of that name. */
export function* insertHook(tx: Transaction, hook: NewHook): Steps<{ id: number; eventName: string } | null> {
  const { hooks } = tx.tables;
  const eventName = hook.eventName ?? (yield* freeEventName(tx, hook.name));
  const [row] = yield* run(
    tx.query
      .insert(hooks)
      .values({ ...hook, eventName })
      .onConflictDoNothing()
      .returning({ id: hooks.id, eventName: hooks.eventName }),
  );
  return row ?? null;
}

/** Changes only what it is called here: its events keep their name, because workflows listen for it. */
export function renameHook(tx: Transaction, id: number, name: string): Steps<boolean> {
  return change(tx, id, { name });
}

export function setHookPerson(
  tx: Transaction,
  id: number,
  { personKind, personPath }: HookPerson,
): Steps<boolean> {
  return change(tx, id, { personKind, personPath });
}

export function setHookMapping(tx: Transaction, id: number, mapping: HookMapping): Steps<boolean> {
  const { personKind, personPath, eventPath, eventNames, idPath } = mapping;
  return change(tx, id, { personKind, personPath, eventPath, eventNames, idPath });
}

export function setHookProof(
  tx: Transaction,
  id: number,
  { scheme, schemeOptions, sealedSecret }: HookProof,
): Steps<boolean> {
  return change(tx, id, { scheme, schemeOptions, sealedSecret });
}

/** Off since a moment, or on with null. */
export function switchHook(tx: Transaction, id: number, offAt: number | null): Steps<boolean> {
  return change(tx, id, { offAt });
}

/** Gives the hook another address; what is sent to the one it has now is taken in until a moment, or no more with null. */
export function* rotateHookToken(
  tx: Transaction,
  id: number,
  { tokenHash, sealedToken }: Pick<Hook, "tokenHash" | "sealedToken">,
  previousUntil: number | null,
): Steps<boolean> {
  const { hooks } = tx.tables;
  const previousTokenHash = previousUntil === null ? null : sql`${hooks.tokenHash}`;
  const rows = yield* run(
    tx.query
      .update(hooks)
      .set({ tokenHash, sealedToken, previousTokenHash, previousTokenUntil: previousUntil })
      .where(and(eq(hooks.id, id), isNull(hooks.removedAt)))
      .returning({ id: hooks.id }),
  );
  return rows.length > 0;
}

export function closePreviousAddress(tx: Transaction, id: number): Steps<boolean> {
  return change(tx, id, { previousTokenHash: null, previousTokenUntil: null });
}

/** Closes its addresses; it can be brought back. */
export function removeHook(tx: Transaction, id: number, now: number): Steps<boolean> {
  return change(tx, id, { removedAt: now });
}

/** Brings a removed hook back at its old address. */
export function* restoreHook(tx: Transaction, id: number): Steps<boolean> {
  const { hooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(hooks)
      .set({ removedAt: null })
      .where(and(eq(hooks.id, id), isNotNull(hooks.removedAt)))
      .returning({ id: hooks.id }),
  );
  return rows.length > 0;
}

export function* markHookReceived(tx: Transaction, id: number, at: number): Steps<void> {
  const { hooks } = tx.tables;
  yield* run(tx.query.update(hooks).set({ lastReceivedAt: at }).where(eq(hooks.id, id)));
}

function* change(tx: Transaction, id: number, changes: Partial<Hook>): Steps<boolean> {
  const { hooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(hooks)
      .set(changes)
      .where(and(eq(hooks.id, id), isNull(hooks.removedAt)))
      .returning({ id: hooks.id }),
  );
  return rows.length > 0;
}

/** "Webhook: Reviews", or with a number when a hook has that already. */
function* freeEventName(tx: Transaction, name: string): Steps<string> {
  const { hooks } = tx.tables;
  const rows = yield* run(tx.query.select({ eventName: hooks.eventName }).from(hooks));
  const taken = new Set(rows.map(({ eventName }) => eventName));
  const wanted = `Webhook: ${name}`;
  let free = wanted;
  for (let number = 2; taken.has(free); number++) free = `${wanted} ${number}`;
  return free;
}
