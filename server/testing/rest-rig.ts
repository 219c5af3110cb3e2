import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Database } from "#server/database/database.ts";
import { readEnv } from "#server/env.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import { RestDoor } from "#server/http/rest/door.ts";
import type { Scope } from "#server/http/scopes.ts";
import { directReads } from "#server/reads/reads.ts";
import { EngineRig } from "./engine-rig.ts";

export interface RestAnswer {
  status: number;
  headers: Headers;
  json: { error?: { code: string; message: string; details?: unknown[] }; [name: string]: unknown };
}

/** The door of the API on a database of either engine, with a key that may do everything. */
export class RestRig extends EngineRig {
  readonly apiKeys: ApiKeys;
  key = "";
  readonly #server;

  constructor(db: Database) {
    super(db);
    this.apiKeys = new ApiKeys(db);
    const { clock, keys, engine, apiKeys } = this;
    const imports = { removeErased: async () => {} };
    const services = { clock, keys, engine, apiKeys, db, imports, env: readEnv({}), reads: directReads(db) };
    const door = new RestDoor(services);
    this.#server = createServer((request, response) => {
      door.handle(request, response).then(
        (taken) => taken || response.writeHead(418).end(),
        () => response.writeHead(500).end(),
      );
    });
  }

  async start(): Promise<void> {
    await this.engine.start();
    this.key = await this.newKey(null);
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** A secret key with these scopes, all of them for null; or a write key. */
  async newKey(scopes: Scope[] | null, kind: "secret" | "write" = "secret"): Promise<string> {
    return (await this.apiKeys.create("test", this.clock.now(), { kind, scopes })).key;
  }

  /** Sends a body as JSON, or text as it is; `headers` replace what is sent by itself. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<RestAnswer> {
    const { port } = this.#server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = text !== "" && response.headers.get("content-type") === "application/json";
    return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : {} };
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
    await this.engine.stop();
  }
}
