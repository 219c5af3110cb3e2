import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { sendFile } from "./send-file.ts";

const PIECE_BYTES = 4;
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

it("goes on where the server has got to, however often the connection breaks", async () => {
  // Taken, but the answer is lost; broken at once; a proxy's own page; a server that is just starting.
  const faults = ["taken", "broken", "page", "busy", "broken", "broken", "broken", "broken"];
  const { origin, received } = await start((fault = faults.shift()) => fault);
  const pauses: number[] = [];
  const progress: number[] = [];
  await sendFile(new Blob(["0123456789"]), {
    ...options(origin),
    onProgress: (bytes) => progress.push(bytes),
    onBroken: () => progress.push(-1),
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  expect(received()).toBe("0123456789");
  expect(progress.filter((bytes) => bytes >= 0)).toEqual([4, 8, 10]);
  expect(progress.filter((bytes) => bytes < 0)).toHaveLength(8);
  expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
  expect(Math.max(...pauses)).toBe(30_000);
});

it("says why the server refuses, and whether it can go on later", async () => {
  const { origin } = await start(() => "full");
  const sent = sendFile(new Blob(["0123"]), options(origin));
  await expect(sent).rejects.toMatchObject({ message: "The server’s disk is full", canGoOn: true });
  await expect(sendFile(new Blob(["0123"]), { ...options(origin), uploadId: "gone" })).rejects.toMatchObject({
    ...{ message: "There is no such upload any more", canGoOn: false },
  });
});

it("ends when it is cancelled while the connection is broken", async () => {
  const { origin } = await start(() => "broken");
  const abort = new AbortController();
  const sent = sendFile(new Blob(["0123"]), {
    ...options(origin),
    signal: abort.signal,
    pause: async () => abort.abort(),
  });
  await expect(sent).rejects.toThrow("abort");
});

function options(origin: string) {
  return {
    ...{ origin, uploadId: "u", pieceBytes: PIECE_BYTES, signal: new AbortController().signal },
    ...{ onProgress: () => {}, onBroken: () => {}, pause: async () => {} },
  };
}

/** Takes pieces as the server does, with a fault where there is one to come. */
async function start(nextFault: () => string | undefined) {
  let received = "";
  const started = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? "", "http://server.invalid");
    const answer = (status: number, json: unknown) => response.writeHead(status).end(JSON.stringify(json));
    if (url.pathname.endsWith("/gone"))
      return answer(404, { error: { message: "There is no such upload any more" } });
    const fault = nextFault();
    const offset = Number(url.searchParams.get("offset"));
    if (fault === "broken") return request.socket.destroy();
    if (fault === "page") return response.writeHead(502).end("<h1>Bad gateway</h1>");
    if (fault === "busy") return answer(503, { error: { message: "The server is starting" } });
    if (fault === "full") return answer(507, { error: { message: "The server’s disk is full" } });
    if (offset !== received.length) return answer(409, { bytes: received.length });
    received += body;
    return fault === "taken" ? request.socket.destroy() : answer(200, { bytes: received.length });
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const { port } = started.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, received: () => received };
}
