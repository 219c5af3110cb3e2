import { expect, it } from "vitest";
import {
  beginsAt,
  channelOfAction,
  ONE_OFF_STEP,
  oneOffActions,
  oneOffAudience,
  oneOffGraph,
} from "./one-off.ts";
import { isPublishable, validateGraph } from "./validate.ts";

const message = { type: "send-email", config: { subject: "Spring news", body: "Hello" } };

it("is sent by a workflow that can be published, with a wait only for each person's own time", () => {
  const steps = (at: string | null, local: boolean) => {
    const graph = oneOffGraph({ message, schedule: { at, local, perHour: null } });
    expect(isPublishable(validateGraph(graph))).toBe(true);
    return graph.nodes.map(({ id, type }) => [id, type]);
  };
  const sends = [ONE_OFF_STEP, "send-email"];
  expect(steps(null, true)).toEqual([["start", "manual"], sends]);
  expect(steps("2026-12-24T09:00", false)).toEqual([["start", "manual"], sends]);
  expect(steps("2026-12-24T09:00", true)).toEqual([["start", "manual"], ["wait", "until-moment"], sends]);
});

it("may be any message to the person, and nothing else", () => {
  expect(oneOffActions()).toEqual(expect.arrayContaining(["send-email", "send-web-push"]));
  expect(channelOfAction("send-web-push")).toBe("web-push");
  for (const type of [
    "call-webhook",
    "notify-team",
    "update-profile",
    "record-event",
    "delay",
    "manual",
    "no such",
  ])
    expect(channelOfAction(type), type).toBeNull();
});

it("begins when the first person on earth has the time, where each has it at their own", () => {
  const at = "2026-12-24T09:00";
  expect(beginsAt({ at: null, local: true, perHour: null }, "UTC")).toBeNull();
  expect(beginsAt({ at, local: false, perHour: null }, "Europe/Berlin")).toBe(Date.UTC(2026, 11, 24, 8));
  expect(beginsAt({ at, local: true, perHour: null }, "Europe/Berlin")).toBe(Date.UTC(2026, 11, 23, 19));
});

it("goes to whom a rule about the person names, and not one about an event that nobody brings", () => {
  const condition = (kind: "attribute" | "data") =>
    oneOffAudience.safeParse({
      kind: "condition",
      condition:
        kind === "attribute"
          ? { kind, attribute: "plan", operator: "exists" }
          : { kind, path: "event.code", operator: "exists" },
    }).success;
  expect(condition("attribute")).toBe(true);
  expect(condition("data")).toBe(false);
});
