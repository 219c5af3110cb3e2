import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Role } from "#drizzle/tables.ts";
import { hooksRouter } from "#server/api/hooks.ts";
import type { Database } from "#server/database/database.ts";
import { readEnv } from "#server/env.ts";
import type { ReceiptRoom } from "#server/hooks/receipt-room.ts";
import { HookDoor } from "#server/http/hooks.ts";
import type { Services } from "#server/services.ts";
import { EngineRig } from "./engine-rig.ts";

export type HookRig = Awaited<ReturnType<typeof startHookRig>>;

/** The door for hooks on a server of its own, with the app's side of it and an engine behind both. */
export async function startHookRig(db: Database, room?: ReceiptRoom) {
  const rig = new EngineRig(db);
  const { clock, keys, engine } = rig;
  await engine.start();
  // The test says in X-Forwarded-For where a request comes from.
  const accept = engine.accept.bind(engine);
  const door = new HookDoor({ clock, db, keys, accept, trustedProxies: 1 }, room);
  const server = createServer((request, response) => {
    door.handle(request, response).catch(() => response.writeHead(500).end('{"error":{"code":"internal"}}'));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const services = { db, clock, keys, engine, env: readEnv({ PUBLIC_URL: "https://rekindle.example" }) };

  return {
    rig,
    /** The app as somebody with a role sees it. */
    as(role: Role | null) {
      const person = role && { id: role, name: role, email: `${role}@example.com`, role };
      return hooksRouter.createCaller({ services: services as unknown as Services, person });
    },
    /** Posts JSON, or what is text or bytes already as it is, to a hook's address. */
    async post(address: string, body: unknown, headers: Record<string, string> = {}) {
      const isRaw = typeof body === "string" || body instanceof Uint8Array;
      const response = await fetch(`http://127.0.0.1:${port}${new URL(address).pathname}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: isRaw ? (body as BodyInit) : JSON.stringify(body),
      });
      const json = (await response.json()) as Record<string, unknown> & {
        error?: { code: string; message: string };
      };
      return { status: response.status, json };
    },
    /** Every event's name with its properties, in their order. */
    async events() {
      const { events, eventNames } = db.tables;
      const names = new Map((await db.query.select().from(eventNames)).map(({ id, name }) => [id, name]));
      const rows = await db.query.select().from(events).orderBy(events.id);
      return rows.map(({ nameId, properties }) => ({ name: names.get(nameId), properties }));
    },
    receipts() {
      const { receipts } = db.tables;
      return db.query.select().from(receipts).orderBy(receipts.id);
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await engine.stop();
    },
  };
}
