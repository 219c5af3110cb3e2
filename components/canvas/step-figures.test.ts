import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/canvas.json";
import { wordSeen } from "./step-figures.ts";

const t = createTranslator({ locale: "en", namespace: "canvas.seen", messages: { canvas: english } });

const figures = {
  ...{ nodeId: "a", channel: "email" as const, sent: 12, captured: 0, opened: 5, clicked: 2 },
  ...{ machineOpened: 0, machineClicked: 0, noted: true },
};

it.each([
  ["email", "5 opened"],
  ["in-app", "5 shown"],
  ["web-push", "2 clicked"],
  ["sms", null],
  ["whatsapp", null],
] as const)("a step of %s says what can be known of its messages", (channel, words) => {
  expect(wordSeen({ ...figures, channel }, t)).toBe(words);
});

it("writes large numbers as they are read", () => {
  expect(wordSeen({ ...figures, opened: 1_204 }, t)).toBe("1,204 opened");
});

it("says nothing where nothing is noted", () => {
  expect(wordSeen({ ...figures, opened: 0, clicked: 0, noted: false }, t)).toBeNull();
});
