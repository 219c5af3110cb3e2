import { z } from "zod";
import {
  hashInvitationToken,
  INVITATION_LIFE_MS,
  newInvitationToken,
} from "#server/accounts/invitation-token.ts";
import { addInvitation, listOpenInvitations, removeInvitation } from "#server/store/invitations.ts";
import { listUsers, removeUser, setRole, type UserChange } from "#server/store/users.ts";
import { phrase } from "#workflows/phrase.ts";
import { notFound, owner, refusal, router } from "./trpc.ts";

const role = z.enum(["owner", "editor", "viewer"]);
/** Where the browser reached this server, for when PUBLIC_URL does not say. */
const origin = z
  .url({ protocol: /^https?$/, error: "This is no web address" })
  .transform((url) => new URL(url).origin);

export const people = router({
  list: owner.query(async ({ ctx }) => {
    const users = await listUsers(ctx.db);
    const invitations = await listOpenInvitations(ctx.db, ctx.clock.now());
    return {
      users: users.map(({ id, name, email, role, createdAt }) => ({
        id,
        name,
        email,
        role,
        createdAt: createdAt.getTime(),
      })),
      invitations: invitations.map(({ id, role, createdAt, expiresAt }) => ({
        id,
        role,
        createdAt,
        expiresAt,
      })),
    };
  }),

  /** The answer is the only time that the link is known. */
  invite: owner.input(z.object({ role, origin })).mutation(async ({ ctx, input }) => {
    const token = newInvitationToken();
    const createdAt = ctx.clock.now();
    const expiresAt = createdAt + INVITATION_LIFE_MS;
    const tokenHash = hashInvitationToken(token);
    await addInvitation(ctx.db, {
      tokenHash,
      role: input.role,
      createdBy: ctx.person.id,
      createdAt,
      expiresAt,
    });
    return { url: `${ctx.env.PUBLIC_URL ?? input.origin}/invite/${token}`, expiresAt };
  }),

  revokeInvitation: owner.input(z.object({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    if (!(await removeInvitation(ctx.db, input.id))) throw notFound("invitation");
    return {};
  }),

  setRole: owner.input(z.object({ userId: z.string(), role })).mutation(async ({ ctx, input }) => {
    return answer(await setRole(ctx.db, input.userId, input.role, ctx.clock.now()));
  }),

  /** Ends the person's sessions at once. */
  remove: owner.input(z.object({ userId: z.string() })).mutation(async ({ ctx, input }) => {
    return answer(await removeUser(ctx.db, input.userId));
  }),
});

function answer(change: UserChange): Record<string, never> {
  if (change === "missing") throw notFound("person");
  if (change === "last-owner") {
    const message = phrase("This is the only owner. Make somebody else an owner first");
    throw refusal("CONFLICT", message);
  }
  return {};
}
