import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { type OwnerApi, signUpOwner } from "#server/testing/owner-api.ts";
import type { Condition } from "#workflows/condition.ts";
import { load, ROUND_SECONDS, singleEvents, type Target } from "./load.ts";
import { peakMegabytes } from "./resident-memory.ts";
import { rolledShop } from "./rolled-shop.ts";
import { percentile, ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";
import { steadyLoad } from "./steady-load.ts";

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const EVENTS_PER_PERSON = EVENTS / PEOPLE;
/** What the large shop is compared with. */
const FEW_PEOPLE = 10_000;
const EVENTS_PER_SECOND = 50;
const QUIET_SECONDS = 10;
const POLL_MS = 500;
/** The first is the one who did most. */
const PAGES_OF = [1, 2, 3, 777, 123_456, 500_001, 999_999].map((id) => Math.min(id, PEOPLE));
const SEARCHES = ["ana", "ana nov", "person.77", "c-1234", "müller 99", "+4917010", "chloe garcia"];

const CART_WITHOUT_ORDER: Condition = {
  kind: "all",
  of: [
    { kind: "event", event: "Product Added", atLeast: 3, withinDays: 30 },
    { kind: "not", of: { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 } },
  ],
};

/** What the running server of a large shop takes for what people open, and what that costs the events meanwhile. */
export async function measureInLargeShop(): Promise<string[]> {
  const shop = await open(PEOPLE);
  try {
    const lines = [
      `${PEOPLE.toLocaleString("en-GB")} people, ${EVENTS.toLocaleString("en-GB")} events`,
      `search as somebody types, ms (under 50): ${await measureSearch(shop.api)}`,
      `page of a profile, everything on it, ms (under 100): ${await measurePages(shop.api)}`,
      ...(await measureWhileReading(shop)),
    ];
    const memory = Math.round(peakMegabytes(shop.app.pid));
    lines.push(`highest memory of the whole process so far, MB (under 1,000): ${memory}`);
    return [...lines, await compareEvents(shop)];
  } finally {
    await shop.app.close();
  }
}

interface Shop {
  app: AppProcess;
  api: OwnerApi;
  events: Target;
}

async function open(people: number): Promise<Shop> {
  const app = await AppProcess.create();
  const { file } = await rolledShop(people, people * EVENTS_PER_PERSON);
  copyFileSync(file, join(app.dataDir, DATABASE_FILE));
  const { apiKey } = await seed(app.dataDir);
  await app.start();
  const api = await signUpOwner(app.url);
  // A server that is new to its shop looks at everybody once, for their stages of life.
  await until(async () => (await api.lifecycle.get.query()).isWorkedOut);
  return { app, api, events: singleEvents(app.url, apiKey, () => makeEvent(people)) };
}

/** Something that anybody may do, by somebody who is there. */
function makeEvent(people: number): object {
  return {
    userId: `C-${100_001 + Math.floor(Math.random() * people)}`,
    event: Math.random() < 0.3 ? "Product Added" : "Product Viewed",
    messageId: randomUUID(),
    properties: { product_id: "p-12", price: 24 },
  };
}

async function measureSearch(api: OwnerApi): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const search of SEARCHES) times.push(await timed(() => api.profileLists.page.query({ search })));
  }
  return `${show(spread(times), 1)} over ${times.length}`;
}

async function measurePages(api: OwnerApi): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const id of PAGES_OF) {
      times.push(
        await timed(() =>
          Promise.all([
            api.profiles.get.query({ id }),
            api.profiles.timeline.query({ id }),
            api.profiles.consentLog.query({ id }),
            api.profileNotes.list.query({ profileId: id }),
          ]),
        ),
      );
    }
  }
  return `${show(spread(times), 1)} over ${times.length}`;
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await ask();
  return performance.now() - from;
}

/** The answers to events while one metric of retention is counted after the other, none of them asked for before. */
async function measureWhileReading({ api, events }: Shop): Promise<string[]> {
  await steadyLoad(events, EVENTS_PER_SECOND, QUIET_SECONDS / 2);
  const quiet = await steadyLoad(events, EVENTS_PER_SECOND, QUIET_SECONDS);
  let isOver = false;
  const load = steadyLoad(events, EVENTS_PER_SECOND, 3 * QUIET_SECONDS).finally(() => {
    isOver = true;
  });
  let reads = 0;
  for (let last = 5; !isOver; last++) {
    const span = { last };
    await api.retention.cohorts.query({
      ...{ span, period: "week", start: { kind: "first-event" }, returning: null },
      ...{ mode: "n-day", clock: "elapsed", windows: last },
    });
    await api.retention.revenue.query({ span, period: "week" });
    await api.retention.lifecycle.query({ span, period: "week", event: null });
    reads += 3;
  }
  const { answerMs } = await load;
  return [
    `p99 of an event at ${EVENTS_PER_SECOND}/s while ${reads} metrics are counted, ms (under 50): ${percentile(answerMs, 0.99).toFixed(1)}, median ${percentile(answerMs, 0.5).toFixed(1)}`,
    `the same while nothing is counted, ms: ${percentile(quiet.answerMs, 0.99).toFixed(1)}, median ${percentile(quiet.answerMs, 0.5).toFixed(1)}`,
  ];
}

/** Events per second that a segment follows, beside a shop with few people. */
async function compareEvents(large: Shop): Promise<string> {
  const small = await open(FEW_PEOPLE);
  try {
    for (const { api } of [large, small]) await follow(api);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const few = (await load(small.events, ROUND_SECONDS)).perSecond;
      ratios.push((await load(large.events, ROUND_SECONDS)).perSecond / few);
    }
    return `events/s that a segment follows, beside a shop with ${FEW_PEOPLE.toLocaleString("en-GB")} people: ${show(spread(ratios), 2)}`;
  } finally {
    await small.app.close();
  }
}

async function follow(api: OwnerApi): Promise<void> {
  await api.segments.save.mutate({ name: "Left a cart", description: null, rule: CART_WITHOUT_ORDER });
  await until(async () => (await api.segments.list.query()).segments[0]?.state === "ready");
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
