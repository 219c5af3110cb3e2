import pino from "pino";
import { DEFAULT_CHURN_RULE, SECOND_ORDER_DAYS } from "#server/analytics/order-types.ts";
import type { Periods } from "#server/analytics/types.ts";
import { KeptNumbers } from "#server/reads/kept-numbers.ts";
import { type Reads, threadReads } from "#server/reads/reads.ts";
import { rolledShop } from "./rolled-shop.ts";
import { ROUNDS, show, spread } from "./rounds.ts";

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const DAY_MS = 24 * 3_600_000;
const WEEKS = 12;
/** A small read that somebody else asks for meanwhile. */
const MEANWHILE_EVERY_MS = 20;

const log = pino({ level: "silent" });

/** How long the metrics of retention take over a large shop, in the reading thread. */
export async function measureCohorts(): Promise<string[]> {
  const { file, now, rolledSeconds } = await rolledShop(PEOPLE, EVENTS);
  const lines = [
    `${PEOPLE.toLocaleString("en-GB")} people, ${EVENTS.toLocaleString("en-GB")} events`,
    rolledSeconds === null
      ? "rolled up before"
      : `rolled up in ${rolledSeconds.toFixed(0)} s, ${Math.round(EVENTS / rolledSeconds).toLocaleString("en-GB")} events/s`,
  ];
  for (const [name, read] of Object.entries(questions(now))) {
    const times: number[] = [];
    const waits: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Another thread each time, that has nothing of the file yet.
      const reads = threadReads(file, log);
      await reads.listEventNames();
      const from = performance.now();
      const result = read(reads);
      waits.push(await longestWait(reads, result));
      await result;
      times.push(performance.now() - from);
      await reads.close();
    }
    lines.push(
      `${name}: ${show(spread(times))} ms, another read meanwhile at most ${show(spread(waits))} ms`,
    );
  }
  lines.push(await measureKept(file, now));
  return lines;
}

function questions(now: number): Record<string, (reads: Reads) => Promise<unknown>> {
  const scope = { zone: "Europe/Berlin", weekStart: 1, now } as const;
  const weeks: Periods = { ...scope, period: "week", from: now - WEEKS * 7 * DAY_MS, to: now };
  const year = { ...scope, from: now - 365 * DAY_MS, to: now };
  const months: Periods = { ...year, period: "month" };
  return {
    "12-week cohorts, any event": (reads) => reads.readCohorts(cohorts(weeks)),
    "12-week cohorts, of orders": (reads) =>
      reads.readCohorts({
        ...cohorts(weeks),
        start: { kind: "event", event: "Order Completed" },
        returning: "Order Completed",
      }),
    "lifecycle of 12 weeks": (reads) => reads.readLifecycle({ ...weeks, event: null }),
    "active people of a year": (reads) => reads.readActive({ ...year, event: null }),
    "churn of 12 months": (reads) => reads.readChurn({ ...months, rule: DEFAULT_CHURN_RULE }),
    "repeat purchases of 12 months": (reads) =>
      reads.readRepeat({ ...months, secondDays: SECOND_ORDER_DAYS }),
    "revenue of 12 months": (reads) => reads.readRevenue(months),
    "time between orders": (reads) => reads.readGaps(year),
    "customer value of 12 months": (reads) => reads.readClv(months),
    RFM: (reads) => reads.readRfm({ ...scope, asOf: now }),
    "funnel of 3 steps in a month": (reads) =>
      reads.readFunnel({
        ...{ ...scope, from: now - 30 * DAY_MS, to: now, windowMs: 7 * DAY_MS },
        steps: ["Product Viewed", "Product Added", "Order Completed"],
      }),
  };
}

function cohorts(weeks: Periods) {
  return {
    ...{ ...weeks, start: { kind: "first-event" as const }, returning: null, windows: WEEKS },
    ...{ mode: "n-day" as const, clock: "elapsed" as const },
  };
}

/** The longest that a small read waits while the other one lasts. */
async function longestWait(reads: Reads, other: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = other.finally(() => {
    isOver = true;
  });
  let longest = 0;
  while (!isOver) {
    const from = performance.now();
    await reads.listEventNames();
    longest = Math.max(longest, performance.now() - from);
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, MEANWHILE_EVERY_MS))]);
  }
  return longest;
}

async function measureKept(file: string, now: number): Promise<string> {
  const reads = threadReads(file, log);
  const kept = new KeptNumbers({ now: () => Date.now() });
  const ask = () => kept.read("cohorts", () => questions(now)["12-week cohorts, any event"]!(reads));
  await ask();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  await reads.close();
  return `12-week cohorts, asked for again: ${show(spread(times), 2)} ms`;
}
