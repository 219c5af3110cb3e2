import { describe, expect, it } from "vitest";
import { inWords } from "#workflows/testing/in-words.ts";
import { summariseSettings } from "./settings-summary.ts";

describe("what stands on the canvas about the settings", () => {
  it("is nothing while they are as they come, or cannot be read", () => {
    expect(summariseSettings(undefined)).toEqual([]);
    expect(summariseSettings({ reentry: "once", goalDays: 30 })).toEqual([]);
    expect(summariseSettings({ reentry: "never" })).toEqual([]);
  });

  it("is each difference in words", () => {
    const summary = summariseSettings({
      reentry: "after-days",
      reentryDays: 7,
      exitEvents: [
        { event: "Order Completed", where: [{ property: "total", operator: "greater", value: "50" }] },
      ],
      exitCondition: { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" },
      goalEvent: "Order Completed",
      goalDays: 1,
      quietHours: "own",
      quietFrom: "20:00",
      caps: "off",
      endsAt: "2026-12-24T09:00",
    });
    expect(inWords(summary)).toEqual([
      "May enter again after 7 days",
      "Leaves on “Order Completed” whose total is more than 50",
      "Leaves when city is Lyon",
      "Goal: “Order Completed” within 1 day",
      "Quiet from 20:00 to 09:00",
      "No limit on messages",
      "Until 2026-12-24 09:00",
    ]);
  });
});
