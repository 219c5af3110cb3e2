import { expect, it } from "vitest";
import { AttributeCounts } from "#server/reads/attribute-counts.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { attributesRouter, eventsRouter } from "./events.ts";

const MINUTE_MS = 60_000;

eachDatabase("what the variable picker offers", (open) => {
  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const reads = directReads(open());
    const attributeCounts = new AttributeCounts(reads, rig.clock);
    const services = { reads, attributeCounts } as unknown as Services;
    const person = { id: "1", name: "Vera", email: "vera@example.com", role: "viewer" as const };
    return { rig, context: { services, person } };
  }

  it("are the attributes that people have, with how many and an example", async () => {
    const { rig, context } = await start();
    const api = attributesRouter.createCaller(context);
    await rig.identify("ana", {
      attributes: { city: "Zagreb", tags: ["a"], empty: "", "Favourite colour": 1 },
    });
    await rig.identify("bob", { attributes: { city: "Split" } });
    const first = (await api.seen()).attributes;
    expect(first).toEqual([
      { name: "city", people: 2, example: "Split" },
      { name: "Favourite colour", people: 1, example: "1" },
      { name: "tags", people: 1, example: null },
    ]);
    // Counted once in a while; what came since is offered all the same.
    await rig.identify("cy", { attributes: { city: "x".repeat(500), points: 0 } });
    const soon = (await api.seen()).attributes;
    expect(soon.find(({ name }) => name === "city")).toMatchObject({ people: 2, example: "x".repeat(60) });
    expect(soon.find(({ name }) => name === "points")).toEqual({
      name: "points",
      people: null,
      example: "0",
    });
    await rig.pass(11 * MINUTE_MS);
    const later = (await api.seen()).attributes;
    expect(later.find(({ name }) => name === "city")).toMatchObject({ people: 3 });
    await rig.engine.stop();
  });

  it("are the properties that events of the trigger's name really had", async () => {
    const { rig, context } = await start();
    const api = eventsRouter.createCaller(context);
    await rig.track("ana", "Order Completed", { total: 20, coupon: "SPRING", products: [{ id: 1 }] });
    await rig.pass(MINUTE_MS);
    await rig.track("ana", "Order Completed", { total: 30 });
    await rig.track("ana", "Signed Up", { source: "shop" });
    expect(await api.properties({ event: "Order Completed" })).toEqual({
      events: 2,
      properties: [
        { name: "total", count: 2, example: "30" },
        { name: "coupon", count: 1, example: "SPRING" },
        { name: "products", count: 1, example: null },
      ],
    });
    expect(await api.properties({ event: "Never Sent" })).toEqual({ events: 0, properties: [] });
    await rig.engine.stop();
  });
});

it("counts everybody once for all who ask at the same time, page by page", async () => {
  const asked: number[] = [];
  const reads = {
    countAttributes: async ({ afterProfileId }: { afterProfileId: number }) => {
      asked.push(afterProfileId);
      return {
        counts: { city: { count: 2, samples: 1 } },
        next: afterProfileId < 20 ? afterProfileId + 10 : null,
      };
    },
  };
  const counts = new AttributeCounts(reads, { now: () => 0 } as ConstructorParameters<
    typeof AttributeCounts
  >[1]);
  const [one, other] = await Promise.all([counts.read(), counts.read()]);
  expect(one).toBe(other);
  expect([...one]).toEqual([["city", { count: 6, samples: 3 }]]);
  expect(asked).toEqual([0, 10, 20]);
});

it("forgets what it has counted, and what it is counting, once many people came or went", async () => {
  let people = 2000;
  let answer = () => {};
  const reads = {
    countAttributes: async () => {
      const counts = { city: { count: people, samples: people } };
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { counts, next: null };
    },
  };
  const counts = new AttributeCounts(reads, { now: () => 0 } as ConstructorParameters<
    typeof AttributeCounts
  >[1]);
  const read = async () => {
    const reading = counts.read();
    answer();
    return (await reading).get("city")?.count;
  };
  expect(await read()).toBe(2000);
  counts.forget();
  const old = counts.read();
  const answerOld = answer;
  people = 3;
  counts.forget();
  expect(await read()).toBe(3);
  answerOld();
  expect((await old).get("city")?.count).toBe(2000);
  expect(await read()).toBe(3);
});
