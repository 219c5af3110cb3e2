import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import english from "#locales/en/one-offs.json";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { linesOf } from "./list-lines.ts";
import { messageKinds, newMessage } from "./new-message.ts";
import { graphOf, type OneOffDraft, savableParts, unfinishedParts } from "./one-off-draft.ts";
import { readPerHour, wordSpan } from "./pace-draft.ts";
import { tomorrowMorning, wordLocal, wordTiming } from "./schedule-draft.ts";

const t = createTranslator({ locale: "en", namespace: "one-offs", messages: { "one-offs": english } });
const words = { t, language: "en" as const };

const draft: OneOffDraft = {
  name: "Spring",
  message: { type: "send-email", config: { subject: "" } },
  audience: { kind: "everybody" },
  schedule: { at: null, local: false, perHour: null },
};
const now = Date.UTC(2026, 2, 28, 23, 30);

describe("what is saved of a draft", () => {
  it("is the message as it stands, however unfinished", () => {
    expect(savableParts(draft)).toEqual(draft);
    expect(unfinishedParts(draft)).toEqual([]);
  });

  it("is never everybody in place of a rule that is being made, nor now in place of a date", () => {
    const unfinished: OneOffDraft = {
      ...draft,
      audience: { kind: "condition", condition: null },
      schedule: { at: "", local: false, perHour: null },
    };
    expect(savableParts(unfinished)).toMatchObject({ audience: undefined, schedule: undefined });
    expect(unfinishedParts(unfinished)).toEqual(["audience", "schedule"]);
    const rule = { kind: "attribute", attribute: "", operator: "equals", value: "" };
    expect(unfinishedParts({ ...draft, audience: { kind: "condition", condition: rule } })).toEqual([
      "audience",
    ]);
    const whole = { ...rule, attribute: "city", value: "Lyon" };
    const finished: OneOffDraft = { ...draft, audience: { kind: "condition", condition: whole } };
    expect(unfinishedParts(finished)).toEqual([]);
    expect(savableParts(finished).audience).toMatchObject({ kind: "condition", condition: whole });
  });
});

describe("a new message", () => {
  it("is there for each channel that reaches people, and for no other step", () => {
    const kinds = messageKinds();
    expect(kinds).toContainEqual({ type: "send-email", channel: "email" });
    expect(kinds).toContainEqual({ type: "send-web-push", channel: "web-push" });
    expect(kinds.map(({ channel }) => channel)).not.toContain("webhook");
    expect(new Set(kinds.map(({ channel }) => channel)).size).toBe(kinds.length);
  });

  it.each(messageKinds().map(({ type }) => type))(
    "%s has no text of an example that could go out",
    (type) => {
      const message = newMessage(type);
      const problems = validateGraph(graphOf(message));
      expect(isPublishable(problems)).toBe(false);
      expect(JSON.stringify(message.config)).not.toMatch(/cart is waiting|Welcome|shipping/);
    },
  );
});

describe("when and how fast", () => {
  it("suggests nine o’clock of the next day where the shop is", () => {
    expect(tomorrowMorning(now, "UTC")).toBe("2026-03-29T09:00");
    expect(tomorrowMorning(now, "Europe/Berlin")).toBe("2026-03-30T09:00");
  });

  it("words a time without moving it to another zone", () => {
    expect(wordLocal("2026-12-24T09:05", words)).toBe("24 Dec 2026, 09:05");
    expect(wordLocal("", words)).toBe("no date yet");
    const schedule = { at: "2026-12-24T09:00", local: false, perHour: null };
    expect(wordTiming(schedule, "Europe/Berlin", words)).toBe("on 24 Dec 2026, 09:00 (Europe/Berlin)");
    expect(wordTiming({ ...schedule, local: true }, "Europe/Berlin", words)).toBe(
      "on 24 Dec 2026, 09:00 where each of them lives",
    );
    expect(wordTiming({ ...schedule, at: null }, "UTC", words)).toBe("now");
  });

  it("reads a number of people an hour", () => {
    expect(["500", " 20 ", "0", "-3", "1.5", "many", "99999999"].map(readPerHour)).toEqual([
      ...[500, 20],
      ...[null, null, null, null, null],
    ]);
    expect([400, 1_204, 60_000].map((people) => wordSpan(people, 500, t))).toEqual([
      "within an hour",
      "about 3 hours",
      "about 5 days",
    ]);
  });
});

it("reads a pasted list, however it is separated", () => {
  expect(linesOf("ana@example.com, 10042;bo@example.com\r\n\n\tcem@example.com  \n")).toEqual([
    "ana@example.com",
    "10042",
    "bo@example.com",
    "cem@example.com",
  ]);
  expect(linesOf("  \n ,, ")).toEqual([]);
});
