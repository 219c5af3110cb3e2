import { statSync } from "node:fs";
import pino from "pino";
import { threadReads } from "#server/reads/reads.ts";
import type { Condition } from "#workflows/condition.ts";
import { largeShop } from "./large-shop.ts";
import { ROUNDS, show, spread } from "./rounds.ts";

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const SAMPLE = 20;

const often = (event: string): Condition => ({ kind: "event", event, atLeast: 3, withinDays: 30 });
const did = (event: string, withinDays: number): Condition => ({
  kind: "event",
  event,
  atLeast: 1,
  withinDays,
});
const not = (of: Condition): Condition => ({ kind: "not", of });

/** Rules as the editor asks for them with each change. */
const RULES: Record<string, Condition> = {
  "put 3 products into the cart in 30 days and did not order": {
    kind: "all",
    of: [often("Product Added"), not(did("Order Completed", 30))],
  },
  "looked at 3 products in 30 days and did not order": {
    kind: "all",
    of: [often("Product Viewed"), not(did("Order Completed", 30))],
  },
  "ordered, but not in 90 days": {
    kind: "all",
    of: [did("Order Completed", 0), not(did("Order Completed", 90))],
  },
  "country is DE and plan is pro": {
    kind: "all",
    of: [
      { kind: "attribute", attribute: "country", operator: "equals", value: "DE" },
      { kind: "attribute", attribute: "plan", operator: "equals", value: "pro" },
    ],
  },
};

/** How long the count and the sample of a rule take over a large shop, in the reading thread. */
export async function measureSegmentCount(): Promise<string[]> {
  const { file, now } = await largeShop(PEOPLE, EVENTS);
  const reads = threadReads(file, pino({ level: "silent" }));
  try {
    const lines = [
      `${PEOPLE.toLocaleString("en-GB")} people, ${EVENTS.toLocaleString("en-GB")} events, ${(statSync(file).size / 1e9).toFixed(2)} GB`,
    ];
    // The thread starts with the first read.
    await reads.listEventNames();
    for (const [name, rule] of Object.entries(RULES)) {
      const counts: number[] = [];
      const samples: number[] = [];
      let people = 0;
      for (let round = 0; round < ROUNDS; round++) {
        let from = performance.now();
        people = await reads.countSegment({ rule, now });
        counts.push(performance.now() - from);
        from = performance.now();
        await reads.sampleSegment({ rule, now, limit: SAMPLE });
        samples.push(performance.now() - from);
      }
      lines.push(
        `${name}: ${people.toLocaleString("en-GB")} people, count ${show(spread(counts))} ms, sample ${show(spread(samples))} ms`,
      );
    }
    return lines;
  } finally {
    await reads.close();
  }
}
