import { randomUUID } from "node:crypto";
import { AppProcess } from "#server/testing/app-process.ts";
import { ECHO_ANSWER, startEcho } from "./echo.ts";
import { load, ROUND_SECONDS, type Target, WARM_UP_SECONDS } from "./load.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";
import { makeEvent } from "./shop-event.ts";

/** Some 28 kB together. */
const BATCH_EVENTS = 100;
/** So that a thousand events always wait to be taken in. */
const CONNECTIONS = 10;

/** Durable events per second through POST /v1/batch, with ids as Segment's library for Node makes them, beside a server that only parses. */
export async function measureBatchEvents(): Promise<string[]> {
  const app = await AppProcess.create();
  const { apiKey } = await seed(app.dataDir);
  await app.start();
  const batches: Target = {
    url: `${app.url}/v1/batch`,
    apiKey,
    body: makeBatch,
    answer: ALL_TAKEN,
    connections: CONNECTIONS,
  };
  const echo = await startEcho();
  const atEcho = { ...batches, url: echo.url, answer: ECHO_ANSWER };
  const perSecond: number[] = [];
  const ratio: number[] = [];
  const p99: number[] = [];
  try {
    await load(batches, WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await load(atEcho, ROUND_SECONDS);
      const result = await load(batches, ROUND_SECONDS);
      perSecond.push(result.perSecond * BATCH_EVENTS);
      ratio.push(result.perSecond / plain.perSecond);
      p99.push(result.p99);
    }
  } finally {
    echo.stop();
    await app.close();
  }
  return [
    `durable events/s through /v1/batch, ${BATCH_EVENTS} to a batch (at least 20,000): ${show(spread(perSecond))}`,
    `beside plain node:http that only parses them, ratio: ${show(spread(ratio), 2)}`,
    `p99 of a batch under this full load, ms: ${show(spread(p99))}`,
  ];
}

const ALL_TAKEN = `{"success":true,"accepted":${BATCH_EVENTS},"errors":[]}`;

function makeBatch(): string {
  const batch = Array.from({ length: BATCH_EVENTS }, () => ({
    ...makeEvent(),
    type: "track",
    messageId: `node-next-${Date.now()}-${randomUUID()}`,
  }));
  return JSON.stringify({ batch });
}
