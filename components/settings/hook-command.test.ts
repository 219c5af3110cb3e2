import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { hookCommand } from "./hook-command.ts";

const address = "https://rekindle.example/hooks/abc";

/** What a shell makes of the command: the words that curl is given. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test.each([
  ["email", "email", { email: "ana@example.com" }],
  ["email", "data.customer.email", { data: { customer: { email: "ana@example.com" } } }],
  ["external-id", "buyer's id", { "buyer's id": "customer-1" }],
  ["external-id", "note", { note: "customer-1" }],
] as const)("a person named by %s stands at %s", (personKind, personPath, expected) => {
  const [url, , type, , body] = wordsOf(hookCommand(address, { personKind, personPath }));
  expect(url).toBe(address);
  expect(type).toBe("Content-Type: application/json");
  expect(JSON.parse(body ?? "")).toEqual({ note: "A first try", ...expected });
});
