import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";
import { AppProcess, freePort } from "#server/testing/app-process.ts";
import { importGraph, publish, signUpOwner } from "#server/testing/owner-api.ts";
import { emailDesign } from "#workflows/email-design.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { fillPeople, fillQuickly } from "./fill.ts";
import { singleEvents } from "./load.ts";
import { percentile } from "./rounds.ts";
import { seed } from "./seed.ts";
import { makeEvent } from "./shop-event.ts";
import { steadyLoad } from "./steady-load.ts";

const EMAILS = 5_000;
const EVENTS_PER_SECOND = 50;
const QUIET_SECONDS = 10;
/** The events of so long are looked at together, and so often it is asked whether all emails are out. */
const SLICE_SECONDS = 1;

/** How long an event waits for its answer while 5,000 personalised emails of blocks are written and handed over. */
export async function measureWhileMailing(): Promise<string[]> {
  const port = await freePort();
  const drain = fork(fileURLToPath(new URL("./smtp-drain.ts", import.meta.url)), {
    env: { ...process.env, PORT: String(port) },
  });
  await once(drain, "message");
  const app = await AppProcess.create({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "shop@shop.example",
  });
  const { apiKey } = await seed(app.dataDir);
  fillQuickly(app.dataDir, (filling) => fillPeople(filling, EMAILS, Date.now()));
  try {
    await app.start();
    const events = singleEvents(app.url, apiKey, makeEvent);
    const api = await signUpOwner(app.url);
    const id = await importGraph(api, "News", news);
    await publish(api, id);
    await steadyLoad(events, EVENTS_PER_SECOND, QUIET_SECONDS / 2);
    const quiet = await steadyLoad(events, EVENTS_PER_SECOND, QUIET_SECONDS);

    const connection = new SqliteConnection(join(app.dataDir, DATABASE_FILE), { readonly: true });
    const count = connection.prepare("select count(*) from messages where status = 'sent'").pluck();
    const startedAt = performance.now();
    await api.workflows.startForEverybody.mutate({ id, condition: null });
    const answerMs: number[] = [];
    for (let sent = 0; sent < EMAILS; ) {
      answerMs.push(...(await steadyLoad(events, EVENTS_PER_SECOND, SLICE_SECONDS)).answerMs);
      sent = count.get() as number;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    connection.close();
    return [
      `emails/s through the whole server: ${Math.round(EMAILS / seconds)}`,
      `p99 of an event at ${EVENTS_PER_SECOND}/s meanwhile, ms (under 50): ${percentile(answerMs, 0.99).toFixed(1)}, median ${percentile(answerMs, 0.5).toFixed(1)}, longest ${percentile(answerMs, 1).toFixed(0)}`,
      `the same while nothing is sent, ms: ${percentile(quiet.answerMs, 0.99).toFixed(1)}, median ${percentile(quiet.answerMs, 0.5).toFixed(1)}`,
    ];
  } finally {
    drain.kill();
    await app.close();
  }
}

const news = drawGraph([
  { id: "by-hand", type: "manual", config: {} },
  {
    id: "email",
    type: "send-email",
    config: {
      format: "design",
      subject: 'New scents, {{ profile.name | default: "friend" }}',
      design: emailDesign.parse({
        blocks: [
          { id: "a", type: "heading", text: 'Good to have you, {{ profile.name | default: "friend" }}' },
          { id: "b", type: "text", html: `<p>${"Our candles are poured by hand. ".repeat(20)}</p>` },
          { id: "c", type: "button", label: "Look around", href: "https://shop.example/" },
        ],
      }),
      transactional: true,
    },
  },
]);
