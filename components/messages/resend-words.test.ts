import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import english from "#locales/en/messages.json";
import { mayBeResent, wordBefore, wordRules } from "./resend-words.ts";

const t = createTranslator({ locale: "en", namespace: "messages", messages: { messages: english } });

const sent = {
  ...{ status: "sent" as const, captured: false, channel: "email" as const },
  ...{ opened: false, clicked: false, isTest: false },
};

test("what is still on its way, and a test, is not offered to be sent again", () => {
  expect(["queued", "handed"].map((status) => mayBeResent({ ...sent, status: status as "queued" }))).toEqual([
    false,
    false,
  ]);
  expect(mayBeResent({ ...sent, isTest: true })).toBe(false);
  expect(
    ["sent", "skipped", "failed", "unknown"].every((status) =>
      mayBeResent({ ...sent, status: status as "sent" }),
    ),
  ).toBe(true);
});

test("the question says what may arrive twice, and never frightens about what did not leave", () => {
  expect(wordBefore(sent, t)).toContain("second time");
  expect(wordBefore({ ...sent, clicked: true }, t)).toContain("has clicked it already");
  expect(wordBefore({ ...sent, status: "unknown" }, t)).toContain("may have arrived");
  expect(wordBefore({ ...sent, captured: true }, t)).toContain("never left this server");
  expect(wordBefore({ ...sent, status: "failed" }, t)).toContain("has not arrived");
  expect(wordBefore({ ...sent, channel: "webhook" }, t)).toContain("same thing twice");
  expect(wordRules("webhook", t)).toContain("new webhook-id");
  expect(wordRules("email", t)).toContain("still agrees to emails");
  expect(wordRules("sms", t)).toContain("still agrees to text messages");
});
