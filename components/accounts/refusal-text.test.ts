import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import en from "#locales/en/first-run.json";
import zh from "#locales/zh/first-run.json";
import type { Answer } from "./account-api.ts";
import { fieldText, refusalText } from "./refusal-text.ts";

const t = createTranslator({ locale: "en", messages: { "first-run": en }, namespace: "first-run.refusals" });
const refused = (code: string, message = "", field: string | null = null): Answer => ({
  kind: "refused",
  code,
  message,
  field,
});

it.each([
  [{ kind: "wait", seconds: 1 }, "Too many tries. Wait a minute, then try again."],
  [{ kind: "wait", seconds: 61 }, "Too many tries. Wait 2 minutes, then try again."],
  [{ kind: "wait", seconds: 900 }, "Too many tries. Wait 15 minutes, then try again."],
  [{ kind: "unreachable" }, "The server could not be reached. Check the connection and try again."],
  [refused("EMAIL_TAKEN", "Somebody has it"), "Somebody with this email address is here already."],
  [
    refused("WHO_KNOWS", "stack overflow at line 1"),
    "Something went wrong on the server. Try again in a moment.",
  ],
] as [Answer, string][])("words %j", (answer, text) => {
  expect(refusalText(answer, t)).toBe(text);
});

it("leaves to a field what is the field's", () => {
  const answer = refused("INVALID_INPUT", "Enter your name", "name");
  expect(refusalText(answer, t)).toBeNull();
  expect(fieldText(answer, "name")).toBe("Enter your name");
  expect(fieldText(answer, "email")).toBeUndefined();
});

const refusalsIn = { en: en.refusals, zh: zh.refusals } as Record<string, Record<string, string>>;

it.each(["en", "zh"])(
  "has words in %s for each refusal of the server, whatever the server calls it",
  (locale) => {
    const words = (key: string) => refusalsIn[locale]?.[key] ?? key;
    for (const code of ["OWNER_EXISTS", "INVITATION_EXPIRED", "INVITATION_USED", "INVITATION_UNKNOWN"]) {
      const text = refusalText(refused(code, "In English"), words as typeof t);
      expect(text, code).toBe(refusalsIn[locale]?.[code]);
      expect(text, code).not.toContain("In English");
    }
  },
);
