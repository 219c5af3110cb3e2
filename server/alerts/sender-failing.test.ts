import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { judgeSender } from "./sender-failing.ts";

const NOW = Date.UTC(2026, 2, 10, 10);

/** Those of text messages and of messages in the shop's pages that a delivery can end with. */
function codesOfDeliveries(): string[] {
  const folder = join(import.meta.dirname, "..", "delivery");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  const codes = sources.flatMap((name) => [
    ...readFileSync(join(folder, name), "utf8").matchAll(/"((?:text|in-app)\.[a-z-]*[a-z])"/g),
  ]);
  return [...new Set(codes.map(([, code]) => code!))].filter((code) => code !== "text.ts").sort();
}

it("takes a text message that failed for the sender's fault only where the sender had a part in it", () => {
  const isTheSenders = (code: string) => {
    const attempt = { channel: "sms" as const, at: NOW, outcome: "failed", code, values: null };
    return judgeSender(Array(5).fill(attempt), NOW) !== null;
  };
  expect(codesOfDeliveries().filter(isTheSenders)).toEqual([
    "text.service-account",
    "text.service-busy",
    "text.service-key",
    "text.service-no-answer",
    "text.service-refused",
    "text.service-sender",
    "text.service-unreachable",
  ]);
  expect(codesOfDeliveries()).toContain("text.bad-number");
});
