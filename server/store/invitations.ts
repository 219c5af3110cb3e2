import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Role, Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps } from "#server/database/database.ts";
import { addUser, type NewUser } from "./users.ts";

export type Invitation = Tables["invitations"]["$inferSelect"];

export async function addInvitation(
  db: Database,
  invitation: { tokenHash: string; role: Role; createdBy: string; createdAt: number; expiresAt: number },
): Promise<void> {
  await db.query.insert(db.tables.invitations).values(invitation);
}

/** Those that can still be accepted, oldest first. */
export async function listOpenInvitations(db: Database, now: number): Promise<Invitation[]> {
  const { invitations } = db.tables;
  return db.query
    .select()
    .from(invitations)
    .where(and(isNull(invitations.usedAt), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.id));
}

/** Answers false when it was not there, or was used before. */
export async function removeInvitation(db: Database, id: number): Promise<boolean> {
  const { invitations } = db.tables;
  const removed = await db.query
    .delete(invitations)
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt)))
    .returning({ id: invitations.id });
  return removed.length > 0;
}

export type InvitationState =
  | { kind: "open"; role: Role; invitedBy: string; expiresAt: number }
  | { kind: "used" }
  | { kind: "expired" }
  | { kind: "unknown" };

export async function findInvitation(db: Database, tokenHash: string, now: number): Promise<InvitationState> {
  const { invitations, users } = db.tables;
  const [found] = await db.query
    .select({ invitation: invitations, invitedBy: users.name })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.tokenHash, tokenHash));
  if (!found) return { kind: "unknown" };
  const { role, expiresAt } = found.invitation;
  return closedState(found.invitation, now) ?? { kind: "open", role, invitedBy: found.invitedBy, expiresAt };
}

export type Acceptance = "accepted" | "used" | "expired" | "unknown" | "email-taken";

/** Uses the invitation up and adds the user with the role that it names. */
export function acceptInvitation(
  db: Database,
  tokenHash: string,
  user: Omit<NewUser, "role">,
  now: number,
): Promise<Acceptance> {
  return db.transaction(function* (tx): Steps<Acceptance> {
    const { invitations, users } = tx.tables;
    const [found] = yield* run(
      tx.query.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)),
    );
    if (!found) return "unknown";
    const closed = closedState(found, now);
    if (closed) return closed.kind;
    const [holder] = yield* run(
      tx.query.select({ id: users.id }).from(users).where(eq(users.email, user.email)),
    );
    if (holder) return "email-taken";
    yield* run(tx.query.update(invitations).set({ usedAt: now }).where(eq(invitations.id, found.id)));
    yield* addUser(tx, { ...user, role: found.role }, now);
    return "accepted";
  });
}

function closedState(invitation: Invitation, now: number): { kind: "used" } | { kind: "expired" } | null {
  if (invitation.usedAt !== null) return { kind: "used" };
  return invitation.expiresAt <= now ? { kind: "expired" } : null;
}
