import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { SNIPPET_FILES, snippetBuilds } from "./build-snippet.ts";

export interface ServedFile {
  name: string;
  bytes: Buffer;
  gzip: Buffer;
  /** Weak, since it stands for both encodings. */
  etag: string;
}

/** The browser's files by their addresses. Beside the server's bundle they are ready; from the sources they are built. */
export async function loadServedFiles(): Promise<Map<string, ServedFile>> {
  const contents = import.meta.url.endsWith(".ts") ? await buildFiles() : await readFiles(SNIPPET_FILES);
  return new Map(SNIPPET_FILES.map((name) => [`/${name}`, served(name, contents.get(name)!)]));
}

async function readFiles(names: readonly string[]): Promise<Map<string, Buffer>> {
  const read = async (name: string) =>
    [name, await readFile(new URL(`./${name}`, import.meta.url))] as [string, Buffer];
  return new Map(await Promise.all(names.map(read)));
}

async function buildFiles(): Promise<Map<string, Buffer>> {
  // Only here: the built server does without the bundler.
  const { build } = await import("esbuild");
  const built = await Promise.all(
    snippetBuilds.map((options) => build({ ...options, write: false, outdir: "dist" })),
  );
  return new Map(
    built.flatMap(({ outputFiles }) =>
      outputFiles.map(({ path, contents }): [string, Buffer] => [basename(path), Buffer.from(contents)]),
    ),
  );
}

function served(name: string, bytes: Buffer): ServedFile {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { name, bytes, gzip: gzipSync(bytes, { level: 9 }), etag: `W/"${hash}"` };
}
