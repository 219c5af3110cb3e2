import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const readme = readFileSync("README.md", "utf8");
const variables = [...readFileSync("server/env.ts", "utf8").matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
  ([, name]) => name,
);

it("has a line in the README for every environment variable, and no other", () => {
  const documented = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(variables.length).toBeGreaterThan(10);
  expect(documented.toSorted()).toEqual(variables.toSorted());
});

it.each(["README.md", "CONTRIBUTING.md"])("names only commands that exist, in %s", (file) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...readFileSync(file, "utf8").matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => !(name! in scripts))).toEqual([]);
});

it("shows the two commands first", () => {
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code);
  expect(blocks.slice(0, 2)).toEqual(["npm ci && npm start\n", "npm ci && npm test\n"]);
});
