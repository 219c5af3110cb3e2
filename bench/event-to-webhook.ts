import { AppProcess } from "#server/testing/app-process.ts";
import { startWebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { percentile, ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";

const PER_SECOND = 20;
const EVENTS_PER_ROUND = 200;

/** From the moment an event is sent to the moment its webhook arrives, at a light load. */
export async function measureEventToWebhook(): Promise<string[]> {
  const receiver = await startWebhookReceiver();
  const app = await AppProcess.create({ OUTBOUND_ALLOW: "127.0.0.1" });
  const graph = drawGraph([
    { id: "event", type: "event", config: { event: "Ping" } },
    {
      id: "hook",
      type: "call-webhook",
      config: { url: receiver.url, body: '{"id": {{ event.id | json }}}' },
    },
  ]);
  const { apiKey } = await seed(app.dataDir, graph);
  await app.start();
  const medians: number[] = [];
  const p99s: number[] = [];
  try {
    await round(app.url, apiKey, receiver, "warm-up", 40);
    for (let index = 0; index < ROUNDS; index++) {
      const latencies = await round(app.url, apiKey, receiver, `round-${index}`, EVENTS_PER_ROUND);
      medians.push(percentile(latencies, 0.5));
      p99s.push(percentile(latencies, 0.99));
    }
  } finally {
    await app.close();
    await receiver.close();
  }
  return [
    `event in to webhook out at ${PER_SECOND}/s, median ms (under 10): ${show(spread(medians), 1)}`,
    `event in to webhook out at ${PER_SECOND}/s, p99 ms (under 50): ${show(spread(p99s), 1)}`,
  ];
}

type Receiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

async function round(
  url: string,
  apiKey: string,
  receiver: Receiver,
  name: string,
  count: number,
): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const arrived = (async () => {
    for (let index = 0; index < count; index++) {
      const { body } = await receiver.next();
      const { id } = JSON.parse(body.toString()) as { id: string };
      latencies.push(performance.now() - sentAt.get(id)!);
    }
  })();
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) {
    const dueAt = startedAt + (index * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())));
    const id = `${name}-${index}`;
    sentAt.set(id, performance.now());
    void fetch(`${url}/v1/track`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ userId: id, event: "Ping", messageId: id, properties: { id } }),
    });
  }
  await arrived;
  return latencies;
}
