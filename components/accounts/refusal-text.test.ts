import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import en from "#locales/en/first-run.json";
import type { Answer } from "./account-api.ts";
import { fieldText, refusalText } from "./refusal-text.ts";

const t = createTranslator({ locale: "en", messages: { "first-run": en }, namespace: "first-run.refusals" });
const say = (text: string) => text;
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
  [refused("EMAIL_TAKEN", "Somebody has it"), "Somebody has it."],
  [
    refused("WHO_KNOWS", "stack overflow at line 1"),
    "Something went wrong on the server. Try again in a moment.",
  ],
] as [Answer, string][])("words %j", (answer, text) => {
  expect(refusalText(answer, t, say)).toBe(text);
});

it("leaves to a field what is the field's", () => {
  const answer = refused("INVALID_INPUT", "Enter your name", "name");
  expect(refusalText(answer, t, say)).toBeNull();
  expect(fieldText(answer, "name")).toBe("Enter your name");
  expect(fieldText(answer, "email")).toBeUndefined();
});
