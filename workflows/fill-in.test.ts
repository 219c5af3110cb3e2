import { expect, it } from "vitest";
import { fillIn } from "./fill-in.ts";

const data = { event: { total: 49.5, vip: true, code: "X1", items: [1], empty: null }, cart: { id: "c1" } };

it.each([
  ["{{ event.total }}", 49.5],
  ["  {{event.vip}} ", true],
  ["{{ event.items }}", [1]],
  ["{{ event.missing }}", undefined],
  ["{{ event.empty }}", null],
  ["Order {{ event.code }} of {{ cart.id }}: {{ event.total }}", "Order X1 of c1: 49.5"],
  ["{{ event.missing }}/{{ event.items }}/{{ event.empty }}", "//"],
  ["{{ __proto__.toString }}", undefined],
  ["{{ event.constructor }}", undefined],
  ["no value", "no value"],
  ["{{ event. total }}", "{{ event. total }}"],
])("%s is %j", (text, filled) => {
  expect(fillIn(text, data)).toEqual(filled);
});
