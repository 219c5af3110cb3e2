import type { Database, Steps, Transaction } from "#server/database/database.ts";
import { saveSegment } from "#server/engine/segments/save.ts";
import { beginAdmission } from "#server/store/admissions.ts";
import { setConsent } from "#server/store/consents.ts";
import { endPushSubscription, savePushSubscription } from "#server/store/push-subscriptions.ts";
import { type Settings, switchSending, writeSetting } from "#server/store/settings.ts";
import {
  insertWorkflow,
  publishDraft,
  removeWorkflow,
  restoreWorkflow,
  saveDraft,
  switchWorkflow,
} from "#server/store/workflows.ts";
import type { Condition } from "#workflows/condition.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Channel } from "#workflows/node.ts";
import type { ServerProcess } from "./server-process.ts";

/** What becomes of the people inside when a new version is published. */
export type People = Parameters<typeof publishDraft>[2]["people"];

/** What the owner, and customers with a link of ours, do through the app, in the transactions in which the app does it. */
export class Owner {
  readonly #server: ServerProcess;

  constructor(server: ServerProcess) {
    this.#server = server;
  }

  async createWorkflow(graph: Graph, now: number): Promise<void> {
    const backfill = { afterProfileId: 0, includeOverdue: now % 2 === 0, overdue: 0 };
    await this.#change(function* (tx) {
      const id = yield* insertWorkflow(tx, { name: "Simulated", draft: graph, now });
      yield* publishDraft(tx, id, { revision: 1, by: "owner", backfill }, now);
    });
  }

  /** Makes a segment, or gives one another rule. */
  async saveSegment(id: number | null, name: string, rule: Condition, now: number): Promise<void> {
    await this.#change((tx) => saveSegment(tx, { id, name, description: null, rule }, now));
  }

  async publish(
    workflow: { id: number; draftRevision: number },
    graph: Graph,
    { people, rearmed, resume }: { people: People; rearmed: boolean; resume: boolean },
    now: number,
  ): Promise<void> {
    const backfill = rearmed ? { afterProfileId: 0, includeOverdue: false, overdue: 0 } : ("keep" as const);
    await this.#change(function* (tx) {
      const revision = yield* saveDraft(tx, workflow.id, { revision: workflow.draftRevision, graph }, now);
      if (revision === null) return;
      const publication = { revision, by: "owner", backfill, rearms: rearmed, people, resume };
      yield* publishDraft(tx, workflow.id, publication, now);
    });
  }

  switch(workflowId: number, to: "live" | "paused", now: number): Promise<void> {
    return this.#change((tx) => switchWorkflow(tx, workflowId, to, now));
  }

  remove(workflowId: number, now: number): Promise<void> {
    return this.#change((tx) => removeWorkflow(tx, workflowId, now));
  }

  restore(workflowId: number): Promise<void> {
    return this.#change((tx) => restoreWorkflow(tx, workflowId));
  }

  switchSending(off: boolean, now: number): Promise<void> {
    return this.#change((tx) => switchSending(tx, off, now));
  }

  /** In another zone or with other quiet hours, what waits is looked at again. */
  async setShop(shop: Settings["shop"]): Promise<void> {
    await this.#change(function* (tx, relook) {
      yield* writeSetting(tx, "shop", shop);
      yield* writeSetting(tx, "relook", { quietHours: false, ...relook, zone: true, afterProfileId: 0 });
    });
  }

  async setSendingRules(rules: Settings["sendingRules"]): Promise<void> {
    await this.#change(function* (tx, relook) {
      yield* writeSetting(tx, "sendingRules", rules);
      yield* writeSetting(tx, "relook", { zone: false, ...relook, quietHours: true, afterProfileId: 0 });
    });
  }

  /** A list of people by hand. */
  async admit(workflowId: number, key: string, now: number): Promise<void> {
    await this.#change((tx) =>
      beginAdmission(tx, { workflowId, entryKey: key, condition: null, data: { event: {} }, createdAt: now }),
    );
  }

  async consent(
    profileId: number,
    channel: Channel,
    state: "granted" | "withdrawn",
    at: number,
  ): Promise<void> {
    const change = { profileId, channel, topic: "marketing", state, source: "unsubscribe-link", at };
    await this.#server.do((_engine, db) => db.transaction(() => setConsent(change)));
  }

  async subscribe(profileId: number, browser: number, createdAt: number): Promise<void> {
    const subscription = {
      profileId,
      endpoint: endpointOf(profileId, browser),
      keys: { p256dh: "p", auth: "a" },
      userAgent: null,
      createdAt,
    };
    const change = { profileId, channel: "web-push", topic: "marketing", state: "granted" } as const;
    await this.#server.do((_engine, db) =>
      db.transaction(function* (tx) {
        yield* savePushSubscription(tx, subscription);
        yield* setConsent({ ...change, source: "browser", at: createdAt });
      }),
    );
  }

  async unsubscribeBrowser(profileId: number, browser: number, now: number): Promise<void> {
    await this.#server.do((_engine, db) =>
      db.transaction((tx) => endPushSubscription(tx, endpointOf(profileId, browser), now)),
    );
  }

  /** The change may be made and not taken over at once, when the database refuses in between. */
  async #change(body: (tx: Transaction, relook: Settings["relook"]) => Steps<unknown>): Promise<void> {
    await this.#server.do(async (engine, db: Database) => {
      const { relook } = engine.live.settings;
      await db.transaction((tx) => body(tx, relook));
      await engine.reload();
    });
  }
}

function endpointOf(profileId: number, browser: number): string {
  return `https://push.example/${profileId}/${browser}`;
}
