import type { Dispatcher } from "undici";
import type { OutcomeValues } from "./outcome.ts";

/** How much of an answer is kept; the rest is not read. */
export const RESPONSE_KEPT_MAX_BYTES = 64 * 1024;

/** One request to one origin, redirects not followed. */
export type Exchange = {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  headersTimeoutMs: number;
  bodyTimeoutMs: number;
  totalTimeoutMs: number;
};

/**
 * - `response`: the server answered. `truncated` when not all of the body came, or was kept.
 * - `no-connection`: nothing of the request was written to a connection.
 * - `interrupted`: some or all of the request was written and no answer came. `timeout`, `disconnected`
 *   or `bad-response`.
 */
export type ExchangeResult =
  | { kind: "response"; status: number; headers: Record<string, string>; body: string; truncated: boolean }
  | { kind: "no-connection"; code: string; values: OutcomeValues; error: Error }
  | { kind: "interrupted"; code: string; values: OutcomeValues };

/** Sends one request and collects the answer. Never rejects. */
export function exchange(dispatcher: Dispatcher, request: Exchange): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    const { url } = request;
    const chunks: Buffer[] = [];
    let keptBytes = 0;
    let settled = false;
    let connection: Dispatcher.DispatchController | undefined;
    let answer: { status: number; headers: Record<string, string> } | undefined;

    const timer = setTimeout(() => end(new TotalTimeout(request.totalTimeoutMs)), request.totalTimeoutMs);

    function finish(result: ExchangeResult) {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(result);
    }
    function finishAnswered(truncated: boolean) {
      if (!answer) return;
      finish({ kind: "response", ...answer, body: Buffer.concat(chunks).toString("utf8"), truncated });
    }
    /** The exchange broke off: what that means depends on how far it had come. */
    function end(error: Error) {
      if (answer) finishAnswered(true);
      else if (connection) finish(interrupted(url, error));
      else finish(noConnection(url, error));
      connection?.abort(error);
    }

    const handler: Dispatcher.DispatchHandler = {
      // Called on an open connection, just before the first byte is written: the moment of hand-over.
      onRequestStart(controller) {
        if (settled || connection) {
          // Too late, or a second attempt by the library after a dropped connection: never write it twice.
          controller.abort(new Error("request is no longer wanted"));
          return;
        }
        connection = controller;
      },
      onResponseStart(_controller, status, headers) {
        if (status >= 200) answer = { status, headers: flatten(headers) };
      },
      onResponseData(_controller, chunk) {
        const rest = RESPONSE_KEPT_MAX_BYTES - keptBytes;
        chunks.push(chunk.subarray(0, rest));
        keptBytes += Math.min(chunk.length, rest);
        if (chunk.length > rest) end(new Error("answer is longer than what is kept"));
      },
      onResponseEnd: () => finishAnswered(false),
      onResponseError: (_controller, error) => end(error),
    };

    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: request.headers,
          body: request.body,
          headersTimeout: request.headersTimeoutMs,
          bodyTimeout: request.bodyTimeoutMs,
        },
        handler,
      );
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

class TotalTimeout extends Error {
  readonly code = "TOTAL_TIMEOUT";
  constructor(timeoutMs: number) {
    super(`no complete answer within ${timeoutMs} ms`);
  }
}

function noConnection(url: URL, error: Error): ExchangeResult {
  return {
    kind: "no-connection",
    code: "no-connection",
    values: { host: url.host, reason: reasonOf(error) },
    error,
  };
}

function interrupted(url: URL, error: Error): ExchangeResult {
  const reason = reasonOf(error);
  let code = "disconnected";
  if (/TIMEOUT|ETIMEDOUT/.test(reason)) code = "timeout";
  else if (error.name === "HTTPParserError" || /HEADERS_OVERFLOW|CONTENT_LENGTH/.test(reason))
    code = "bad-response";
  return { kind: "interrupted", code, values: { host: url.host, reason } };
}

function reasonOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
