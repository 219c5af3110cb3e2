import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { hookCommand } from "./hook-command.ts";

const address = "https://rekindle.example/hooks/abc";
const open = { scheme: "none", schemeOptions: null } as const;

/** What a shell makes of the command: the words that curl is given. */
function wordsOf(command: string | null): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test.each([
  ["email", "email", { email: "ana@example.com" }],
  ["email", "", { email: "ana@example.com" }],
  ["email", "data.customer.email", { data: { customer: { email: "ana@example.com" } } }],
  ["email", "buyers.0.email", { buyers: [{ email: "ana@example.com" }] }],
  ["external-id", "buyer's id", { "buyer's id": "customer-1" }],
  ["external-id", "note", { note: "customer-1" }],
] as const)("a person named by %s stands at “%s”", (personKind, personPath, expected) => {
  const [url, , type, , body] = wordsOf(hookCommand(address, { ...open, personKind, personPath }));
  expect(url).toBe(address);
  expect(type).toBe("Content-Type: application/json");
  expect(JSON.parse(body ?? "")).toEqual({ note: "A first try", ...expected });
});

test("a person is named in a header where the hook looks for them there", () => {
  const hook = { ...open, personKind: "external-id", personPath: "header:x-customer" } as const;
  expect(wordsOf(hookCommand(address, hook))).toContain("x-customer: customer-1");
});

test("the sender's proof has a place for the secret, or there is no command when it is a signature", () => {
  const person = { personKind: "email", personPath: "email" } as const;
  const command = (scheme: "basic" | "bearer" | "stripe", schemeOptions: { username: string } | null) =>
    hookCommand(address, { ...person, scheme, schemeOptions });
  expect(wordsOf(command("basic", { username: "shop's" }))).toContain("shop's:YOUR_PASSWORD");
  expect(wordsOf(command("bearer", null))).toContain("Authorization: Bearer YOUR_TOKEN");
  expect(command("stripe", null)).toBeNull();
});
