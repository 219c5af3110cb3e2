import { AppProcess } from "#server/testing/app-process.ts";
import { signUpOwner } from "#server/testing/owner-api.ts";
import { type SmtpSink, startSmtpSink } from "#server/testing/smtp-sink.ts";
import {
  type ReceivedRequest,
  type ScriptedAnswer,
  startWebhookReceiver,
} from "#server/testing/webhook-receiver.ts";
import { Dice } from "./dice.ts";
import { publishJourneys } from "./journeys.ts";
import { Records } from "./records.ts";
import { type Ledger, ShopClient } from "./shop-client.ts";
import { judge, type Verdict } from "./verdict.ts";

const CLIENTS = 6;
/** A kill comes up to this long after the server is ready … */
const KILL_WITHIN_MS = 1_200;
/** … or, in this share of the cases, while it starts. */
const KILLED_AT_START = 0.2;
const START_MS = 1_800;
/** By the server's clock: delays, tries and carts fall due between the kills. */
const DOWN_MIN_MS = 10_000;
const DOWN_MAX_MS = 180_000;
/** A receiver that refused this often takes the webhook, so that none is given up. */
const REFUSALS_MAX = 2;
/** Steps in which time passes at the end; together longer than the tries of a message take. */
const END_STEP_MS = 30 * 60_000;
const END_STEPS_MAX = 60;

export interface CrashTestOptions {
  kills: number;
  seed: number;
  /** Told how far it got. */
  tell(line: string): void;
}

/**
 * Kills the real server again and again while shops send events to it, and compares what went in with what is stored
 * and what came out. A killed process is not a power cut: what it had written is still in the system's memory.
 */
export async function runCrashTest({ kills, seed, tell }: CrashTestOptions): Promise<Verdict> {
  const dice = new Dice(seed);
  const taken: string[] = [];
  const receiver = await startWebhookReceiver(moodyReceiver(dice, taken));
  const sink = await startSmtpSink();
  const app = await AppProcess.create({
    TEST_CLOCK: "on",
    OUTBOUND_ALLOW: "127.0.0.1",
    SMTP_URL: sink.url,
    MAIL_FROM: "Hearth & Home <hello@shop.example>",
  });
  const ledger: Ledger = new Map();
  const records = new Records(app.dataDir);
  try {
    await app.start();
    const api = await signUpOwner(app.url);
    const { key: apiKey } = await api.apiKeys.create.mutate({ name: "Shop" });
    await publishJourneys(api, `${receiver.url}/tell`);
    const clients = Array.from(
      { length: CLIENTS },
      (_, index) => new ShopClient({ url: app.url, apiKey, dice, ledger }, `shop${index}`),
    );
    for (const client of clients) client.start();
    const rounds = await killAgainAndAgain({ app, dice, sink, records, kills, tell });
    await Promise.all(clients.map((client) => client.stop()));
    tell("letting everything finish");
    const unfinished = await finish(app, records);
    const verdict = judge({
      records,
      ledger,
      emails: sink.all,
      webhooks: receiver.all,
      webhooksTaken: taken,
    });
    return {
      figures: { kills, ...rounds.figures, ...verdict.figures, "left unfinished": unfinished },
      breaches: [
        ...rounds.breaches,
        ...verdict.breaches,
        ...(unfinished > 0 ? [`${unfinished} runs, messages or timers did not come to an end`] : []),
      ],
    };
  } finally {
    await app.close();
    await receiver.close();
    await sink.close();
  }
}

interface Killing {
  app: AppProcess;
  dice: Dice;
  sink: SmtpSink;
  records: Records;
  kills: number;
  tell(line: string): void;
}

/** Leaves the server running after the last kill. */
async function killAgainAndAgain({ app, dice, sink, records, kills, tell }: Killing): Promise<Verdict> {
  const breaches: string[] = [];
  const look = () => {
    for (const run of records.stuckRuns()) breaches.push(`after kill ${done}, nothing would move on ${run}`);
  };
  let done = 0;
  let duringStart = 0;
  let aheadMs = 0;
  let longestMs = 0;
  while (done < kills) {
    done += 1;
    sink.trouble("rcpt", { code: 451, text: "4.3.0 Try again later" }, dice.between(`rcpt:${done}`, 0, 2));
    sink.trouble("message", "drop", dice.between(`drop:${done}`, 0, 1));
    await sleep(dice.unit(`kill:${done}`) * KILL_WITHIN_MS);
    await app.stop("SIGKILL");
    look();
    aheadMs += dice.between(`down:${done}`, DOWN_MIN_MS, DOWN_MAX_MS);
    const env = { TEST_CLOCK_AHEAD_MS: String(aheadMs) };
    if (done < kills && dice.unit(`early:${done}`) < KILLED_AT_START) {
      done += 1;
      duringStart += 1;
      // Rejects when the kill comes before it is ready.
      const started = app.start(env).catch(() => {});
      await sleep(dice.unit(`kill:${done}`) * START_MS);
      await app.stop("SIGKILL");
      await started;
      look();
    }
    longestMs = Math.max(longestMs, await app.start(env));
    tell(`${done} of ${kills} kills`);
  }
  return {
    figures: { "of those, during a start": duringStart, "longest restart, ms": Math.round(longestMs) },
    breaches,
  };
}

/** Lets time pass by the server's clock until nothing is under way; answers with what still is at the end. */
async function finish(app: AppProcess, records: Records): Promise<number> {
  for (let step = 0; step < END_STEPS_MAX && (step === 0 || records.unfinished() > 0); step++) {
    const body = JSON.stringify({ advanceMs: END_STEP_MS });
    const response = await fetch(`${app.url}/test/clock`, { method: "POST", body });
    if (!response.ok) throw new Error(`the clock answered ${response.status}: ${await response.text()}`);
  }
  return records.unfinished();
}

/** Sometimes slow, sometimes too busy, sometimes gone in the middle; it notes what it took. */
function moodyReceiver(dice: Dice, taken: string[]): (request: ReceivedRequest) => ScriptedAnswer {
  const tries = new Map<string, number>();
  return ({ headers }) => {
    const id = String(headers["webhook-id"]);
    const attempt = (tries.get(id) ?? 0) + 1;
    tries.set(id, attempt);
    const mood = attempt > REFUSALS_MAX ? 1 : dice.unit(`mood:${id}:${attempt}`);
    if (mood < 0.05) return { status: 503 };
    if (mood < 0.1)
      return { status: 429, headers: { "retry-after": String(dice.between(`wait:${id}`, 1, 120)) } };
    if (mood < 0.12) return "hang-up";
    taken.push(id);
    return { status: 200, afterMs: mood < 0.25 ? dice.between(`slow:${id}`, 20, 500) : 0 };
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
