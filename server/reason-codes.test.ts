import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wordReason } from "#workflows/reasons.ts";

it("words every code that a delivery can end with", () => {
  const folder = join(import.meta.dirname, "delivery");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const codes = sources.flatMap((name) => [
    ...readFileSync(join(folder, name), "utf8").matchAll(
      /"((?:email|push|webhook|template|in-app)\.[a-z-]*[a-z])"/g,
    ),
  ]);
  expect(codes.length).toBeGreaterThan(30);
  const unworded = codes.map(([, code]) => code!).filter((code) => wordReason(code) === code);
  expect(unworded).toEqual([]);
});
