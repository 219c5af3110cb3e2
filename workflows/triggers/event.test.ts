import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { NOW } from "../testing/sample-facts.ts";
import { event } from "./event.ts";

const context = { zone: "Europe/Berlin", carts: [] };

it("waits for the chosen event alone, and says which", () => {
  const config = event.config.parse({ event: " Booked a table " });
  expect(event.listens(config)).toEqual(["Booked a table"]);
  expect(word(event.describe(config))).toBe("When somebody does “Booked a table”");
  expect(event.sampleEvent(config).name).toBe("Booked a table");
});

it("hands what came with the event to the templates, and enters each person once", () => {
  const happened = { name: "Booked a table", at: NOW, properties: { seats: 4 } };
  expect(event.on({ event: "Booked a table", where: [] }, happened, context)).toEqual([
    { kind: "start", entryKey: "once", data: { event: { seats: 4 } } },
  ]);
});

it("starts only for what its rules mean", () => {
  const config = event.config.parse({
    event: "Booked a table",
    where: [
      { property: "seats", operator: "greater", value: 3 },
      { property: "guest.city", operator: "equals", value: "Berlin" },
    ],
  });
  const starts = (name: string, properties: Record<string, unknown>) =>
    event.on(config, { name, at: NOW, properties }, context).length > 0;
  expect(starts("Booked a table", { seats: 4, guest: { city: "berlin" } })).toBe(true);
  expect(starts("Booked a table", { seats: 3, guest: { city: "Berlin" } })).toBe(false);
  expect(starts("Booked a table", { seats: 4 })).toBe(false);
  expect(starts("Cancelled a table", { seats: 4, guest: { city: "Berlin" } })).toBe(false);
  expect(word(event.describe(config))).toBe(
    "When somebody does “Booked a table” whose seats is more than 3 and guest.city is Berlin",
  );
});

it("asks for the event when none was chosen", () => {
  const problem = event.config.safeParse({ event: "  " }).error?.issues[0];
  expect(problem?.message).toBe("Choose the event that starts this workflow");
});
