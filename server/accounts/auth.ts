import { randomUUID } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import type { Logger } from "pino";
import type { Role } from "#drizzle/tables.ts";
import type { Person } from "#server/api/trpc.ts";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { entry } from "./entry.ts";
import { linkOrigin } from "./link-origin.ts";
import { hashPassword, isPassword, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from "./password.ts";
import { forgetSignInAttempts, limitByClient, limitByEmail } from "./sign-in-limits.ts";

const DAY_S = 24 * 60 * 60;
/** Somebody who comes back within this time stays signed in. */
const SESSION_LIFE_S = 30 * DAY_S;
const SESSION_RENEWED_AFTER_S = DAY_S;
const RESET_LINK_LIFE_S = 60 * 60;

const BASE_PATH = "/api/auth";
/** better-auth has more endpoints than these; what nothing here needs is not open. */
const DOORS = new Set([
  "/sign-in/email",
  "/sign-out",
  "/request-password-reset",
  "/reset-password",
  "/change-password",
  "/create-owner",
  "/accept-invitation",
]);

export interface AuthOptions {
  db: Database;
  keys: Keys;
  env: Pick<Env, "PUBLIC_URL">;
  log: Logger;
  clock: Clock;
  /** Sends the link that sets a new password. It is as good as the password: only its receiver may read it. */
  sendResetMail: (mail: { to: string; url: string }) => Promise<void>;
  /** Called after the first visit has named the shop. */
  shopNamed: () => Promise<void>;
}

export interface Auth {
  /** Answers what comes in below /api/auth. The header x-client-ip must be the server's own. */
  handle(request: Request): Promise<Response>;
  /**
   * Whose session the cookies name, or null. With `renew`, a session that is a day old lives on from now, and
   * `cookies` are Set-Cookie headers that must go out with the answer.
   */
  session(headers: Headers, renew: boolean): Promise<{ person: Person; cookies: string[] } | null>;
  /** Whether the link from a reset mail can still be used. */
  isResetLinkOpen(token: string): Promise<boolean>;
}

/**
 * Accounts, sessions and passwords, kept by better-auth in our tables. It goes by the system's clock for sessions and
 * reset links; limits and invitations go by ours.
 */
export function createAuth(options: AuthOptions): Auth {
  const auth = createBetterAuth(options);
  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      const isDoor = pathname.startsWith(BASE_PATH) && DOORS.has(pathname.slice(BASE_PATH.length));
      return isDoor
        ? auth.handler(request)
        : Response.json({ message: "There is nothing here" }, { status: 404 });
    },
    async session(headers, renew) {
      const query = { disableRefresh: !renew };
      const found = await auth.api.getSession({ headers, query, returnHeaders: true });
      if (!found.response) return null;
      const { id, name, email, role } = found.response.user;
      return { person: { id, name, email, role: role as Role }, cookies: found.headers.getSetCookie() };
    },
    async isResetLinkOpen(token) {
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
      return found !== null && found.expiresAt > new Date();
    },
  };
}

function createBetterAuth({ db, keys, env, log, clock, sendResetMail, shopNamed }: AuthOptions) {
  const given = { db, keys, clock };
  const publicOrigin = env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null;
  return betterAuth({
    appName: "Rekindle",
    basePath: BASE_PATH,
    // Without a public address the server has no one name: this one is nobody's, and trusts nobody.
    baseURL: publicOrigin ?? "http://rekindle.invalid",
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      const sameHost = host ? [`http://${host}`, `https://${host}`] : [];
      return publicOrigin ? [publicOrigin, ...sameHost] : sameHost;
    },
    secret: keys.session,
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      disableColors: true,
      log: (level, message) => log[level]({ part: "accounts" }, message),
    },
    database: drizzleAdapter(db.query, {
      provider: db.engine === "sqlite" ? "sqlite" : "pg",
      schema: db.tables,
      usePlural: true,
    }),
    plugins: [entry({ ...given, shopNamed }), limitByEmail(given)],
    user: { additionalFields: { role: { type: "string", input: false } } },
    session: { expiresIn: SESSION_LIFE_S, updateAge: SESSION_RENEWED_AFTER_S },
    verification: { storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_CHARS,
      maxPasswordLength: PASSWORD_MAX_CHARS,
      password: { hash: hashPassword, verify: isPassword },
      resetPasswordTokenExpiresIn: RESET_LINK_LIFE_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }, request) => {
        const origin = linkOrigin(env.PUBLIC_URL, request?.headers ?? new Headers());
        await sendResetMail({ to: user.email, url: `${origin}/reset-password/${token}` });
      },
      onPasswordReset: ({ user }) => forgetSignInAttempts(given, user.email),
    },
    rateLimit: limitByClient(given),
    onAPIError: {
      // A refusal is an answer; only what nobody expected is worth a line.
      onError: (error) => {
        if (!isAPIError(error))
          log.error({ part: "accounts", err: error }, "a request could not be answered");
      },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (
          ctx.path === "/request-password-reset" &&
          !linkOrigin(env.PUBLIC_URL, ctx.headers ?? new Headers())
        ) {
          throw new APIError("CONFLICT", {
            code: "NO_PUBLIC_URL",
            message: "This server does not know its public address, so it cannot send a link",
          });
        }
      }),
    },
    advanced: {
      cookiePrefix: "rekindle",
      useSecureCookies: publicOrigin?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ["x-client-ip"] },
      database: { generateId: () => randomUUID() },
      // A reset mail is sent after the answer: how long the answer takes must not tell whether the address is known.
      backgroundTasks: {
        handler: (task) => {
          task.catch((error) =>
            log.error({ part: "accounts", err: error }, "a task after the answer failed"),
          );
        },
      },
    },
  });
}
