import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { eventFromBrowser, fromBrowser } from "#server/testing/strangers.ts";
import { CLAIMED_PER_ADDRESS_PER_DAY, CLAIMED_PER_HOUR } from "#workflows/decide-send.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const STRANGERS = 300;
const BATCH = 30;
/** Four thousand rows and more, on a machine that may have other things to do. */
const STRANGERS_TIMEOUT_MS = 120_000;

const email = (id: string, config = {}) => ({
  id,
  type: "send-email",
  config: { subject: id, body: "Hello", ...config },
});
const welcome = drawGraph([
  { id: "on", type: "signup", config: {} },
  email("welcome", { transactional: true }),
]);
const signUp = { id: "on", type: "event", config: { event: "Go" } };
const again = { reentry: "after-exit" };

eachDatabase("mail to addresses that nobody has confirmed", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const browser = (told: Parameters<typeof fromBrowser>[1]) => rig.accept(fromBrowser(rig, told));
  /** Somebody who fills in the form of the shop's page. */
  const signingUp = (told: Parameters<typeof fromBrowser>[1]) => [
    fromBrowser(rig, told),
    eventFromBrowser(rig, "Signed Up", told),
  ];
  const signsUp = (told: Parameters<typeof fromBrowser>[1]) => rig.accept(...signingUp(told));
  const endpoints = () => rig.sent.map(({ endpoint }) => endpoint);
  const reasons = async () =>
    (await rig.messages()).map(({ status, reasonCode }) => reasonCode ?? status).toSorted();

  it(
    "cannot be had by a stranger who makes up hundreds of people, beyond a small rate",
    async () => {
      await rig.publish(welcome);
      const handedAt: number[] = [];
      for (let from = 0; from < STRANGERS; from += BATCH) {
        const told = Array.from({ length: BATCH }, (_, n) =>
          signingUp({ visitor: `v${from + n}`, email: `victim${from + n}@example.com`, asks: true }),
        );
        await rig.accept(...told.flat());
        while (handedAt.length < rig.sent.length) handedAt.push(rig.clock.now());
        await rig.pass(HOUR_MS / 4);
      }
      const most = Math.max(
        ...handedAt.map((at) => handedAt.filter((t) => t >= at && t < at + HOUR_MS).length),
      );
      expect(most).toBe(CLAIMED_PER_HOUR);
      expect(rig.sent).toHaveLength(3 * CLAIMED_PER_HOUR);
      expect(new Set(await reasons())).toEqual(new Set(["message.claimed-wait", "sent"]));
      expect(await rig.messages()).toHaveLength(2 * STRANGERS);
    },
    STRANGERS_TIMEOUT_MS,
  );

  it("waits for a place of the hour, a day at most, and says so once", async () => {
    await rig.publish(welcome);
    const signUps = async (count: number, name: string) => {
      for (let n = 0; n < count; n++)
        await signsUp({ visitor: `${name}${n}`, email: `${name}${n}@example.com` });
    };
    await signUps(CLAIMED_PER_HOUR, "stranger");
    await signsUp({ visitor: "ana", email: "ana@example.com" });
    expect(endpoints()).not.toContain("ana@example.com");
    await rig.pass(2 * HOUR_MS);
    expect(endpoints().at(-1)).toBe("ana@example.com");
    const history = await rig.history();
    expect(history.filter((code) => code === "message.claimed-wait")).toHaveLength(1);
  });

  it("is limited for one address, however many people have it and however it is spelled", async () => {
    await rig.publish(welcome);
    for (const spelled of ["ana@example.com", "Ana@example.com", "ana+1@example.com", "ana+2@example.com"])
      await signsUp({ visitor: spelled, email: spelled });
    expect(rig.sent).toHaveLength(CLAIMED_PER_ADDRESS_PER_DAY);
    expect(await reasons()).toEqual(["message.claimed-address", "message.claimed-address", "sent", "sent"]);
    await rig.pass(DAY_MS - 1);
    await signsUp({ visitor: "next day", email: "ana@example.com" });
    expect(rig.sent).toHaveLength(CLAIMED_PER_ADDRESS_PER_DAY);
    await rig.pass(1);
    await signsUp({ visitor: "the day after", email: "ana@example.com" });
    expect(rig.sent).toHaveLength(CLAIMED_PER_ADDRESS_PER_DAY + 1);
  });

  it("gets no place back by a restart, or by a visitor who turns out to be a known customer", async () => {
    await rig.publish(welcome);
    await rig.identify("known", { email: "known@example.com" });
    const before = rig.sent.length;
    for (let n = 0; n < CLAIMED_PER_HOUR; n++) {
      await signsUp({ visitor: `v${n}`, email: `victim${n}@example.com` });
      await browser({ visitor: `v${n}`, userId: "known" });
    }
    expect(rig.sent).toHaveLength(before + CLAIMED_PER_HOUR);
    await rig.restart();
    await signsUp({ visitor: "one more", email: "more@example.com" });
    expect(rig.sent).toHaveLength(before + CLAIMED_PER_HOUR);
    // Those whom the shop itself has told of are not held to it.
    await rig.identify("ben", { email: "ben@example.com" });
    await rig.track("ben", "Signed Up");
    expect(endpoints().at(-1)).toBe("ben@example.com");
  });

  it("is counted with each try of the hour, and once for the address", async () => {
    await rig.publish(welcome);
    const busy = { kind: "retry", code: "email.deferred", values: { answer: "busy" } } as const;
    rig.answers.push(busy, busy, busy);
    await signsUp({ visitor: "v", email: "ana@example.com" });
    await rig.pass(HOUR_MS);
    expect(await reasons()).toEqual(["email.deferred"]);
    await rig.pass(HOUR_MS);
    await rig.pass(HOUR_MS);
    expect(rig.sent).toHaveLength(4);
    expect(await reasons()).toEqual(["sent"]);
    await signsUp({ visitor: "w", email: "ana@example.com" });
    expect(rig.sent).toHaveLength(5);
  });

  describe("by marketing", () => {
    const soft = () => rig.set("shop", { ...rig.engine.live.settings.shop, consentRule: "soft" as const });

    it("waits for a confirmation, also where silence is enough for customers", async () => {
      await soft();
      await rig.publish(drawGraph([signUp, email("news")]), { settings: again });
      await browser({ userId: "ana", email: "ana@example.com" });
      await rig.track("ana", "Go");
      expect(rig.sent).toEqual([]);
      expect(await reasons()).toEqual(["message.not-confirmed"]);
      await browser({ userId: "ana", email: "ana@example.com", isPublic: false });
      await rig.track("ana", "Go");
      expect(rig.subjects()).toEqual(["news"]);
    });
  });

  it("does not hold up notices to the team", async () => {
    await rig.publish(
      drawGraph([
        signUp,
        {
          id: "tell",
          type: "notify-team",
          config: { to: "team@shop.example", subject: "Look", message: "Look" },
        },
      ]),
      { settings: again },
    );
    await browser({ userId: "ana", email: "ana@example.com" });
    for (let n = 0; n < 4; n++) await rig.track("ana", "Go");
    expect(endpoints()).toEqual(Array(4).fill("team@shop.example"));
  });
});
