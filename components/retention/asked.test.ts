import { describe, expect, it } from "vitest";
import { readAsked, readBrackets, writeBrackets, writeSteps } from "./asked.ts";
import { inputOf } from "./input-of.ts";

const read = (asked: string) => readAsked("cohorts", new URLSearchParams(asked));

describe("what a page is asked for", () => {
  it("is read from the address", () => {
    expect(
      read(
        "period=week&last=8&segment=4&vs=everybody&start=%2B&again=*&mode=rolling&clock=calendar&windows=9",
      ),
    ).toMatchObject({
      period: "week",
      span: { last: 8 },
      segment: 4,
      versus: "everybody",
      start: { kind: "created" },
      returning: null,
      mode: "rolling",
      clock: "calendar",
      windows: 9,
    });
    expect(read("from=2026-01-01&to=2026-03-31").span).toEqual({ from: "2026-01-01", to: "2026-03-31" });
    const steps = ["Product Viewed, again", "Order Completed"];
    const search = new URLSearchParams({ steps: writeSteps(steps), within: "48" });
    expect(readAsked("funnel", search)).toMatchObject({ steps, windowHours: 48, period: "day" });
  });

  it("is as most shops want it where nothing is said, or nothing that can be read", () => {
    const usual = read("");
    expect(usual).toMatchObject({ period: "month", span: { last: 12 }, returning: "Order Completed" });
    expect(
      read(
        "period=year&last=0&from=soon&to=2026-01-01&segment=x&vs=-1&mode=all&windows=1e9&ranges=7-1&day=9",
      ),
    ).toEqual(usual);
    expect(read("from=2026-03-31&to=2026-01-01").span).toEqual({ last: 12 });
    expect(readAsked("funnel", new URLSearchParams("steps=One")).steps).toHaveLength(4);
  });

  it("is about the shop's own weeks until others are chosen", () => {
    expect(inputOf.revenue(read(""), null)).not.toHaveProperty("weekStart");
    expect(inputOf.revenue(read("week=1"), null)).toMatchObject({ weekStart: 1 });
    expect(inputOf.revenue(read("week=7"), null)).toMatchObject({ weekStart: 7 });
    expect(read("week=3")).toMatchObject({ weekStart: null });
  });

  it("has brackets in ascending order", () => {
    const brackets = [
      { first: 0, last: 0 },
      { first: 1, last: 3 },
      { first: 5, last: 5 },
    ];
    expect(readBrackets("0, 1-3,5")).toEqual(brackets);
    expect(readBrackets(writeBrackets(brackets))).toEqual(brackets);
    for (const wrong of ["", "a", "3-1", "0,0", "1-4, 4-5", "1-500", "0,,1"])
      expect(readBrackets(wrong), wrong).toBeNull();
  });

  it("goes to the server with the segment that it is about", () => {
    const asked = read("segment=4&mode=bracket&ranges=0,1-3");
    expect(inputOf.cohorts(asked, asked.segment)).toMatchObject({
      segmentId: 4,
      brackets: [
        { first: 0, last: 0 },
        { first: 1, last: 3 },
      ],
    });
    expect(inputOf.cohorts(asked, null)).not.toHaveProperty("segmentId");
    expect(inputOf.cohorts(read(""), null)).not.toHaveProperty("brackets");
    expect(inputOf.funnel(readAsked("funnel", new URLSearchParams("within=2")), null).windowMs).toBe(
      7_200_000,
    );
  });
});
