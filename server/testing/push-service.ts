import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Arrivals, collectArrivals } from "./arrivals.ts";
import {
  decryptPush,
  makeSubscriptionKeys,
  type SubscriptionKeys,
  type VapidClaims,
  verifyVapid,
} from "./push-crypto.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

/** What every push service must accept (RFC 8030). */
const BODY_MAX_BYTES = 4_096;

export type ReceivedPush = {
  endpoint: string;
  /** Decrypted. */
  payload: string;
  headers: IncomingHttpHeaders;
  vapid: { publicKey: string; claims: VapidClaims };
};

/** How one push is answered instead of 201: with a status, or by cutting the connection after reading it. */
export type PushAnswer = { status: number; headers?: Record<string, string> } | "hang-up";

export type PushService = Arrivals<ReceivedPush> & {
  /** `https://127.0.0.1:port` */
  origin: string;
  /** `127.0.0.1:port`, as an allow-list takes it. */
  host: string;
  /** The certificate to trust, and a file of it for `NODE_EXTRA_CA_CERTS`. */
  ca: string;
  caPath: string;
  /** What a browser would hand to the page on subscribing. */
  subscribe(): { endpoint: string; keys: { p256dh: string; auth: string } };
  /** From now on this endpoint is answered with 410. */
  unsubscribe(endpoint: string): void;
  /** Answers the next pushes in this order; afterwards by its own rules again. */
  answer(...answers: PushAnswer[]): void;
  /** Why pushes were refused: `401 wrong signature`, `400 …`. */
  refusals: readonly string[];
  close(): Promise<void>;
};

/**
 * A push service over TLS on a free port. It behaves as a vendor's does: checks the VAPID signature, knows its
 * subscriptions, and, being a test's, also decrypts what the browser would read.
 */
export async function startPushService(): Promise<PushService> {
  const { key, cert } = selfSignedCertificate(["127.0.0.1", "localhost"], Date.now());
  const folder = await mkdtemp(join(tmpdir(), "push-service-"));
  const caPath = join(folder, "ca.pem");
  await writeFile(caPath, cert);

  const arrivals = collectArrivals<ReceivedPush>("push");
  const subscriptions = new Map<string, SubscriptionKeys>();
  const gone = new Set<string>();
  const script: PushAnswer[] = [];
  const refusals: string[] = [];
  let origin = "";

  /** The status a push is answered with; a good one is kept. */
  function receive(path: string, headers: IncomingHttpHeaders, body: Buffer): number {
    const endpoint = origin + path;
    const refuse = (status: number, reason: unknown) => {
      refusals.push(`${status} ${reason instanceof Error ? reason.message : String(reason)}`);
      return status;
    };
    if (gone.has(endpoint)) return refuse(410, "unsubscribed");
    const keys = subscriptions.get(endpoint);
    if (!keys) return refuse(404, "no such subscription");
    if (body.length > BODY_MAX_BYTES) return refuse(413, "too long");
    if (!/^\d+$/.test(String(headers.ttl))) return refuse(400, "no TTL");
    if (headers["content-encoding"] !== "aes128gcm") return refuse(400, "wrong content encoding");
    let vapid: ReceivedPush["vapid"];
    try {
      vapid = verifyVapid(headers.authorization ?? "", { origin, now: Date.now() });
    } catch (error) {
      return refuse(401, error);
    }
    try {
      arrivals.add({ endpoint, payload: decryptPush(body, keys), headers, vapid });
    } catch (error) {
      return refuse(400, error);
    }
    return 201;
  }

  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = script.shift();
    if (answer === "hang-up") {
      request.socket.destroy();
      return;
    }
    const status = answer?.status ?? receive(request.url ?? "", request.headers, Buffer.concat(chunks));
    const location = status === 201 ? { location: `${origin}/message/${randomUUID()}` } : {};
    response.writeHead(status, answer?.headers ?? location).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `https://${host}`;

  return Object.assign(arrivals, {
    origin,
    host,
    ca: cert,
    caPath,
    refusals,
    subscribe() {
      const keys = makeSubscriptionKeys();
      const endpoint = `${origin}/push/${randomUUID()}`;
      subscriptions.set(endpoint, keys);
      return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
    },
    unsubscribe: (endpoint: string) => void gone.add(endpoint),
    answer: (...answers: PushAnswer[]) => void script.push(...answers),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true, force: true });
    },
  });
}
