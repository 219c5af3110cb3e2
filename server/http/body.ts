import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

export type Body = { kind: "ok"; bytes: Buffer } | { kind: "too-large" } | { kind: "aborted" };
export type PlainBody = Body | { kind: "unknown-encoding" } | { kind: "damaged" };

const inflate = promisify(gunzip);

/** Reads a request's body up to a limit; what is beyond it is not kept. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) {
      request.resume();
      resolve({ kind: "too-large" });
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        chunks.length = 0;
        resolve({ kind: "too-large" });
      } else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve({ kind: "ok", bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }),
    );
    request.on("error", () => resolve({ kind: "aborted" }));
    request.on("close", () => resolve({ kind: "aborted" }));
  });
}

/** Reads a body that may have been sent as gzip; the limit holds for what comes out of it too. */
export async function readPlainBody(request: IncomingMessage, maxBytes: number): Promise<PlainBody> {
  const encoding = request.headers["content-encoding"];
  const body = await readBody(request, maxBytes);
  if (body.kind !== "ok" || encoding === undefined || encoding === "" || encoding === "identity") return body;
  if (encoding.toLowerCase() !== "gzip") return { kind: "unknown-encoding" };
  try {
    return { kind: "ok", bytes: await inflate(body.bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return { kind: tooLarge ? "too-large" : "damaged" };
  }
}
