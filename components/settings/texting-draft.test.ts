import { describe, expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { keepsToken, textingDraftOf, textingProblems } from "./texting-draft.ts";

const t = settingsWords();

const stored = {
  ...{ accountSid: "AC1", smsFrom: "+15551234567", whatsappFrom: "", baseUrl: "https://api.twilio.com" },
};

test("the form starts from what is stored, without the token and without the usual address", () => {
  expect(textingDraftOf(stored)).toEqual({
    ...{ accountSid: "AC1", authToken: "", smsFrom: "+15551234567", whatsappFrom: "", baseUrl: "" },
  });
  const elsewhere = { ...stored, baseUrl: "https://texts.example" };
  expect(textingDraftOf(elsewhere).baseUrl).toBe("https://texts.example");
});

test("each missing part is told at its own field", () => {
  expect(Object.keys(textingProblems(textingDraftOf(null), null, t))).toEqual([
    ...["accountSid", "authToken", "smsFrom"],
  ]);
  expect(
    textingProblems({ ...textingDraftOf(stored), smsFrom: "", whatsappFrom: "+1555" }, stored, t),
  ).toEqual({});
});

describe("the stored token", () => {
  const draft = textingDraftOf(stored);
  test.each([
    ["stays for the same account and service", {}, true],
    ["stays when only the number changes", { smsFrom: "+15550000000" }, true],
    ["stays when the usual address is written out", { baseUrl: "https://api.twilio.com/" }, true],
    ["is needed again for another account", { accountSid: "AC2" }, false],
    ["is needed again for another service", { baseUrl: "https://texts.example" }, false],
  ])("%s", (_what, changes, kept) => {
    expect(keepsToken({ ...draft, ...changes }, stored)).toBe(kept);
    expect("authToken" in textingProblems({ ...draft, ...changes }, stored, t)).toBe(!kept);
  });
});
