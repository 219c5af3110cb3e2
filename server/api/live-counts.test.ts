import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { LiveCounts } from "#server/reads/live-counts.ts";
import { directReads, type Reads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { setConsent } from "#server/store/consents.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { liveRouter } from "./live-counts.ts";

const PEOPLE = 35;
const PER_PAGE = 30;

const graph = drawGraph([
  { id: "start", type: "event", config: { event: "Product Viewed" } },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "Hello", topic: "marketing" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
]);
const settings = { goalEvent: "Order Completed", goalDays: 30, goalExits: false };

eachDatabase("the people of a live workflow", (open) => {
  let rig: EngineRig;
  let reads: Reads;
  let id: number;
  let asked: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    asked = 0;
    const direct = directReads(open());
    reads = {
      ...direct,
      readLiveCounts: (wanted) => {
        asked += 1;
        return direct.readLiveCounts(wanted);
      },
    };
    id = await rig.publish(graph, { settings });
    await rig.engine.start();
    for (let n = 0; n < PEOPLE; n++) await rig.identify(`p${n}`, { email: `p${n}@example.com` });
  });

  function api() {
    const { engine, clock } = rig;
    const services = { engine, clock, reads, liveCounts: new LiveCounts(reads, clock) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role: "viewer" as const };
    return liveRouter.createCaller({ services: services as unknown as Services, person });
  }
  const at = async (nodeId: string, window = "all") =>
    (await api().counts({ id, window })).nodes.find((node) => node.nodeId === nodeId);

  async function subscribe(externalId: string, browsers: number): Promise<void> {
    const { profiles } = open().tables;
    const found = await open().query.select().from(profiles).where(eq(profiles.externalId, externalId));
    const profileId = found[0]!.id;
    const now = rig.clock.now();
    await open().transaction(function* (tx) {
      for (let n = 0; n < browsers; n++) {
        const endpoint = `https://push.example/${externalId}/${n}`;
        const keys = { p256dh: "p", auth: "a" };
        yield* savePushSubscription(tx, { profileId, endpoint, keys, userAgent: null, createdAt: now });
      }
      const consent = { channel: "web-push" as const, topic: "marketing", state: "granted" as const };
      yield* setConsent({ ...consent, profileId, source: "browser", at: now });
    });
  }

  it("are counted at each step and on each way, within the time that is asked for", async () => {
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no" } });
    await rig.track("p0", "Product Viewed");
    await rig.track("p1", "Product Viewed");
    await rig.pass(3 * DAY_MS);
    await rig.track("p2", "Product Viewed");
    await rig.track("p1", "Order Completed");
    expect(await at("start")).toMatchObject({ entered: 3, waiting: 0, left: { next: 3 }, converted: 1 });
    expect(await at("mail")).toMatchObject({
      entered: 3,
      messages: { sent: 2, failed: 1, skipped: 0, unknown: 0 },
      converted: 1,
    });
    expect(await at("wait")).toMatchObject({ waiting: 1 });
    expect(await at("start", "24h")).toMatchObject({ entered: 1, converted: 0 });
    expect(await at("mail", "24h")).toMatchObject({ messages: { sent: 1, failed: 0 } });
    const first = "2026-03-10";
    expect(await at("start", `${first}_${first}`)).toMatchObject({ entered: 2, converted: 1 });
    expect((await api().counts({ id, window: "7d" })).goal).toBe(true);
    await rig.engine.stop();
  });

  it("are read once for all who look at the same time, and anew after a while", async () => {
    const tabs = api();
    const all = await Promise.all(Array.from({ length: 10 }, () => tabs.counts({ id, window: "7d" })));
    expect(asked).toBe(1);
    expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await tabs.counts({ id, window: "30d" });
    expect(asked).toBe(2);
    rig.clock.advance(2_000);
    await tabs.counts({ id, window: "7d" });
    expect(asked).toBe(3);
    await rig.engine.stop();
  });

  it("are listed behind every number, the newest first, page by page", async () => {
    for (let n = 0; n < PEOPLE; n++) {
      await rig.track(`p${n}`, "Product Viewed");
      // Some come in the same moment.
      if (n % 3 === 0) rig.clock.advance(HOUR_MS / 10);
    }
    const list = { id, window: "all", nodeId: "start", behind: { kind: "entered" as const } };
    const first = await api().people(list);
    expect(first.people).toHaveLength(PER_PAGE);
    const second = await api().people({ ...list, cursor: first.nextCursor! });
    expect(second.nextCursor).toBeNull();
    const names = [...first.people, ...second.people].map(({ profile }) => profile.email);
    expect(names).toEqual(Array.from({ length: PEOPLE }, (_, n) => `p${PEOPLE - 1 - n}@example.com`));
    for (const behind of [
      { kind: "waiting" as const },
      { kind: "left" as const, port: "next" },
      { kind: "messages" as const, status: "sent" as const },
    ]) {
      const nodeId = behind.kind === "waiting" ? "wait" : "mail";
      const page = await api().people({ ...list, nodeId, behind });
      const rest = await api().people({ ...list, nodeId, behind, cursor: page.nextCursor! });
      expect(new Set([...page.people, ...rest.people].map(({ profile }) => profile.id)).size).toBe(PEOPLE);
    }
    await rig.engine.stop();
  });

  it("come with until when they wait, why their message failed, and who reached the goal", async () => {
    rig.answers.push({ kind: "failed", code: "email.refused", values: { answer: "no such user" } });
    await rig.track("p0", "Product Viewed");
    await rig.pass(3 * DAY_MS);
    const now = rig.clock.now();
    await rig.track("p1", "Product Viewed");
    await rig.track("p1", "Order Completed");
    const behind = (
      nodeId: string,
      what: Parameters<ReturnType<typeof api>["people"]>[0]["behind"],
      window = "all",
    ) => api().people({ id, window, nodeId, behind: what });
    expect((await behind("wait", { kind: "waiting" })).people).toMatchObject([
      { profile: { email: "p1@example.com" }, until: now + DAY_MS, waitsFor: "time", messageId: null },
    ]);
    const failed = { kind: "messages" as const, status: "failed" as const };
    const [message] = await rig.messages();
    const { people } = await behind("mail", failed);
    expect(people).toMatchObject([{ profile: { email: "p0@example.com" }, messageId: message!.id }]);
    expect(JSON.stringify(people[0]!.reasonText)).toContain("no such user");
    expect((await behind("mail", failed, "24h")).people).toEqual([]);
    expect((await behind("mail", { kind: "converted" })).people).toMatchObject([
      { profile: { email: "p1@example.com" }, at: now },
    ]);
    expect((await behind("mail", { kind: "left", port: null })).people).toEqual([]);
    expect((await behind("wait", { kind: "left", port: "next" })).people).toHaveLength(1);
    await rig.engine.stop();
  });

  it("are one each, to however many browsers a step wrote to them", async () => {
    const push = { id: "push", type: "send-web-push", config: { title: "Hello" } };
    const call = { id: "start", type: "event", config: { event: "Asked" } };
    const pushes = await rig.publish(drawGraph([call, push]));
    for (const person of ["p0", "p1"]) await subscribe(person, 3);
    const gone = { kind: "failed" as const, code: "push.gone", values: {}, suppress: true };
    rig.answers.push({ kind: "retry", code: "push.status", values: { status: 503 } }, gone);
    await rig.track("p0", "Asked");
    const list = (status: "sent" | "failed") =>
      api().people({ id: pushes, window: "all", nodeId: "push", behind: { kind: "messages", status } });
    const counts = async () =>
      (await api().counts({ id: pushes, window: "all" })).nodes.find(({ nodeId }) => nodeId === "push");
    expect((await counts())?.messages).toMatchObject({ sent: 0, failed: 0 });
    expect((await list("sent")).people).toEqual([]);
    await rig.pass(HOUR_MS);
    rig.answers.push(gone, gone, gone);
    await rig.track("p1", "Asked");
    rig.clock.advance(HOUR_MS);
    expect((await counts())?.messages).toEqual({ sent: 1, failed: 1, skipped: 0, unknown: 0 });
    expect((await list("sent")).people).toMatchObject([{ profile: { email: "p0@example.com" } }]);
    expect((await list("failed")).people).toMatchObject([{ profile: { email: "p1@example.com" } }]);
    await rig.engine.stop();
  });

  it("are not asked for by a time that is none", async () => {
    for (const window of ["", "31d", "2026-03-10", "2026-03-12_2026-03-10", "2026-02-30_2026-03-10"])
      await expect(api().counts({ id, window })).rejects.toThrow("no span of time");
    await rig.engine.stop();
  });
});
