import type { IncomingMessage, ServerResponse } from "node:http";
import { answerError } from "./answer.ts";

/** What signs in, or chooses a language, is a few words. */
export const PAGE_BODY_MAX_BYTES = 64 * 1024;
/** The largest call brings a whole workflow with its emails, up to 8 MB as a file, and two calls may come as one. */
export const API_BODY_MAX_BYTES = 16 * 1024 * 1024;
const API = "/api/trpc/";

/**
 * Holds what pages are sent to a length: Next keeps all of it before anybody has looked at who sends it. False when a
 * body says that it is longer, which has been answered then. One that does not say is cut off where it passes the limit.
 */
export function limitPageBody(request: IncomingMessage, response: ServerResponse): boolean {
  const maxBytes = request.url?.startsWith(API) ? API_BODY_MAX_BYTES : PAGE_BODY_MAX_BYTES;
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) {
    request.resume();
    refuse(response, maxBytes);
    return false;
  }
  // Counted as it comes in: listening for it here would begin to read, and nothing would be left for the pages.
  const push = request.push.bind(request);
  let bytes = request.readableLength;
  request.push = (chunk: Buffer | null, encoding) => {
    if (chunk === null) return push(chunk, encoding);
    const wasOver = bytes > maxBytes;
    bytes += chunk.length;
    if (bytes <= maxBytes) return push(chunk, encoding);
    if (!wasOver) refuse(response, maxBytes);
    return true;
  };
  return true;
}

function refuse(response: ServerResponse, maxBytes: number): void {
  if (response.headersSent) response.destroy();
  else
    answerError(response, 413, "too-large", `The body is larger than ${maxBytes / 1024} kB`, {
      connection: "close",
    });
}
