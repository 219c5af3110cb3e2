import { AppProcess } from "#server/testing/app-process.ts";
import { startEcho } from "./echo.ts";
import { load, ROUND_SECONDS, singleEvents, WARM_UP_SECONDS } from "./load.ts";
import { percentile, ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";
import { makeEvent } from "./shop-event.ts";
import { steadyLoad } from "./steady-load.ts";

/** While the disk still writes what the full load left behind. */
const SETTLE_SECONDS = 3;

/** How long single events wait for their answer at half of the rate that the server was seen to take before. */
export async function measureHalfLoad(): Promise<string[]> {
  const app = await AppProcess.create();
  const { apiKey } = await seed(app.dataDir);
  await app.start();
  const events = singleEvents(app.url, apiKey, makeEvent);
  const echo = await startEcho();
  const atEcho = singleEvents(echo.url, apiKey, makeEvent);
  const results = {
    median: [] as number[],
    p99: [] as number[],
    echoP99: [] as number[],
    sendP99: [] as number[],
  };
  let half: number;
  try {
    await load(events, WARM_UP_SECONDS);
    half = (await load(events, ROUND_SECONDS)).perSecond / 2;
    await steadyLoad(events, half, SETTLE_SECONDS);
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await steadyLoad(atEcho, half, ROUND_SECONDS);
      const { answerMs, sendMs } = await steadyLoad(events, half, ROUND_SECONDS);
      results.median.push(percentile(answerMs, 0.5));
      results.p99.push(percentile(answerMs, 0.99));
      results.echoP99.push(percentile(plain.answerMs, 0.99));
      results.sendP99.push(percentile(sendMs, 0.99));
    }
  } finally {
    echo.stop();
    await app.close();
  }
  return [
    `events/s at half of the full load: ${half.toFixed(0)}`,
    `median at half load, ms: ${show(spread(results.median), 1)}`,
    `p99 at half load, ms (under 30): ${show(spread(results.p99), 1)}`,
    `p99 of plain node:http at the same rate, ms: ${show(spread(results.echoP99), 1)}`,
    `p99 of how late the sender itself is, in it, ms: ${show(spread(results.sendP99), 1)}`,
  ];
}
