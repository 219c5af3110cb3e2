import { randomUUID } from "node:crypto";
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { type Acceptance, acceptInvitation } from "#server/store/invitations.ts";
import { hashInvitationToken } from "./invitation-token.ts";
import { newPerson, ownerForm } from "./new-person.ts";
import { createOwner } from "./owner.ts";
import { hashPassword } from "./password.ts";

const invitationForm = newPerson.extend({ token: z.string().min(1) });

const REFUSAL: Record<Exclude<Acceptance, "accepted">, [code: string, message: string]> = {
  used: ["INVITATION_USED", "This invitation was used already"],
  expired: ["INVITATION_EXPIRED", "This invitation has expired"],
  unknown: ["INVITATION_UNKNOWN", "This invitation does not exist any more"],
  "email-taken": ["EMAIL_TAKEN", "Somebody with this email address is here already"],
};

/**
 * The two ways in beside signing in, as endpoints of better-auth, so that its checks of origin and rate, and its
 * sessions, hold for them too.
 */
export function entry({
  db,
  clock,
  shopNamed,
}: {
  db: Database;
  clock: Clock;
  shopNamed: () => Promise<void>;
}) {
  return {
    id: "entry",
    endpoints: {
      createOwner: createAuthEndpoint("/create-owner", DOOR, async (ctx) => {
        const form = parse(ownerForm, ctx.body);
        const owner = await createOwner(db, form, clock.now());
        if (!owner) throw refuse("OWNER_EXISTS", "There is an owner already. Sign in instead");
        await shopNamed();
        return signIn(ctx, owner.id);
      }),
      acceptInvitation: createAuthEndpoint("/accept-invitation", DOOR, async (ctx) => {
        const { token, name, email, password } = parse(invitationForm, ctx.body);
        const user = { id: randomUUID(), name, email, passwordHash: await hashPassword(password) };
        const answer = await acceptInvitation(db, hashInvitationToken(token), user, clock.now());
        if (answer !== "accepted") throw refuse(...REFUSAL[answer]);
        return signIn(ctx, user.id);
      }),
    },
  } satisfies BetterAuthPlugin;
}

const DOOR = {
  method: "POST" as const,
  body: z.record(z.string(), z.unknown()),
  use: [formCsrfMiddleware],
};

function parse<T extends z.ZodType>(form: T, body: unknown): z.infer<T> {
  const parsed = form.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new APIError("BAD_REQUEST", {
    code: "INVALID_INPUT",
    message: issue?.message,
    field: issue?.path[0],
  });
}

function refuse(code: string, message: string): APIError {
  return new APIError("CONFLICT", { code, message });
}

async function signIn(ctx: GenericEndpointContext, userId: string) {
  const { internalAdapter } = ctx.context;
  const user = await internalAdapter.findUserById(userId);
  const session = await internalAdapter.createSession(userId);
  if (!user) throw new Error("the user that was just added is gone");
  await setSessionCookie(ctx, { session, user });
  return ctx.json({ signedIn: true });
}
