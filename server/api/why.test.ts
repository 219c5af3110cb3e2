import { afterEach, beforeEach, expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import { insertWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { wordWhy } from "#workflows/why-words.ts";
import { why } from "./why.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const day = { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
const hello = drawGraph([signup, email("hello")]);
const later = drawGraph([signup, day, email("hello")]);
const failedForGood = { kind: "failed" as const, code: "email.refused", values: { answer: "no" } };

interface Situation {
  name: string;
  answer: string;
  /** Of the sentence that answers. */
  says?: RegExp;
  nodeId?: string;
  arrange(rig: EngineRig): Promise<number>;
}

const ana = (rig: EngineRig, consent?: "granted" | "withdrawn") =>
  rig.identify("ana", { email: "ana@example.com" }, consent);
const signsUp = (rig: EngineRig) => rig.track("ana", "Signed Up");

const situations: Situation[] = [
  {
    name: "it was never switched on",
    answer: "why.never-live",
    async arrange(rig) {
      await ana(rig);
      return rig.db.transaction((tx) => insertWorkflow(tx, { name: "Draft", draft: hello, now: 0 }));
    },
  },
  {
    name: "what starts it never happened",
    answer: "why.no-event",
    says: /“Signed Up”/,
    async arrange(rig) {
      await ana(rig);
      return rig.publish(hello);
    },
  },
  {
    name: "what starts it happened before it was switched on",
    answer: "why.before-live",
    async arrange(rig) {
      await ana(rig);
      await signsUp(rig);
      rig.clock.advance(HOUR_MS);
      return rig.publish(hello);
    },
  },
  {
    name: "the event did not fit the trigger",
    answer: "why.no-match",
    async arrange(rig) {
      await ana(rig);
      const where = [{ property: "plan", operator: "equals", value: "pro" }];
      const trigger = { id: "start", type: "event", config: { event: "Upgraded", where } };
      const id = await rig.publish(drawGraph([trigger, email("hello")]));
      await rig.track("ana", "Upgraded", { plan: "basic" });
      return id;
    },
  },
  {
    name: "the entry was refused while it was paused",
    answer: "why.refused",
    says: /paused/,
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(hello);
      await rig.switchTo(id, "paused");
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "it is started by hand, and nobody has",
    answer: "why.nobody-started",
    async arrange(rig) {
      await ana(rig);
      return rig.publish(drawGraph([{ id: "start", type: "manual", config: {} }, email("hello")]));
    },
  },
  {
    name: "a timer will let them in",
    answer: "why.timer",
    async arrange(rig) {
      await ana(rig);
      const idle = { id: "start", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } };
      const id = await rig.publish(drawGraph([idle, email("hello")]));
      await rig.track("ana", "Product Added", { cart_id: "c", product_id: "p", name: "Tea" });
      return id;
    },
  },
  {
    name: "it was sent",
    answer: "why.sent",
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(hello);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "it could not be delivered",
    answer: "why.failed",
    says: /refused it: no/,
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(hello);
      rig.answers.push(failedForGood);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "nobody can tell whether it arrived",
    answer: "why.unknown",
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(hello);
      rig.answers.push({ kind: "unknown", code: "email.timeout", values: {} });
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "they have unsubscribed",
    answer: "why.skipped",
    says: /unsubscribed/,
    async arrange(rig) {
      await ana(rig, "withdrawn");
      const id = await rig.publish(hello);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "there is no address",
    answer: "why.skipped",
    says: /no email address/,
    async arrange(rig) {
      await rig.identify("ana");
      const id = await rig.publish(hello);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "all sending is off",
    answer: "why.held",
    says: /switched off/,
    async arrange(rig) {
      await ana(rig);
      await rig.set("sendingOff", true);
      const id = await rig.publish(hello);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "quiet hours hold it",
    answer: "why.held",
    says: /quiet hours/,
    async arrange(rig) {
      await ana(rig);
      const quiet = { quietHours: "own", quietFrom: "00:00", quietTo: "23:59" };
      const id = await rig.publish(hello, { settings: quiet });
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "they still wait",
    answer: "why.waits-until",
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(later);
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "they ordered before",
    answer: "why.left",
    says: /“Order Completed”/,
    async arrange(rig) {
      await ana(rig);
      const exitEvents = [{ event: "Order Completed", where: [] }];
      const id = await rig.publish(later, { settings: { exitEvents } });
      await signsUp(rig);
      await rig.track("ana", "Order Completed");
      return id;
    },
  },
  {
    name: "they were drawn into the group that gets nothing",
    answer: "why.holdout",
    async arrange(rig) {
      await ana(rig);
      const config = { arms: [{ id: "all", label: "All", weight: 1 }], holdoutPercent: 50 };
      const id = await rig.publish(drawGraph([signup, { id: "lot", type: "split", config }, email("hello")]));
      const drawn = { workflowId: id, nodeId: "lot", arm: "holdout", at: rig.clock.now() };
      const { id: profileId } = await rig.profile("ana");
      await rig.db.query.insert(rig.db.tables.assignments).values({ ...drawn, profileId });
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "the step that is asked about was not on their way",
    answer: "why.other-way",
    nodeId: "last",
    async arrange(rig) {
      await ana(rig);
      const graph = drawGraph([signup, email("hello")]);
      const position = { x: 500, y: 500 };
      const id = await rig.publish({ ...graph, nodes: [...graph.nodes, { ...email("last"), position }] });
      await signsUp(rig);
      return id;
    },
  },
  {
    name: "somebody took them out",
    answer: "why.left",
    says: /Olga took the person out/,
    async arrange(rig) {
      await ana(rig);
      const id = await rig.publish(later);
      await signsUp(rig);
      const [run] = await rig.runs();
      await rig.engine.actOnRun({ runId: run!.id, action: { kind: "stop" }, by: "Olga", visit: null });
      await rig.pass(DAY_MS);
      return id;
    },
  },
];

eachDatabase("why somebody did or did not get something is", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  for (const { name, answer, says, nodeId, arrange } of situations) {
    it(`that ${name}`, async () => {
      const workflowId = await arrange(rig);
      const { id: profileId } = await rig.profile("ana");
      const services = { db: open(), engine: rig.engine, reads: directReads(open()) };
      const statements = (await why(services, { workflowId, profileId, nodeId: nodeId ?? null }))!;
      const [first] = statements;
      expect(first?.code).toBe(answer);
      const words = word(wordWhy(first!.code, first!.values));
      expect(words).not.toMatch(/\?|undefined|\{/);
      if (says) expect(words).toMatch(says);
    });
  }

  it("told in full: the answer first, and then how it came to that, each with where to see it", async () => {
    await ana(rig);
    const id = await rig.publish(later);
    await signsUp(rig);
    await rig.pass(DAY_MS);
    await signsUp(rig);
    const { id: profileId } = await rig.profile("ana");
    const services = { db: open(), engine: rig.engine, reads: directReads(open()) };
    const statements = (await why(services, { workflowId: id, profileId, nodeId: null }))!;
    const words = statements.map(({ code, values }) => word(wordWhy(code, values)));
    expect(words).toEqual([
      "Yes: the message was sent on 11 Mar 2026, 10:00",
      "Entered on 10 Mar 2026, 10:00",
      "Reached the end of the workflow",
      "Not entered again: this workflow takes each person only once",
    ]);
    const [run] = await rig.runs();
    const [message] = await rig.messages();
    expect(statements.map(({ evidence }) => evidence)).toEqual([
      { kind: "message", id: message!.id },
      { kind: "run", id: run!.id },
      { kind: "run", id: run!.id },
      { kind: "profile" },
    ]);
    const nobody = { workflowId: id, profileId: profileId + 1, nodeId: null };
    expect(await why(services, nobody)).toBeNull();
  });
});
