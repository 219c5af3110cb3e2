import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { AppProcess, freePort } from "#server/testing/app-process.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";

const CONNECTIONS = 50;
const ROUND_SECONDS = 5;
const PEOPLE = 5_000;

/** Durable events per second through POST /v1/track, beside a server that only parses them. */
export async function measureEventsPerSecond(): Promise<string[]> {
  const app = await AppProcess.create();
  const { apiKey } = await seed(app.dataDir);
  await app.start();
  const echo = await startEcho();
  const results = {
    app: [] as number[],
    appP99: [] as number[],
    echo: [] as number[],
    ratio: [] as number[],
  };
  try {
    await load(app.url, apiKey, 2);
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await load(echo.url, apiKey, ROUND_SECONDS);
      const durable = await load(app.url, apiKey, ROUND_SECONDS);
      results.echo.push(plain.perSecond);
      results.app.push(durable.perSecond);
      results.appP99.push(durable.p99);
      results.ratio.push(durable.perSecond / plain.perSecond);
    }
  } finally {
    echo.stop();
    await app.close();
  }
  return [
    `durable events/s through /v1/track: ${show(spread(results.app))}`,
    `plain node:http, same JSON parsed, per s: ${show(spread(results.echo))}`,
    `ratio (at least 0.35): ${show(spread(results.ratio), 2)}`,
    `p99 under this full load, ms: ${show(spread(results.appP99))}`,
  ];
}

async function startEcho() {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL("./echo-server.ts", import.meta.url)), {
    env: { ...process.env, PORT: String(port) },
  });
  await new Promise((resolve) => child.once("message", resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

async function load(
  url: string,
  apiKey: string,
  seconds: number,
): Promise<{ perSecond: number; p99: number }> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
  const result = await autocannon({
    url: `${url}/v1/track`,
    connections: CONNECTIONS,
    duration: seconds,
    method: "POST",
    headers,
    requests: [{ setupRequest: (request) => ({ ...request, body: makeEvent() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} broken requests`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

let counter = 0;

function makeEvent(): string {
  counter += 1;
  return JSON.stringify({
    userId: `customer-${counter % PEOPLE}`,
    event: "Product Viewed",
    messageId: `${randomUUID()}`,
    timestamp: new Date().toISOString(),
    properties: {
      product_id: "candle-01",
      name: "Cedar candle",
      price: 24,
      currency: "USD",
      url: "https://shop.example/candle",
    },
  });
}
