import type { IncomingMessage, ServerResponse } from "node:http";
import { SNIPPET_FILES } from "#server/snippet/build-snippet.ts";
import type { ServedFile } from "#server/snippet/served-files.ts";
import { loadServedFiles } from "#server/snippet/served-files.ts";
import { answerError } from "./answer.ts";

/** So soon does a new version reach the shop's visitors; until then their browsers do not ask. */
const FRESH_S = 10 * 60;
/** A browser may go on with the old one for so long, while it fetches the new one. */
const STALE_S = 24 * 60 * 60;
const PATHS: readonly string[] = SNIPPET_FILES.map((name) => `/${name}`);

/** The files for the shop's own site: the snippet that it loads from here, and the service worker that it hosts itself. */
export class SnippetDoor {
  #files: Promise<Map<string, ServedFile>> | null = null;

  /** False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? "").split("?", 1)[0]!;
    if (!PATHS.includes(path)) return false;
    if (request.method !== "GET" && request.method !== "HEAD") {
      answerError(response, 405, "method", "Send a GET request", { allow: "GET, HEAD" });
      return true;
    }
    const file = (await this.#load()).get(path)!;
    const zipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    const body = zipped ? file.gzip : file.bytes;
    const headers = {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": `public, max-age=${FRESH_S}, stale-while-revalidate=${STALE_S}`,
      etag: file.etag,
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
      // For the pages of any site, also of those that isolate themselves.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    };
    if (isKnown(request.headers["if-none-match"], file.etag)) {
      response.writeHead(304, headers);
      response.end();
      return true;
    }
    response.writeHead(200, {
      ...headers,
      ...(zipped && { "content-encoding": "gzip" }),
      "content-length": body.length,
    });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  }

  #load(): Promise<Map<string, ServedFile>> {
    this.#files ??= loadServedFiles().catch((error: unknown) => {
      // The next request tries again.
      this.#files = null;
      throw error;
    });
    return this.#files;
  }
}

/** Proxies that compress turn a weak tag into a strong one and back. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  const tags = (ifNoneMatch ?? "").split(",");
  return tags.some((tag) => tag.trim() === "*" || bare(tag) === bare(etag));
}
