import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/imports.json";
import { joinTarget, LEFT_OUT, splitTarget, targetOptions } from "./column-targets.ts";

const t = createTranslator({ locale: "en", namespace: "imports", messages: { imports: english } });

it("parts a target into what is chosen, and joins it again", () => {
  for (const target of ["email", "number:Orders: all", "text:x", null]) {
    const { choice, name } = splitTarget(target);
    expect(joinTarget(choice, name ?? "")).toBe(target);
    expect(targetOptions("profiles", t).map(({ value }) => value)).toContain(choice);
  }
  expect(splitTarget(null).choice).toBe(LEFT_OUT);
});
