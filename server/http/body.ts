import type { IncomingMessage } from "node:http";

export type Body = { kind: "ok"; bytes: Buffer } | { kind: "too-large" } | { kind: "aborted" };

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
