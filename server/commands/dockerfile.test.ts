import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NODE_FLAGS } from "#server/node-flags.ts";
import { parseCopy, parseDockerfile, parseExec, reachesBuild } from "./dockerfile.ts";

it("splits stages and joins continued lines, leaving comments out", () => {
  const content =
    '# first\nFROM node:24 AS build\nRUN one \\\n  # between\n  && two\n\nFROM node:24\nCMD ["node", "a b.js"]\n';
  expect(parseDockerfile(content)).toEqual([
    { name: "build", instructions: [{ name: "RUN", text: "one && two" }] },
    { name: "1", instructions: [{ name: "CMD", text: '["node", "a b.js"]' }] },
  ]);
});

it("reads copies and commands", () => {
  expect(parseCopy("--from=build /app/a /app/b ./")).toEqual({
    from: "build",
    sources: ["/app/a", "/app/b"],
    destination: "./",
  });
  expect(parseCopy(". .")).toEqual({ from: null, sources: ["."], destination: "." });
  expect(parseExec('--interval=30s CMD ["node", "-e", "[1]"]')).toEqual(["node", "-e", "[1]"]);
});

it("sends what the build needs, and neither data nor secrets, to the build", () => {
  const dockerignore = readFileSync(".dockerignore", "utf8");
  const reaching = [
    "package.json",
    ".npmrc",
    "app/globals.css",
    "server/main.ts",
    "drizzle/migrations/sqlite/a.sql",
  ];
  for (const file of reaching) expect([file, reachesBuild(file, dockerignore)]).toEqual([file, true]);
  const staying = [
    ".env",
    "data/keys.json",
    ".git/HEAD",
    "node_modules/a/b.js",
    "server/env.test.ts",
    "e2e/a.ts",
  ];
  for (const file of staying) expect([file, reachesBuild(file, dockerignore)]).toEqual([file, false]);
});

it("starts the server everywhere as the tests start it", () => {
  const stages = parseDockerfile(readFileSync("Dockerfile", "utf8"));
  const cmd = stages.at(-1)!.instructions.find(({ name }) => name === "CMD")!;
  expect(parseExec(`CMD ${cmd.text}`)).toEqual(["node", ...NODE_FLAGS, "dist/main.js"]);
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(scripts.start).toBe(`node ${NODE_FLAGS.join(" ")} server/commands/start.ts`);
});
