import pino from "pino";
import type { Person } from "#server/api/trpc.ts";
import { MovableClock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { Keys } from "#server/keys.ts";
import { createAuth } from "./auth.ts";
import { personOf } from "./person.ts";

const HOST = "localhost:3000";

interface Settings {
  clock?: MovableClock;
  publicUrl?: string;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** As the browser would send it back. */
  cookie: string;
  setCookie: string;
  retryAfterS: number;
}

export type AccountsRig = ReturnType<typeof openAccounts>;

/** For tests: accounts on a database, asked as a browser asks, with the reset mails in a list. */
export function openAccounts(db: Database, { clock = new MovableClock(), publicUrl }: Settings = {}) {
  const mails: { to: string; url: string }[] = [];
  const keys = new Keys({
    encryption: "0a".repeat(32),
    signing: "1b".repeat(32),
    session: "2c3d4e5f60718293".repeat(4),
    vapid: { publicKey: "", privateKey: "" },
  });
  const log = pino({ level: "silent" });
  const env = { PUBLIC_URL: publicUrl };
  const sendResetMail = async (mail: { to: string; url: string }) => {
    mails.push(mail);
  };
  const auth = createAuth({ db, keys, env, log, clock, sendResetMail, shopNamed: async () => {} });

  async function post(
    path: string,
    body: unknown,
    { cookie = "", origin = `http://${HOST}`, client = "192.0.2.1", host = HOST } = {},
  ): Promise<Answer> {
    const headers = new Headers({ host, origin, "x-client-ip": client, "content-type": "application/json" });
    if (cookie) headers.set("cookie", cookie);
    const url = `http://server.invalid/api/auth${path}`;
    const response = await auth.handle(
      new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
    );
    const setCookie = response.headers.get("set-cookie") ?? "";
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      cookie: setCookie.split(";")[0] ?? "",
      setCookie,
      retryAfterS: Number(response.headers.get("x-retry-after")),
    };
  }

  return {
    auth,
    clock,
    db,
    env,
    keys,
    log,
    mails,
    post,
    signIn: (email: string, password: string, client?: string) =>
      post("/sign-in/email", { email, password }, { client }),
    personOf: (cookie: string): Promise<Person | null> => personOf({ auth }, new Headers({ cookie })),
  };
}
