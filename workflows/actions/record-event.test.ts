import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { recordEvent } from "./record-event.ts";

it("records its event with the run's values, each with its type, and without what is not there", () => {
  const config = recordEvent.config.parse({
    event: " Trial ended ",
    properties: [
      { name: "plan", value: "{{ event.plan }}" },
      { name: "total", value: "{{ event.total }}" },
      { name: "days", value: "14" },
      { name: "note", value: "was on {{ event.plan }}" },
      { name: "gone", value: "{{ event.gone }}" },
      { name: "empty" },
    ],
  });
  const data = { event: { plan: "pro", total: 12.5 } };
  expect(recordEvent.execute(config, { nodeId: "n", facts: makeFacts(), data, now: NOW })).toEqual({
    kind: "go",
    port: "next",
    changes: [
      {
        kind: "record-event",
        name: "Trial ended",
        properties: { plan: "pro", total: 12.5, days: 14, note: "was on pro" },
      },
    ],
    reason: { code: "event.recorded", values: { event: "Trial ended" } },
  });
  expect(word(recordEvent.describe(config))).toBe("Record “Trial ended”");
});

it.each([
  [{ event: " " }, "Choose an event"],
  [{ event: "A", properties: [{ name: " " }] }, "Give the property a name"],
  [{ event: "A", properties: [{ name: "a" }, { name: " a" }] }, "Two properties have the same name"],
  [
    { event: "A", properties: Array.from({ length: 21 }, (_, index) => ({ name: `p${index}` })) },
    "At most 20 properties",
  ],
])("refuses %j", (config, message) => {
  expect(recordEvent.config.safeParse(config).error?.issues[0]?.message).toBe(message);
});
