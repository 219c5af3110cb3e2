import { beforeEach, describe, expect, it } from "vitest";
import { KeptNumbers } from "#server/reads/kept-numbers.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { retentionRouter } from "./retention.ts";
import type { Person } from "./trpc.ts";

const PER_PAGE = 50;
const JANUARY = Date.UTC(2026, 0, 1);
const FEBRUARY = Date.UTC(2026, 1, 1);
const ORDER = "Order Completed";

const byMonth = { period: "month" as const, span: { last: 3 } };
const cohorts = {
  ...byMonth,
  start: { kind: "event" as const, event: ORDER },
  returning: ORDER,
  mode: "n-day" as const,
  clock: "elapsed" as const,
  windows: 2,
};
const january = (column: number | null, returned = true) => ({
  metric: "cohorts" as const,
  asked: cohorts,
  cell: { cohort: JANUARY, column, returned },
});

eachDatabase("the numbers of retention", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await order("ana", Date.UTC(2026, 0, 10), 20);
    await order("bo", Date.UTC(2026, 0, 20), 30);
    await order("ana", Date.UTC(2026, 1, 12), 40);
    await order("cem", Date.UTC(2026, 2, 1), 50);
  });

  function order(externalId: string, at: number, total: number): Promise<void> {
    return rig.track(externalId, ORDER, { order_id: `${externalId} ${at}`, total }, at);
  }

  function api(role: Person["role"] = "editor") {
    const { engine, clock } = rig;
    const keptNumbers = new KeptNumbers(clock);
    const services = { engine, clock, db: open(), reads: directReads(open()), keptNumbers };
    const person = { id: "1", name: "Olga", email: "olga@example.com", role };
    return retentionRouter.createCaller({ services: services as unknown as Services, person });
  }
  const peopleOf = async (behind: Parameters<ReturnType<typeof api>["people"]>[0]["behind"]) =>
    (await api("viewer").people({ behind })).people.map(({ externalId }) => externalId);

  it("come with the people behind each of them", async () => {
    const { result, zone, currency, at } = await api("viewer").cohorts(cohorts);
    expect({ zone, at }).toEqual({ zone: "UTC", at: rig.clock.now() });
    expect(currency).toMatch(/^[A-Z]{3}$/);
    expect(result.rows.map(({ start, size }) => [start, size])).toEqual([
      [JANUARY, 2],
      [FEBRUARY, 0],
      [Date.UTC(2026, 2, 1), 1],
    ]);
    expect(result.rows[0]!.cells[1]).toMatchObject({ returned: 1, isFinished: false });
    expect(await peopleOf(january(null))).toEqual(["ana", "bo"]);
    expect(await peopleOf(january(1))).toEqual(["ana"]);
    expect(await peopleOf(january(1, false))).toEqual(["bo"]);
    await rig.engine.stop();
  });

  it("are answered for every metric, all of them about the same people", async () => {
    const days = { span: { from: "2026-01-01", to: "2026-03-10" } };
    const all = api("viewer");
    expect((await all.lifecycle({ ...byMonth, event: null })).result.periods[0]!.counts.new).toBe(2);
    expect((await all.active({ ...days, event: ORDER })).result.days.at(-1)).toMatchObject({ month: 2 });
    const rule = { minDays: 35, gapFactor: 0 };
    const churn = (await all.churn({ ...byMonth, rule })).result;
    expect(churn.periods[1]).toMatchObject({ customers: 2, lost: 1 });
    expect(
      await peopleOf({
        metric: "churn",
        asked: { ...byMonth, rule },
        cell: { period: FEBRUARY, lost: true, lostAfterMs: churn.lostAfterMs },
      }),
    ).toEqual(["bo"]);
    expect((await all.repeat({ ...byMonth, secondDays: 90 })).result).toMatchObject({
      buyers: 3,
      repeaters: 1,
    });
    expect((await all.gaps(days)).result).toMatchObject({ gaps: 1, medianMs: 33 * DAY_MS });
    const steps = [ORDER, ORDER];
    const funnel = { ...days, steps, windowMs: 60 * DAY_MS };
    expect((await all.funnel(funnel)).result.steps.map(({ people }) => people)).toEqual([3, 1]);
    expect(await peopleOf({ metric: "funnel", asked: funnel, cell: { step: 1, who: "stopped" } })).toEqual([
      "bo",
      "cem",
    ]);
    expect((await all.revenue(byMonth)).result.periods.map(({ revenue }) => revenue)).toEqual([
      5_000, 4_000, 5_000,
    ]);
    expect((await all.clv(byMonth)).result).toMatchObject({ customers: 3, value: 14_000 });
    const { result } = await all.rfm({ day: null });
    expect(result.customers).toBe(3);
    const everyone = { recency: null, frequency: null, monetary: null, cuts: result.cuts };
    expect(await peopleOf({ metric: "rfm", asked: { day: null }, cell: everyone })).toEqual([
      "ana",
      "bo",
      "cem",
    ]);
    expect((await all.rfm({ day: "2026-01-15" })).result.customers).toBe(1);
    // Cem ordered at the very beginning of 1 March.
    expect((await all.rfm({ day: "2026-02-28" })).result.customers).toBe(2);
    await rig.engine.stop();
  });

  it("stay the same for the moment they were read at, whatever happens after", async () => {
    const { at } = await api().revenue(byMonth);
    await rig.pass(DAY_MS);
    await order("bo", rig.clock.now(), 10);
    const months = async (asked: typeof byMonth & { at?: number }) =>
      (await api().revenue(asked)).result.periods.map(({ orders }) => orders);
    expect(await months({ ...byMonth, at })).toEqual([2, 1, 1]);
    expect(await months(byMonth)).toEqual([2, 1, 2]);
    expect((await api().revenue({ ...byMonth, at: at + 90 * DAY_MS })).at).toBe(rig.clock.now());
    await rig.engine.stop();
  });

  it("are those of days of the shop's own zone", async () => {
    const timezone = "Pacific/Auckland";
    await rig.set("shop", { ...rig.engine.live.settings.shop, timezone });
    // 1 March at midnight UTC is past noon there, and the evening before is the same day.
    await order("dora", Date.UTC(2026, 1, 28, 12), 1);
    const { result, zone } = await api().revenue({
      period: "day",
      span: { from: "2026-03-01", to: "2026-03-01" },
    });
    expect(zone).toBe(timezone);
    expect(result.periods.map(({ orders }) => orders)).toEqual([2]);
    await rig.engine.stop();
  });

  it("are by the weeks of the shop, unless others are asked for", async () => {
    const starts = async (weekStart?: 1 | 7) => {
      const asked = { period: "week" as const, span: { from: "2026-03-04", to: "2026-03-04" } };
      const answer = await api().revenue({ ...asked, ...(weekStart && { weekStart }) });
      return [answer.weekStart, answer.result.periods[0]!.start];
    };
    const set = (weekStart: 1 | 7) => rig.set("shop", { ...rig.engine.live.settings.shop, weekStart });
    const [monday, sunday] = [Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 1)];
    await set(7);
    expect([await starts(), await starts(1)]).toEqual([
      [7, sunday],
      [1, monday],
    ]);
    await set(1);
    expect([await starts(), await starts(7)]).toEqual([
      [1, monday],
      [7, sunday],
    ]);
    await rig.engine.stop();
  });

  it("are not asked for by a span that is none, or with more than can be shown", async () => {
    const revenue = (span: { from: string; to: string } | { last: number }) =>
      api().revenue({ period: "day", span });
    await expect(revenue({ from: "2026-03-02", to: "2026-03-01" })).rejects.toThrow("before the first");
    await expect(revenue({ from: "2020-01-01", to: "2026-03-01" })).rejects.toThrow("At most 400 periods");
    await expect(revenue({ last: 401 })).rejects.toThrow("At most 400 periods");
    await expect(revenue({ last: 0 })).rejects.toThrow();
    const large = { ...cohorts, period: "day" as const, span: { last: 400 }, windows: 100 };
    await expect(api().cohorts(large)).rejects.toThrow("cells can be shown");
    await expect(revenue({ from: "2026-02-30", to: "2026-03-01" })).rejects.toThrow();
    await rig.engine.stop();
  });

  describe("a group", () => {
    it("becomes a segment of those who are in it now, for those who may change things", async () => {
      const wanted = { behind: january(null), name: "  January  buyers " };
      await expect(api("viewer").saveSegment(wanted)).rejects.toThrow("Only an editor can do this");
      const saved = await api().saveSegment(wanted);
      expect(saved).toMatchObject({ people: 2, withoutRoom: 0 });
      await rig.engine.settled();
      const { segments, segmentMembers, profileTags } = open().tables;
      expect(await open().query.select().from(segments)).toMatchObject([
        { id: saved.segmentId, name: "January buyers", rule: { kind: "tag", tag: "January buyers" } },
      ]);
      expect(await open().query.select().from(profileTags)).toHaveLength(2);
      expect(await open().query.select().from(segmentMembers)).toHaveLength(2);
      const about = { ...cohorts, segmentId: saved.segmentId };
      expect((await api().cohorts(about)).result.rows.map(({ size }) => size)).toEqual([2, 0, 0]);
      await rig.engine.stop();
    });

    it("is refused under a name that is taken, and when nobody is in it", async () => {
      await api().saveSegment({ behind: january(null), name: "January buyers" });
      await expect(api().saveSegment({ behind: january(1), name: "January buyers" })).rejects.toThrow(
        "There is a segment of this name already",
      );
      const february = { ...january(null), cell: { cohort: FEBRUARY, column: null, returned: true } };
      await expect(api().saveSegment({ behind: february, name: "Nobody" })).rejects.toThrow("nobody");
      expect(await open().query.select().from(open().tables.segments)).toHaveLength(1);
      await rig.engine.stop();
    });

    it("is listed page by page", async () => {
      const newcomers = Array.from({ length: PER_PAGE + 5 }, (_, n) => rig.event(`p${n}`, "Joined"));
      await rig.accept(...newcomers);
      const { at, result } = await api().lifecycle({ ...byMonth, event: "Joined" });
      const behind = {
        metric: "lifecycle" as const,
        asked: { ...byMonth, event: "Joined", at },
        cell: { period: result.periods.at(-1)!.start, state: "new" as const },
      };
      const first = await api().people({ behind });
      expect(first.people).toHaveLength(PER_PAGE);
      const second = await api().people({ behind, cursor: first.nextCursor! });
      expect(second.nextCursor).toBeNull();
      const ids = [...first.people, ...second.people].map(({ id }) => id);
      expect(new Set(ids).size).toBe(newcomers.length);
      await rig.engine.stop();
    });
  });
});
