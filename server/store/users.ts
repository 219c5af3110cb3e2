import { and, asc, eq, ne } from "drizzle-orm";
import type { Role, Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export type User = Tables["users"]["$inferSelect"];

export interface NewUser {
  id: string;
  name: string;
  /** In lower case, as all addresses of users are. */
  email: string;
  role: Role;
  passwordHash: string;
}

/** Where better-auth keeps the password of somebody who signs in with one. */
const PASSWORD_PROVIDER = "credential";

export async function hasUsers(db: Database): Promise<boolean> {
  const { users } = db.tables;
  return (await db.query.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Everybody, the longest here first. */
export async function listUsers(db: Database): Promise<User[]> {
  const { users } = db.tables;
  return db.query.select().from(users).orderBy(asc(users.createdAt), asc(users.id));
}

/** What an account is called; null when nobody has it any more. */
export async function findUserName(
  { query, tables: { users } }: Database,
  id: string,
): Promise<string | null> {
  const [user] = await query.select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name ?? null;
}

/** Throws a unique violation when the address is taken. */
export function* addUser(tx: Transaction, user: NewUser, now: number): Steps<void> {
  const { users, accounts } = tx.tables;
  const { passwordHash, ...person } = user;
  const moment = { createdAt: new Date(now), updatedAt: new Date(now) };
  yield* run(tx.query.insert(users).values({ ...person, ...moment }));
  yield* run(
    tx.query.insert(accounts).values({
      id: user.id,
      accountId: user.id,
      providerId: PASSWORD_PROVIDER,
      userId: user.id,
      password: passwordHash,
      ...moment,
    }),
  );
}

/** Adds the first user and runs what belongs to it; does nothing and answers false when there is a user already. */
export function addFirstUser(
  db: Database,
  user: NewUser,
  now: number,
  alongside: (tx: Transaction) => Steps<void>,
): Promise<boolean> {
  return db.transaction(function* (tx) {
    const { users } = tx.tables;
    const [somebody] = yield* run(tx.query.select({ id: users.id }).from(users).limit(1));
    if (somebody) return false;
    yield* addUser(tx, user, now);
    yield* alongside(tx);
    return true;
  });
}

export type UserChange = "done" | "missing" | "last-owner";

/** Takes effect at the person's next request. Invitations of somebody who is no owner any more are withdrawn. */
export function setRole(db: Database, userId: string, role: Role, now: number): Promise<UserChange> {
  return db.transaction(function* (tx): Steps<UserChange> {
    const { users, invitations } = tx.tables;
    const hurdle = yield* ownerGuard(tx, userId, role === "owner");
    if (hurdle) return hurdle;
    yield* run(
      tx.query
        .update(users)
        .set({ role, updatedAt: new Date(now) })
        .where(eq(users.id, userId)),
    );
    // Else somebody could keep an owner's invitation for the day they stop being one.
    if (role !== "owner") yield* run(tx.query.delete(invitations).where(eq(invitations.createdBy, userId)));
    return "done";
  });
}

/** Ends the person's sessions and withdraws their invitations too: their rows go with the user's. */
export function removeUser(db: Database, userId: string): Promise<UserChange> {
  return db.transaction(function* (tx): Steps<UserChange> {
    const { users } = tx.tables;
    const hurdle = yield* ownerGuard(tx, userId, false);
    if (hurdle) return hurdle;
    yield* run(tx.query.delete(users).where(eq(users.id, userId)));
    return "done";
  });
}

/** Sets a password and ends all sessions. Answers false when nobody has the address. */
export function setPassword(
  db: Database,
  email: string,
  passwordHash: string,
  now: number,
): Promise<boolean> {
  return db.transaction(function* (tx) {
    const { users, accounts, sessions } = tx.tables;
    const [user] = yield* run(tx.query.select({ id: users.id }).from(users).where(eq(users.email, email)));
    if (!user) return false;
    yield* run(
      tx.query
        .update(accounts)
        .set({ password: passwordHash, updatedAt: new Date(now) })
        .where(and(eq(accounts.userId, user.id), eq(accounts.providerId, PASSWORD_PROVIDER))),
    );
    yield* run(tx.query.delete(sessions).where(eq(sessions.userId, user.id)));
    return true;
  });
}

/** Why a change may not happen: somebody must stay who can let others in. */
function* ownerGuard(tx: Transaction, userId: string, staysOwner: boolean): Steps<UserChange | null> {
  const { users } = tx.tables;
  const [user] = yield* run(tx.query.select({ role: users.role }).from(users).where(eq(users.id, userId)));
  if (!user) return "missing";
  if (staysOwner || user.role !== "owner") return null;
  const [otherOwner] = yield* run(
    tx.query
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.role, "owner"), ne(users.id, userId)))
      .limit(1),
  );
  return otherOwner ? null : "last-owner";
}
