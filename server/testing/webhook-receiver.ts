import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Arrivals, collectArrivals } from "./arrivals.ts";

export type ReceivedRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/**
 * How one request is answered: with a status, at once or after a while, by cutting the connection once the request was
 * read (`hang-up`), or not at all (`silence`).
 */
export type ScriptedAnswer =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer; afterMs?: number }
  | "hang-up"
  | "silence";

export type WebhookReceiver = Arrivals<ReceivedRequest> & {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  url: string;
  /** `127.0.0.1:port`, as an allow-list takes it. */
  host: string;
  port: number;
  /** Answers the next requests in this order; afterwards 200 again. */
  answer(...answers: ScriptedAnswer[]): void;
  close(): Promise<void>;
};

/** A real HTTP server on a free port that keeps what it was sent. What no script answers, `decide` does: 200 by default. */
export async function startWebhookReceiver(
  decide: (request: ReceivedRequest) => ScriptedAnswer = () => ({ status: 200, body: "ok" }),
): Promise<WebhookReceiver> {
  const arrivals = collectArrivals<ReceivedRequest>("webhook");
  const script: ScriptedAnswer[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then(
      (body) => {
        const { method = "", url: path = "", headers } = request;
        const received = { method, path, headers, body };
        // The answer goes out first, so that whoever waits for the arrival finds it given.
        give(response, script.shift() ?? decide(received));
        arrivals.add(received);
      },
      // Its sender died before it was whole.
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(arrivals, {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    answer: (...answers: ScriptedAnswer[]) => void script.push(...answers),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function give(response: ServerResponse, answer: ScriptedAnswer) {
  if (answer === "silence") return;
  if (answer === "hang-up") response.socket?.destroy();
  else {
    const end = () => response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
    if (answer.afterMs) setTimeout(end, answer.afterMs);
    else end();
  }
}
