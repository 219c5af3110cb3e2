import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { InAppMessage } from "#server/http/in-app.ts";
import { inAppKey, inAppProof } from "#server/in-app/proof.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { createIdentity } from "./identity.ts";
import { createTelling } from "./in-app/telling.ts";
import { createInApp } from "./in-app.ts";
import { memoryShelf } from "./storage.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
  await doors.rig.publish(
    drawGraph([
      { id: "on", type: "event", config: { event: "Tea Wanted" } },
      { id: "show", type: "show-in-app", config: { title: "Tea is back", url: "/tea" } },
    ]),
  );
});
afterEach(() => doors.close());

/** The snippet's parts of a visitor's page, at the real server; `shown` is what would be drawn last. */
async function openPage() {
  const now = () => doors.rig.clock.now();
  const { key: writeKey } = await doors.apiKeys.create("Site", now(), { kind: "write" });
  const shelf = memoryShelf();
  const identity = createIdentity(shelf, randomUUID);
  const errors: string[] = [];
  let shown: InAppMessage[] = [];
  const send = (path: string, body: object) =>
    doors.send(path, { method: "POST", body: JSON.stringify({ writeKey, ...body }) });
  const look = createInApp({
    ...{ identity, shelf, now, page: { hidden: false, readyState: "complete", querySelector: () => null } },
    async call(_method, path, body) {
      const { status, json } = await send(path, body);
      if (status !== 200) throw new Error(json.error?.message);
      return json;
    },
    load: async () => ({
      update(messages) {
        shown = messages;
      },
    }),
    onError: (error) => errors.push(String(error)),
  });
  const { tell } = createTelling({
    shelf,
    send: async (happening) => (await send("/v1/in-app/happened", happening)).status,
  });
  return { identity, look, tell, errors, shown: () => shown };
}

/** What the shop's own server tells. */
async function wantsTea(who: object): Promise<void> {
  expect((await doors.post("/v1/track", { ...who, event: "Tea Wanted" })).status).toBe(200);
  await doors.rig.engine.settled();
}

async function noted(): Promise<string[]> {
  const { query, tables } = doors.database;
  return (await query.select().from(tables.interactions)).map(({ kind }) => kind);
}

it("gets a visitor's message, and has noted what happened to it", async () => {
  const page = await openPage();
  await wantsTea({ anonymousId: page.identity.anonymousId() });
  await page.look();
  expect(page.shown()).toMatchObject([{ title: "Tea is back", url: "/tea", seen: false }]);
  const { id } = page.shown()[0]!;
  page.tell(id, "shown");
  page.tell(id, "clicked");
  await expect.poll(noted).toEqual(["shown", "clicked"]);
  await doors.rig.pass(60_000);
  await page.look();
  expect(page.shown()).toMatchObject([{ seen: true, clicked: true, dismissed: false }]);
});

it("gets a customer's message with the proof of the shop's server, and says so when that is missing", async () => {
  const page = await openPage();
  await wantsTea({ userId: "customer-1" });
  page.identity.become("customer-1");
  page.identity.anonymousId();
  await page.look();
  expect([page.shown(), page.errors]).toEqual([[], [expect.stringMatching(/proof/)]]);
  const { inApp } = doors.rig.engine.live.settings;
  page.identity.become("customer-1", inAppProof(inAppKey(doors.rig.keys, inApp), "customer-1"));
  await page.look();
  expect(page.shown()).toMatchObject([{ title: "Tea is back" }]);
});
