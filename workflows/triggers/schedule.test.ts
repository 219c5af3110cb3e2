import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { schedule } from "./schedule.ts";

const inBerlin = { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" };
const total = { kind: "data", path: "event.total", operator: "greater", value: 5 };

it("comes round every Monday for everybody, in the shop's zone, until it is told otherwise", () => {
  const config = schedule.config.parse({});
  expect(schedule.schedule?.(config)).toEqual({ cron: "0 9 * * 1", zone: null, condition: null });
  expect(word(schedule.describe(config))).toBe("Every Monday at 09:00, for everybody");
});

it("comes round for whoever a rule holds, in a zone of its own", () => {
  const config = schedule.config.parse({ cron: "30 8 1 * *", zone: "Europe/Berlin", who: inBerlin });
  expect(schedule.schedule?.(config)).toEqual({
    cron: "30 8 1 * *",
    zone: "Europe/Berlin",
    condition: inBerlin,
  });
  expect(word(schedule.describe(config))).toBe(
    "On day 1 of every month at 08:30 in Europe/Berlin, for everybody for whom this holds: city is Berlin",
  );
});

it.each([
  [
    "a value of an event",
    { who: total },
    "Nothing comes with a set time, so only use rules about the person",
  ],
  [
    "one deep inside other rules",
    { who: { kind: "any", of: [inBerlin, { kind: "not", of: { kind: "all", of: [total] } }] } },
    "Nothing comes with a set time, so only use rules about the person",
  ],
  ["a zone that does not exist", { zone: "Mars/Olympus" }, "Choose a time zone"],
  ["times that come too often", { cron: "* * * * *" }, "More often than every 5 minutes is too often"],
])("refuses %s", (_what, config, message) => {
  expect(schedule.config.safeParse(config).error?.issues.map((issue) => issue.message)).toEqual([message]);
});
