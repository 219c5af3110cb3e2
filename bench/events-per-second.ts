import { AppProcess } from "#server/testing/app-process.ts";
import { startEcho } from "./echo.ts";
import { load, ROUND_SECONDS, singleEvents, WARM_UP_SECONDS } from "./load.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";
import { makeEvent } from "./shop-event.ts";

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
    const atEcho = singleEvents(echo.url, apiKey, makeEvent);
    const atApp = singleEvents(app.url, apiKey, makeEvent);
    await load(atApp, WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await load(atEcho, ROUND_SECONDS);
      const durable = await load(atApp, ROUND_SECONDS);
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
