import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import { word } from "#workflows/phrase.ts";
import { countedBefore, hookState, prettyBody, verdictOf, wordReplayed } from "./verdict-words.ts";

const t = createTranslator({ locale: "en", namespace: "hooks", messages: { hooks } });

const AT = Date.UTC(2026, 2, 10, 10);
const replay = (verdict: "taken" | "duplicate" | "refused") => ({ verdict, receivedAt: AT + 1 });

it("knows when a receipt was counted before, be it itself or by a replay", () => {
  const receipt = { verdict: "waiting", receivedAt: AT, replays: [] } as const;
  expect(countedBefore(receipt)).toBeNull();
  expect(countedBefore({ ...receipt, verdict: "taken" })).toBe(AT);
  expect(countedBefore({ ...receipt, verdict: "duplicate" })).toBe("earlier");
  expect(countedBefore({ ...receipt, replays: [replay("refused"), replay("taken")] })).toBe(AT + 1);
  expect(countedBefore({ ...receipt, replays: [replay("duplicate")] })).toBe("earlier");
  expect(countedBefore({ ...receipt, replays: [replay("refused")] })).toBeNull();
});

it("tells how taking in again went", () => {
  const taken = { verdict: "taken", reason: null, eventName: "Paid", again: false } as const;
  expect(wordReplayed(taken, t, word)).toEqual({ title: "Taken in as “Paid”", text: null });
  expect(wordReplayed({ ...taken, again: true }, t, word).text).toMatch(/counted before/);
  expect(wordReplayed({ ...taken, verdict: "refused", reason: "“a” is missing" }, t, word)).toEqual({
    title: "It made no event",
    text: "“a” is missing",
  });
});

it("tells a hook that was never set up from one that was switched off", () => {
  expect(hookState({ isOn: true, personPath: "email" })).toBe("on");
  expect(hookState({ isOn: false, personPath: "email" })).toBe("off");
  expect(hookState({ isOn: false, personPath: "" })).toBe("unset");
});

it("reads only verdicts that exist from an address", () => {
  expect(verdictOf("refused")).toBe("refused");
  expect(verdictOf("toString")).toBeNull();
  expect(verdictOf(null)).toBeNull();
});

it("leaves as it came what is not JSON, or would be shown as something else", () => {
  expect(prettyBody('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyBody('{"id":12345678901234567891}')).toBe('{"id":12345678901234567891}');
  expect(prettyBody("email=ana%40example.com")).toBe("email=ana%40example.com");
});
