import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { PAUSE_RELEASE_MS } from "./dispatch.ts";
import { HOST_IN_FLIGHT_MAX } from "./lanes.ts";

const on = (event: string) => ({ id: "on", type: "event", config: { event } });
const hook = (url: string) => ({ id: "hook", type: "call-webhook", config: { url } });
const SLOW = "https://slow.example/hook";
const QUICK = "https://quick.example/hook";
const people = Array.from({ length: 40 }, (_, index) => `p${index}`);

eachDatabase("a receiver", (open) => {
  let rig: EngineRig;
  let letGo: () => void;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    const opened = new Promise<void>((resolve) => (letGo = resolve));
    rig.gate = ({ endpoint }) => (endpoint === SLOW ? opened : Promise.resolve());
  });
  afterEach(async () => {
    letGo();
    await rig.engine.stop();
  });

  const callsTo = (url: string) => rig.subjects().filter((subject) => subject === url).length;

  it("that is slow keeps only its own waiting, in its workflow and in others", async () => {
    await rig.publish(drawGraph([on("Slow"), hook(SLOW)]));
    // In one workflow behind the slow ones, and in another.
    await rig.publish(
      drawGraph([
        on("Both"),
        {
          id: "which",
          type: "branch",
          config: {
            paths: [
              {
                id: "slow",
                label: "Slow",
                condition: { kind: "data", path: "event.slow", operator: "equals", value: true },
              },
            ],
          },
          to: { slow: "hook", otherwise: "quick" },
        },
        { ...hook(SLOW), to: {} },
        { ...hook(QUICK), id: "quick" },
      ]),
    );
    await rig.publish(
      drawGraph([on("Email"), { id: "email", type: "send-email", config: { subject: "hello", body: "x" } }]),
    );
    await rig.engine.accept(
      people.flatMap((id) => [rig.event(id, "Slow"), rig.event(id, "Both", { slow: true })]),
    );
    await rig.until(() => callsTo(SLOW) === HOST_IN_FLIGHT_MAX);
    await rig.engine.accept([rig.event("ana", "Email"), rig.event("ana", "Both")]);
    await rig.until(() => rig.subjects().includes("hello") && callsTo(QUICK) === 1);
    expect(callsTo(SLOW)).toBe(HOST_IN_FLIGHT_MAX);
    letGo();
    await rig.engine.settled();
    expect(callsTo(SLOW)).toBe(2 * people.length);
    expect((await rig.messages()).every(({ status }) => status === "sent")).toBe(true);
  });

  it("that is slow does not keep the server busy with looking", async () => {
    await rig.publish(drawGraph([on("Slow"), hook(SLOW)]));
    await rig.engine.accept(people.map((id) => rig.event(id, "Slow")));
    await rig.until(() => callsTo(SLOW) === HOST_IN_FLIGHT_MAX);
    const pass = async (turns: number) => {
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    };
    await pass(20);
    const looks = vi.spyOn(open(), "transaction");
    await pass(50);
    expect(looks.mock.calls.length).toBeLessThan(5);
    looks.mockRestore();
  });

  it("that asks for a pause is left alone by all of its messages, and by no other's", async () => {
    letGo();
    await rig.publish(drawGraph([on("Slow"), hook(SLOW)]));
    await rig.publish(drawGraph([on("Quick"), hook(QUICK)]));
    const retryAfterMs = 6 * HOUR_MS;
    rig.answers.push({ kind: "retry", code: "webhook.status", values: { status: 429 }, retryAfterMs });
    await rig.track("ana", "Slow");
    await rig.track("p1", "Slow");
    await rig.track("ana", "Quick");
    expect(rig.subjects()).toEqual([SLOW, QUICK]);
    await rig.pass(retryAfterMs - 1);
    await rig.track("p2", "Slow");
    expect(callsTo(SLOW)).toBe(1);
    // The others follow one by one.
    await rig.pass(PAUSE_RELEASE_MS);
    expect(callsTo(SLOW)).toBe(4);
    expect(await rig.messages()).toMatchObject(
      ["sent", "sent", "sent", "sent"].map((status) => ({ status })),
    );
  });

  it("that refuses without asking for a pause gets the next message as usual", async () => {
    letGo();
    await rig.publish(drawGraph([on("Slow"), hook(SLOW)]));
    rig.answers.push({ kind: "retry", code: "webhook.status", values: { status: 503 } });
    await rig.track("ana", "Slow");
    await rig.track("p1", "Slow");
    expect(callsTo(SLOW)).toBe(2);
  });
});
