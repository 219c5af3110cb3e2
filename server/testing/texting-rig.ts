import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import type { Database } from "#server/database/database.ts";
import { Sender } from "#server/delivery/sender.ts";
import { Engine } from "#server/engine/engine.ts";
import { type Env, readEnv } from "#server/env.ts";
import { handleTexts } from "#server/http/texts.ts";
import { directReads, type Reads } from "#server/reads/reads.ts";
import { setConsent } from "#server/store/consents.ts";
import { updateProfile } from "#server/store/profiles.ts";
import type { TextingSettings } from "#server/store/texting-settings.ts";
import { makeCallbackToken } from "#server/texts/callback-address.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { EngineRig } from "./engine-rig.ts";
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  signAsService,
  startTextingService,
  type TextingService,
} from "./texting-service.ts";

const PUBLIC_URL = "https://shop.example";

/** An engine that really sends to a service for text messages, and the door at which that service tells things. */
export class TextingRig {
  readonly rig: EngineRig;
  readonly service: TextingService;
  readonly env: Env;
  readonly reads: Reads;
  readonly settings: TextingSettings;
  readonly #sender = new Sender();
  readonly #server: Server;

  private constructor(db: Database, service: TextingService) {
    this.service = service;
    this.rig = new EngineRig(db);
    this.env = readEnv({ PUBLIC_URL, OUTBOUND_ALLOW: service.host });
    this.reads = directReads(db);
    const { clock, keys } = this.rig;
    const log = pino({ level: "silent" });
    const { env, reads } = this;
    this.rig.engine = new Engine({
      ...{ db, clock, keys, env, log, reads },
      send: (job) => this.#sender.send(job),
    });
    this.settings = {
      ...{ accountSid: ACCOUNT_SID, sealedToken: keys.encrypt(AUTH_TOKEN), baseUrl: service.url },
      ...{ smsFrom: "+15551230000", whatsappFrom: "+15551239999", sealedCallback: makeCallbackToken(keys) },
    };
    this.#server = createServer((request, response) => {
      const services = { db, keys, clock, env, log, engine: this.rig.engine };
      void handleTexts(services, request, response).then((taken) => taken || response.writeHead(418).end());
    });
  }

  static async start(db: Database): Promise<TextingRig> {
    const made = new TextingRig(db, await startTextingService());
    await made.rig.engine.start();
    await made.rig.set("texting", made.settings);
    await new Promise<void>((resolve) => made.#server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  async stop(): Promise<void> {
    await this.rig.engine.stop();
    await this.#sender.close();
    await this.service.close();
    await new Promise((resolve) => this.#server.close(resolve).closeAllConnections());
  }

  /** A customer with a number, as it is written in their profile, and what they said of text messages and WhatsApp. */
  async person(externalId: string, phone: string, consent: ConsentState = "granted"): Promise<number> {
    const { rig } = this;
    await rig.identify(externalId);
    const { id } = await rig.profile(externalId);
    const at = rig.clock.now();
    await rig.db.transaction(function* (tx) {
      yield* updateProfile(tx, id, { phone, updatedAt: at });
      for (const channel of ["sms", "whatsapp"] as const)
        yield* setConsent({ profileId: id, channel, topic: "marketing", state: consent, source: "api", at });
    });
    return id;
  }

  get path(): string {
    return `/texts/${this.rig.keys.decrypt(this.settings.sealedCallback)}`;
  }

  /** Posts a form to the door, signed as the service signs. */
  async tell(
    fields: Record<string, string>,
    { path = this.path, signature = signAsService(PUBLIC_URL + path, fields), method = "POST" } = {},
  ) {
    const { port } = this.#server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "x-twilio-signature": signature },
      ...(method === "POST" ? { body: new URLSearchParams(fields) } : {}),
    });
    const text = await answer.text();
    await this.rig.engine.settled();
    return { status: answer.status, type: answer.headers.get("content-type"), text };
  }

  /** Somebody writes to the shop. */
  write(from: string, body: string, sid: string, more: Record<string, string> = {}) {
    return this.tell({
      ...{ MessageSid: sid, SmsSid: sid, AccountSid: ACCOUNT_SID, From: from, To: "+15551230000" },
      ...{ Body: body, NumMedia: "0", SmsStatus: "received", ...more },
    });
  }
}
