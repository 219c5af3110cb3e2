import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import hooks from "#locales/en/hooks.json";
import { NOTHING_TAKEN, type TakenCounts, totalOf } from "./taken-counts.ts";

const t = createTranslator({ locale: "en", namespace: "hooks", messages: { hooks } });
const wordTaken = (counts: TakenCounts) => t("waiting.taken", { ...counts, total: totalOf(counts) });

it("tells how what had waited came out, without what did not occur", () => {
  expect(wordTaken({ ...NOTHING_TAKEN, taken: 12 })).toBe("12 taken in");
  expect(wordTaken({ taken: 12, duplicate: 2, refused: 1 })).toBe(
    "12 taken in, 2 counted already, 1 made no event",
  );
  expect(wordTaken({ ...NOTHING_TAKEN, refused: 3 })).toBe("0 taken in, 3 made no event");
  expect(wordTaken(NOTHING_TAKEN)).toBe("Everything had been taken in before");
});
