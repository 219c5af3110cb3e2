import type { Database, Steps, Transaction } from "#server/database/database.ts";
import { setConsent } from "#server/store/consents.ts";
import { insertMessage, type NewMessage } from "#server/store/messages.ts";
import { createProfile, type NewProfile, type Profile } from "#server/store/profiles.ts";
import { insertRun, type Run, recordAdvance } from "#server/store/runs.ts";
import { insertWorkflow, publishDraft } from "#server/store/workflows.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

export const NOW = Date.UTC(2026, 2, 10, 10);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const waitingGraph = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);

export const emailContent: EffectContent = {
  channel: "email",
  subject: "Hello",
  preview: "",
  body: "Hello",
  buttonLabel: "",
  buttonUrl: "",
  transactional: false,
  topic: "marketing",
};

/** For tests of the store: rows as the engine would have made them. */
export class StoreRig {
  readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Runs one store function in a transaction of its own. */
  do<R>(body: (tx: Transaction) => Steps<R>): Promise<R> {
    return this.db.transaction(body);
  }

  profile(fields: Partial<NewProfile> = {}): Promise<Profile> {
    return this.do(() => createProfile({ createdAt: NOW, updatedAt: NOW, ...fields }));
  }

  /** A published workflow. */
  async workflow(
    graph: Graph = waitingGraph,
    name = "Test",
  ): Promise<{ workflowId: number; versionId: number }> {
    const workflowId = await this.do((tx) => insertWorkflow(tx, { name, draft: graph, now: NOW }));
    const published = await this.do((tx) =>
      publishDraft(tx, workflowId, { revision: 1, by: "test", backfill: null }, NOW),
    );
    return { workflowId, versionId: published!.versionId };
  }

  /** A run that waits at its first step until a moment. */
  async run(
    ids: { workflowId: number; versionId: number; profileId: number },
    { entryKey = "once", wakeAt = NOW }: { entryKey?: string; wakeAt?: number } = {},
  ): Promise<Run> {
    const intention = { kind: "delay" as const, from: NOW, duration: { amount: 1, unit: "days" as const } };
    const waiting = { kind: "time" as const, until: wakeAt, intention };
    const begun = { nodeId: "start", visit: 0, data: {}, waiting: null };
    const run = await this.do(() => insertRun({ ...ids, entryKey, state: begun, startedAt: NOW }));
    const advance = {
      moved: true,
      run: { nodeId: "wait", visit: 1, data: {}, waiting },
      end: null,
      effect: null,
      arrivals: [{ nodeId: "wait", visit: 1 }],
      departures: [{ nodeId: "start", visit: 0, port: "next" }],
      reasons: [],
      changes: [],
      arms: [],
    };
    await this.do(() => recordAdvance(run!, advance, NOW));
    return run!;
  }

  async message(profileId: number, fields: Partial<NewMessage> = {}): Promise<number | null> {
    const message: NewMessage = {
      key: `test-${profileId}`,
      profileId,
      workflowId: null,
      runId: null,
      nodeId: null,
      visit: null,
      channel: "email",
      endpoint: "ana@example.com",
      content: emailContent,
      data: {},
      createdAt: NOW,
      ...fields,
    };
    return await this.do(() => insertMessage(message));
  }

  consent(profileId: number, state: "granted" | "withdrawn" | "pending", at = NOW): Promise<void> {
    return this.do(() =>
      setConsent({ profileId, channel: "email", topic: "marketing", state, source: "api", at }),
    );
  }
}
