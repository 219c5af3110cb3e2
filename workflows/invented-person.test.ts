import { expect, it } from "vitest";
import { measuresAt } from "./event-times.ts";
import { inventedAttributes, inventedPast, inventedPerson } from "./invented-person.ts";
import { inventedSamples } from "./invented-samples.ts";
import { measureKey } from "./needs.ts";
import { NOW } from "./testing/sample-facts.ts";

it("gives each attribute the type that was chosen for it, and leaves out what is not finished", () => {
  const person = inventedPerson.parse({
    country: "DE",
    tags: ["vip"],
    attributes: [
      { name: "city", kind: "text", value: " Berlin " },
      { name: "visits", kind: "number", value: "12" },
      { name: "height", kind: "number", value: "tall" },
      { name: "member", kind: "yes-no", value: "no" },
      { name: "birthday", kind: "date", value: "1990-05-31" },
      { name: "likes", kind: "list", value: "tea, , candles" },
      { name: "", kind: "text", value: "nowhere" },
      { name: "empty", kind: "text", value: "" },
    ],
  });
  expect(inventedAttributes(person)).toEqual({
    country: "DE",
    tags: ["vip"],
    city: "Berlin",
    visits: 12,
    member: false,
    birthday: "1990-05-31",
    likes: ["tea", "candles"],
  });
});

it("has done something as often as was said, in the days that were said", () => {
  const person = inventedPerson.parse({
    events: [
      { event: "Order Completed", times: 3, withinDays: 30 },
      { event: "Order Completed", times: 1, withinDays: 300 },
      { event: "", times: 9, withinDays: 1 },
    ],
  });
  const past = inventedPast(person, NOW);
  const count = (withinDays: number) => {
    const need = { kind: "count" as const, event: "Order Completed", withinDays };
    return measuresAt([need], past, NOW, "UTC")[measureKey(need)];
  };
  expect([count(30), count(0)]).toEqual([3, 4]);
  expect(Object.keys(past)).toEqual(["Order Completed"]);
});

it("starts from samples that can be read, among them one that nothing can reach", () => {
  for (const { person } of inventedSamples) expect(inventedPerson.parse(person)).toEqual(person);
  const nowhere = inventedSamples.find(({ id }) => id === "nowhere")?.person;
  expect(nowhere).toMatchObject({ hasEmail: false, hasWebPush: false, phone: "" });
});
