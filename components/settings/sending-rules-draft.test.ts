import { expect, it } from "vitest";
import { settingsWords } from "./english-words.ts";
import { draftOf, isRecommended, RECOMMENDED_RULES, readRules } from "./sending-rules-draft.ts";

const t = settingsWords();

const email = { channel: "email" as const, max: 2, per: "week" as const };
const good = { quietHours: { on: true, from: "22:00", to: "07:30" }, caps: [email] };

it("saves what was entered", () => {
  expect(readRules(draftOf(good), t).rules).toEqual(good);
  expect(readRules(RECOMMENDED_RULES, t).rules).toMatchObject({ quietHours: { on: true } });
  expect(isRecommended(RECOMMENDED_RULES)).toBe(true);
  expect(isRecommended(draftOf(good))).toBe(false);
});

it("refuses quiet hours that never end, but only while they are on", () => {
  const endless = { ...draftOf(good), to: "22:00" };
  expect(readRules(endless, t).problems?.to[0]?.message).toContain("never end");
  expect(readRules({ ...endless, on: false }, t).problems).toBeNull();
});

it("says which time and which limit is unfinished", () => {
  const { problems } = readRules(
    { ...draftOf(good), from: "", caps: [email, { ...email, max: undefined }] },
    t,
  );
  expect(problems?.from).toHaveLength(1);
  expect(problems?.to).toEqual([]);
  expect(problems?.caps).toEqual([{ path: "1.max", message: "Enter a whole number" }]);
  // Both at once.
  const both = readRules({ on: true, from: "21:00", to: "21:00", caps: [{ ...email, max: 0 }] }, t);
  expect(both.problems).toMatchObject({
    to: [{ path: "" }],
    caps: [{ path: "0.max", message: "At least 1" }],
  });
});
