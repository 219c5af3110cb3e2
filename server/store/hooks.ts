import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export type Hook = Tables["hooks"]["$inferSelect"];

/** Whom a hook is about: where in the body the person is named, and by what. */
export type HookPerson = Pick<Hook, "personKind" | "personPath">;

const byTokenHash = statement<{ tokenHash: string }>()((query, { hooks }) =>
  query
    .select()
    .from(hooks)
    .where(and(eq(hooks.tokenHash, sql.placeholder("tokenHash")), isNull(hooks.removedAt))),
);

/** Every hook that is not removed, the newest first. */
export async function listHooks(db: Database): Promise<Hook[]> {
  const { hooks } = db.tables;
  return await db.query.select().from(hooks).where(isNull(hooks.removedAt)).orderBy(desc(hooks.id));
}

/** The hook whose address ends in the token with this hash. */
export async function findHookByToken(db: Database, tokenHash: string): Promise<Hook | undefined> {
  return (await db.execute(byTokenHash, { tokenHash }))[0];
}

export type NewHook = HookPerson &
  Pick<Hook, "name" | "tokenHash" | "sealedToken" | "createdAt"> & {
    /** Null makes one from the hook's name. */
    eventName: string | null;
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

/** Gives the hook another address; nothing is taken in at the old one any more. */
export function rotateHookToken(
  tx: Transaction,
  id: number,
  { tokenHash, sealedToken }: Pick<Hook, "tokenHash" | "sealedToken">,
): Steps<boolean> {
  return change(tx, id, { tokenHash, sealedToken });
}

/** Closes its address; it can be brought back. */
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
