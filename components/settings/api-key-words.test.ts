import { createFormatter } from "next-intl";
import { expect, test } from "vitest";
import chinese from "#locales/zh/settings.json";
import { type ScopeWords, wordPermissions } from "./api-key-words.ts";
import { settingsWords } from "./english-words.ts";

const scopes: ScopeWords = {
  "events:write": "Send events and customers",
  "profiles:read": "Read customers",
  "profiles:write": "Change and erase customers",
  "segments:read": "Read segments and who is in them",
  "segments:write": "Make, change and remove segments",
  "workflows:read": "Read workflows and their runs",
  "workflows:start": "Start workflows by hand",
  "messages:read": "Read messages",
  "messages:send": "Send transactional messages",
};

test("what a key may do is told in words, in the order of the list", () => {
  const t = settingsWords();
  const format = createFormatter({ locale: "en" });
  const secret = (allowed: string[] | null) =>
    wordPermissions({ kind: "secret", scopes: allowed }, scopes, t, format);
  expect(secret(null)).toBe("May do everything");
  expect(secret(["profiles:read", "events:write"])).toBe("May: send events and customers, read customers");
  expect(wordPermissions({ kind: "write", scopes: null }, scopes, t, format)).toMatch(/only send events/);
});

test("a list has the commas of the reader's language", () => {
  const key = { kind: "secret" as const, scopes: ["profiles:read", "messages:read"] };
  expect(wordPermissions(key, scopes, settingsWords("zh", chinese), createFormatter({ locale: "zh" }))).toBe(
    "权限：读取客户、读取消息",
  );
});
