import { expect, test } from "vitest";
import { type ScopeWords, wordPermissions } from "./api-key-words.ts";

const words: ScopeWords = {
  "events:write": "Send events and customers",
  "profiles:read": "Read customers",
  "profiles:write": "Change and erase customers",
  "workflows:read": "Read workflows and their runs",
  "workflows:start": "Start workflows by hand",
  "messages:read": "Read messages",
  "messages:send": "Send transactional messages",
};

test("what a key may do is told in words, in the order of the list", () => {
  const secret = (scopes: string[] | null) => wordPermissions({ kind: "secret", scopes }, words);
  expect(secret(null)).toBe("May do everything");
  expect(secret(["profiles:read", "events:write"])).toBe("May: send events and customers, read customers");
  expect(wordPermissions({ kind: "write", scopes: null }, words)).toMatch(/only send events/);
});
