import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { type AttemptLimit, countAttempt, forgetAttempts } from "./attempts.ts";

const MINUTE_MS = 60_000;

/** For one address of the internet, by path; an office shares one. */
const BY_CLIENT: Record<string, AttemptLimit> = {
  "/sign-in/email": { max: 20, windowMs: 10 * MINUTE_MS },
  "/create-owner": { max: 10, windowMs: 10 * MINUTE_MS },
  "/accept-invitation": { max: 20, windowMs: 10 * MINUTE_MS },
  "/request-password-reset": { max: 10, windowMs: 10 * MINUTE_MS },
  "/reset-password": { max: 10, windowMs: 10 * MINUTE_MS },
  "/change-password": { max: 10, windowMs: 10 * MINUTE_MS },
};
const BY_CLIENT_ELSE: AttemptLimit = { max: 300, windowMs: MINUTE_MS };

/** For one email address, whoever asks: guesses may come from everywhere at once. */
const BY_EMAIL: Record<string, AttemptLimit> = {
  "/sign-in/email": { max: 10, windowMs: 15 * MINUTE_MS },
  "/request-password-reset": { max: 5, windowMs: 60 * MINUTE_MS },
};
const SIGN_IN_PATH = "/sign-in/email";

interface Given {
  db: Database;
  clock: Clock;
  keys: Keys;
}

/** The limits by client address, for better-auth to apply before it looks at a request. */
export function limitByClient({ db, clock }: Given): NonNullable<BetterAuthOptions["rateLimit"]> {
  return {
    enabled: true,
    window: BY_CLIENT_ELSE.windowMs / 1000,
    max: BY_CLIENT_ELSE.max,
    customRules: Object.fromEntries(
      Object.entries(BY_CLIENT).map(([path, { max, windowMs }]) => [path, { max, window: windowMs / 1000 }]),
    ),
    customStorage: {
      consume: async (key, { max, window }) => {
        const { waitMs } = await countAttempt(db, key, { max, windowMs: window * 1000 }, clock.now());
        return { allowed: waitMs === 0, retryAfter: seconds(waitMs) };
      },
    },
  };
}

/**
 * The limits by email address. They count addresses that nobody has just the same, so that a refusal tells nothing.
 * Signing in, and setting a new password, starts the count anew.
 */
export function limitByEmail(given: Given) {
  const count = createAuthMiddleware(async (ctx) => {
    const limit = BY_EMAIL[ctx.path];
    const email: unknown = ctx.body?.email;
    if (!limit || typeof email !== "string") return;
    const { waitMs } = await countAttempt(
      given.db,
      emailKey(given, ctx.path, email),
      limit,
      given.clock.now(),
    );
    if (waitMs === 0) return;
    const headers = { "X-Retry-After": String(seconds(waitMs)) };
    throw new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_TRIES", message: "Too many tries" }, headers);
  });
  const forget = createAuthMiddleware(async (ctx) => {
    const user = ctx.context.newSession?.user;
    if (user) await forgetSignInAttempts(given, user.email);
  });
  return {
    id: "limits-by-email",
    hooks: {
      before: [{ matcher: ({ path }) => path !== undefined && path in BY_EMAIL, handler: count }],
      after: [{ matcher: ({ path }) => path === SIGN_IN_PATH, handler: forget }],
    },
  } satisfies BetterAuthPlugin;
}

export async function forgetSignInAttempts(given: Pick<Given, "db" | "keys">, email: string): Promise<void> {
  await forgetAttempts(given.db, emailKey(given, SIGN_IN_PATH, email));
}

/** Keyed, because these rows name whatever anybody typed. */
function emailKey({ keys }: Pick<Given, "keys">, path: string, email: string): string {
  return `${path}|${keys.sign("attempts", email.trim().toLowerCase())}`;
}

function seconds(waitMs: number): number {
  return Math.ceil(waitMs / 1000);
}
