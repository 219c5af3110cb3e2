import { fork } from "node:child_process";
import { createECDH, randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppProcess, freePort } from "#server/testing/app-process.ts";
import { importGraph, publish, signUpOwner } from "#server/testing/owner-api.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { type Filling, fillPeople, fillQuickly } from "./fill.ts";
import { peakMegabytes, residentMegabytes } from "./resident-memory.ts";
import { seed } from "./seed.ts";

/** Each part of the pushes is as long as the first, after which everything that they need is loaded. */
const PARTS = 5;
const PART_PUSHES = 2_000;
const POLL_MS = 100;

/** What the real server holds while it encrypts and hands over 10,000 notifications, one to each of as many people. */
export async function measurePushes(): Promise<string[]> {
  const port = await freePort();
  const app = await AppProcess.create({ OUTBOUND_ALLOW: `127.0.0.1:${port}` });
  const certificate = join(app.dataDir, "push-drain.pem");
  const drain = fork(fileURLToPath(new URL("./push-drain.ts", import.meta.url)), {
    env: { ...process.env, PORT: String(port), CERTIFICATE_FILE: certificate },
  });
  await once(drain, "message");
  const taken = async () => {
    drain.send("how many?");
    return (await once(drain, "message"))[0] as number;
  };
  await seed(app.dataDir);
  fillQuickly(app.dataDir, (filling) => {
    fillPeople(filling, PARTS * PART_PUSHES, Date.now());
    for (let part = 0; part < PARTS; part++) fillBrowsers(filling, part, port);
  });
  try {
    await app.start({ NODE_EXTRA_CA_CERTS: certificate });
    const api = await signUpOwner(app.url);
    const held: number[] = [];
    const startedAt = performance.now();
    for (let part = 0; part < PARTS; part++) {
      const id = await importGraph(api, `Part ${part}`, graphFor(part));
      await publish(api, id);
      await api.workflows.startForEverybody.mutate({ id, condition: membersOf(part) });
      while ((await taken()) < (part + 1) * PART_PUSHES) await sleep(POLL_MS);
      held.push(residentMegabytes(app.pid));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const [first, last] = [held[0]!, held.at(-1)!];
    return [
      `pushes/s: ${Math.round((PARTS * PART_PUSHES) / seconds)}`,
      `memory after each ${PART_PUSHES.toLocaleString("en-GB")} pushes, MB: ${held.map((megabytes) => megabytes.toFixed(0)).join(", ")}`,
      `growth from the first to the last of them, MB (none): ${(last - first).toFixed(0)}; the most ever, MB: ${peakMegabytes(app.pid).toFixed(0)}`,
    ];
  } finally {
    drain.kill();
    await app.close();
  }
}

/** Every person has a browser; whose turn it is stands in an attribute. */
function fillBrowsers(filling: Filling, part: number, port: number): void {
  const ecdh = createECDH("prime256v1");
  const keys = { p256dh: ecdh.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
  const [from, to] = [part * PART_PUSHES + 1, (part + 1) * PART_PUSHES];
  filling
    .prepare("update profiles set attributes = :attributes where id between :from and :to")
    .run({ attributes: JSON.stringify({ part }), from, to });
  filling
    .prepare(
      `insert into push_subscriptions (profile_id, endpoint, keys, created_at)
       select id, :origin || id, :keys, :now from profiles where id between :from and :to`,
    )
    .run({ origin: `https://127.0.0.1:${port}/`, keys: JSON.stringify(keys), now: Date.now(), from, to });
}

function membersOf(part: number) {
  return { kind: "attribute" as const, attribute: "part", operator: "equals" as const, value: part };
}

function graphFor(part: number) {
  return drawGraph([
    { id: "by-hand", type: "manual", config: {} },
    {
      id: "push",
      type: "send-web-push",
      config: {
        title: 'Part {{ profile.part }}, {{ profile.name | default: "friend" }}',
        body: `New scents are in. ${"Poured by hand. ".repeat(10)}`,
        url: `https://shop.example/new?part=${part}`,
        transactional: true,
      },
    },
  ]);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
