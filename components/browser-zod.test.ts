import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { expect, it } from "vitest";
import * as zod from "zod/mini";

/** Where schemas stand that browsers read. */
const FOLDERS = ["workflows", "components"];

it("is what schemas use of zod, and nothing else", async () => {
  const used = (await Promise.all(sources().map(namesUsed))).flat();
  expect(namesListed()).toEqual([...new Set(used)].sort());
});

function namesListed(): string[] {
  const list = readFileSync("components/browser-zod.js", "utf8");
  return [...list.matchAll(/^ {2}(\w+),$/gm)].map(([, name = ""]) => name).sort();
}

function sources(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  return files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\//.test(file));
}

/** Without its types, for which nothing has to be there. */
async function namesUsed(file: string): Promise<string[]> {
  const source = readFileSync(file, "utf8");
  if (!source.includes('* as z from "zod/mini"')) return [];
  const { code } = await transform(source, { loader: file.endsWith("x") ? "tsx" : "ts" });
  return [...code.matchAll(/\bz\.(\w+)/g)].map(([, name = ""]) => name).filter((name) => name in zod);
}
