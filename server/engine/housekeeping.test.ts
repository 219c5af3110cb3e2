import pino from "pino";
import { expect, it } from "vitest";
import { claimMessageId } from "#server/store/events.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { EVENT_KEYS_KEPT_MS, Housekeeping } from "./housekeeping.ts";

const OLD_IDS = 1_203;

eachDatabase("housekeeping", (open) => {
  const housekeeping = () =>
    new Housekeeping({ db: open(), clock: { now: () => NOW }, log: pino({ level: "silent" }) });

  it("forgets message ids after a week and recognises the younger ones", async () => {
    const rig = new StoreRig(open());
    await rig.do(function* () {
      for (let n = 0; n < OLD_IDS; n++) yield* claimMessageId(`old-${n}`, NOW - EVENT_KEYS_KEPT_MS - 1 - n);
      yield* claimMessageId("week", NOW - EVENT_KEYS_KEPT_MS);
      yield* claimMessageId("new", NOW);
    });
    expect(await housekeeping().tidy()).toBe(OLD_IDS);
    expect(await housekeeping().tidy()).toBe(0);
    expect(await open().query.$count(open().tables.eventKeys)).toBe(2);
    expect(await rig.do(() => claimMessageId("week", NOW))).toBe(false);
    expect(await rig.do(() => claimMessageId("old-7", NOW))).toBe(true);
  });

  it("stops between two slices", async () => {
    const rig = new StoreRig(open());
    await rig.do(function* () {
      for (let n = 0; n < OLD_IDS; n++) yield* claimMessageId(`old-${n}`, NOW - 30 * DAY_MS);
    });
    const stopping = housekeeping();
    const tidied = stopping.tidy();
    await stopping.stop();
    expect(await tidied).toBe(500);
  });
});
