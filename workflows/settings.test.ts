import { expect, it } from "vitest";
import { defaultSettings, workflowSettings } from "./settings.ts";

it("lets each person in once, by the shop's rules, when nothing is set", () => {
  expect(defaultSettings).toMatchObject({
    reentry: "once",
    whenInside: "skip",
    exitEvents: [],
    exitCondition: null,
    goalEvent: "",
    goalExits: true,
    quietHours: "shop",
    caps: "shop",
    startsAt: "",
    endsAt: "",
    staleAfter: { amount: 3, unit: "days" },
  });
});

it.each([
  ["ends before it begins", { startsAt: "2026-05-01T09:00", endsAt: "2026-05-01T09:00" }, "endsAt"],
  ["begins on a day that there is not", { startsAt: "2026-02-30T09:00" }, "startsAt"],
  ["is quiet for ever", { quietHours: "own", quietFrom: "09:00", quietTo: "09:00" }, "quietTo"],
  ["has limits of its own, but none", { caps: "own", capRules: [] }, "capRules"],
  ["tells entries apart by nothing", { reentry: "per-key", reentryKey: " " }, "reentryKey"],
  ["asks for half a day", { reentryDays: 0.5 }, "reentryDays"],
  ["leaves by an event without a name", { exitEvents: [{ event: "" }] }, "exitEvents"],
])("is refused when it %s, at the field that is wrong", (_what, settings, field) => {
  const { error } = workflowSettings.safeParse(settings);
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

it("minds no field that another choice makes void", () => {
  const settings = { quietHours: "shop", quietFrom: "09:00", quietTo: "09:00", caps: "off", reentryKey: "" };
  expect(workflowSettings.safeParse(settings).success).toBe(true);
});
