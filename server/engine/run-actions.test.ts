import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { RunAction } from "#workflows/run-actions.ts";
import { RESEND_HOLD_MS, resend, stopResend } from "./resend.ts";

const email = (id: string, subject = id) => ({ id, type: "send-email", config: { subject, body: "Hello" } });
const signup = { id: "signup", type: "signup", config: {} };
const day = (id: string) => ({
  id,
  type: "delay",
  config: { duration: { amount: 1, unit: "days" } },
});
const hello = drawGraph([signup, email("hello")]);
const refusedForGood = { kind: "failed" as const, code: "email.refused", values: { answer: "no" } };

eachDatabase("a run, by hand,", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
  });
  afterEach(() => rig.engine.stop());

  async function act(action: RunAction, visit: number | null = null) {
    const run = (await rig.runs()).at(-1)!;
    const result = await rig.engine.actOnRun({ runId: run.id, action, by: "Olga", visit });
    await rig.engine.settled();
    return result?.kind === "refused" ? result.reason.code : result?.kind;
  }
  const visits = async () => {
    const { visits: table } = open().tables;
    const rows = await open().query.select().from(table).orderBy(table.runId, table.visit);
    return rows.map(({ nodeId, port }) => [nodeId, port]);
  };
  const notes = async (code: string) => {
    const { history } = open().tables;
    return (await open().query.select().from(history)).filter((row) => row.code === code);
  };

  it("tries a step again whose message failed for good, in a visit and a message of its own", async () => {
    await rig.publish(hello);
    rig.answers.push(refusedForGood);
    await rig.track("ana", "Signed Up");
    expect(await rig.runs()).toMatchObject([{ status: "finished" }]);
    expect(await act({ kind: "retry" })).toBe("done");
    expect(await rig.messages()).toMatchObject([
      { status: "failed", visit: 1 },
      { status: "sent", visit: 2 },
    ]);
    expect(await rig.runs()).toMatchObject([{ status: "finished", endCode: "run.finished" }]);
    expect(await visits()).toEqual([
      ["signup", "next"],
      ["hello", "failed"],
      ["hello", "next"],
    ]);
    expect(await notes("run.retried")).toMatchObject([{ values: { by: "Olga" }, nodeId: "hello" }]);
    expect(await act({ kind: "retry" })).toBe("act.went-out");
    expect(rig.sent).toHaveLength(2);
  });

  it("never tries a message again that may have arrived", async () => {
    await rig.publish(hello);
    rig.answers.push({ kind: "unknown", code: "email.timeout", values: {} });
    await rig.track("ana", "Signed Up");
    expect(await act({ kind: "retry" })).toBe("act.went-out");
    expect(rig.sent).toHaveLength(1);
  });

  it("tries again in its own version, also when nobody is inside that any more", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello", "old")]));
    rig.answers.push(refusedForGood);
    await rig.track("ana", "Signed Up");
    await rig.republish(id, drawGraph([signup, email("other", "new")]));
    await rig.restart();
    expect(await act({ kind: "retry" })).toBe("done");
    expect(rig.subjects()).toEqual(["old", "old"]);
  });

  it("does not try again what has gone on, was left on purpose, or did not fail", async () => {
    const id = await rig.publish(drawGraph([signup, email("hello"), day("wait")]));
    rig.answers.push(refusedForGood);
    await rig.track("ana", "Signed Up");
    expect(await act({ kind: "retry" })).toBe("act.still-inside");
    expect(await act({ kind: "stop" })).toBe("done");
    expect(await act({ kind: "retry" })).toBe("act.left");
    expect(await notes("run.stopped-by-hand")).toMatchObject([{ values: { by: "Olga" } }]);
    await rig.switchTo(id, "paused");
    await rig.publish(hello, { name: "Fine" });
    await rig.identify("bo", { email: "bo@example.com" }, "withdrawn");
    await rig.track("bo", "Signed Up");
    expect(await act({ kind: "retry" })).toBe("act.nothing-failed");
  });

  it("does not try again while the person is in the workflow anew", async () => {
    const id = await rig.publish(hello, { settings: { reentry: "after-exit" } });
    rig.answers.push(refusedForGood);
    await rig.track("ana", "Signed Up");
    const failed = (await rig.runs())[0]!;
    await rig.republish(id, { ...drawGraph([signup, day("wait")]), settings: { reentry: "after-exit" } });
    await rig.track("ana", "Signed Up");
    const wanted = { runId: failed.id, action: { kind: "retry" as const }, by: "Olga", visit: null };
    expect(await rig.engine.actOnRun(wanted)).toMatchObject({
      kind: "refused",
      reason: { code: "act.other-run" },
    });
  });

  it("does not try again after an event that would have ended the run", async () => {
    const exitEvents = [{ event: "Order Completed", where: [] }];
    await rig.publish(hello, { settings: { exitEvents } });
    rig.answers.push(refusedForGood);
    await rig.track("ana", "Signed Up");
    rig.clock.advance(HOUR_MS);
    await rig.track("ana", "Order Completed");
    expect(await act({ kind: "retry" })).toBe("act.exit-since");
    expect(rig.sent).toHaveLength(1);
  });

  it("skips a wait through its first port, and sends nothing while the workflow is paused", async () => {
    const id = await rig.publish(drawGraph([signup, day("wait"), email("hello"), day("more")]));
    await rig.track("ana", "Signed Up");
    await rig.switchTo(id, "paused");
    const [run] = await rig.runs();
    expect(await act({ kind: "skip" }, run!.state.visit)).toBe("done");
    expect(rig.sent).toEqual([]);
    expect(await act({ kind: "skip" })).toBe("act.not-waiting");
    await rig.switchTo(id, "live");
    expect(rig.subjects()).toEqual(["hello"]);
    expect(await notes("run.skipped-wait")).toMatchObject([{ nodeId: "wait", values: { by: "Olga" } }]);
  });

  it("leaves a run alone that has woken since it was looked at", async () => {
    await rig.publish(drawGraph([signup, day("wait"), day("more"), email("hello")]));
    await rig.track("ana", "Signed Up");
    const seen = (await rig.runs())[0]!.state.visit;
    await rig.pass(DAY_MS);
    expect(await act({ kind: "skip" }, seen)).toBe("act.gone-on");
    expect(await act({ kind: "move", nodeId: "hello" }, seen)).toBe("act.gone-on");
    expect(await rig.runs()).toMatchObject([{ nodeId: "more", status: "active" }]);
  });

  it("moves to another step of its version, and not to its trigger or a step it does not have", async () => {
    await rig.publish(drawGraph([signup, day("wait"), email("hello"), email("last")]));
    await rig.track("ana", "Signed Up");
    expect(await act({ kind: "move", nodeId: "signup" })).toBe("act.no-step");
    expect(await act({ kind: "move", nodeId: "nowhere" })).toBe("act.no-step");
    expect(await act({ kind: "move", nodeId: "last" })).toBe("done");
    expect(rig.subjects()).toEqual(["last"]);
    expect(await act({ kind: "move", nodeId: "hello" })).toBe("act.ended");
    await rig.pass(2 * DAY_MS);
    expect(rig.sent).toHaveLength(1);
    expect(await notes("run.moved-by-hand")).toMatchObject([
      { values: { by: "Olga", step: { text: "Send email" } } },
    ]);
  });

  it("stops while its message waits, which then is not sent", async () => {
    await rig.publish(hello);
    await rig.set("sendingOff", true);
    await rig.track("ana", "Signed Up");
    expect(await act({ kind: "stop" })).toBe("done");
    await rig.set("sendingOff", false);
    expect(await rig.messages()).toMatchObject([{ status: "skipped", reasonCode: "message.run-ended" }]);
    expect(rig.sent).toEqual([]);
  });

  it("does not take a step anew whose message is being handed over", async () => {
    await rig.publish(hello);
    let arrive = () => {};
    rig.gate = () => new Promise((resolve) => (arrive = resolve));
    await rig.engine.accept([rig.event("ana", "Signed Up")]);
    await rig.until(() => rig.sent.length === 1);
    const [run] = await rig.runs();
    const wanted = { runId: run!.id, by: "Olga", visit: null };
    expect(await rig.engine.actOnRun({ ...wanted, action: { kind: "move", nodeId: "hello" } })).toMatchObject(
      { reason: { code: "act.under-way" } },
    );
    rig.gate = async () => {};
    arrive();
    await rig.engine.settled();
    expect(rig.sent).toHaveLength(1);
  });

  describe("beside messages that are sent again one by one,", () => {
    const services = () => ({ live: rig.engine.live, env: readEnv({}), keys: rig.keys });
    async function sendAgain(messageId: number, id: string) {
      const wanted = { messageId, id, by: "Olga" };
      const made = await open().transaction((tx) => resend(tx, services(), wanted, rig.clock.now()));
      if (made?.kind !== "queued") throw new Error(`it was not sent again: ${JSON.stringify(made)}`);
      return made.id;
    }
    async function failFirst(graph = hello) {
      await rig.publish(graph);
      rig.answers.push(refusedForGood);
      await rig.track("ana", "Signed Up");
      return (await rig.messages())[0]!.id;
    }

    it("does not try a step again whose message was sent again, or soon is", async () => {
      const again = await sendAgain(await failFirst(), "first");
      expect(await act({ kind: "retry" })).toBe("act.under-way");
      await rig.pass(RESEND_HOLD_MS);
      expect(await rig.messages()).toMatchObject([{ status: "failed" }, { id: again, status: "sent" }]);
      expect(await act({ kind: "retry" })).toBe("act.went-out");
      await rig.pass(DAY_MS);
      expect(rig.sent).toHaveLength(2);
    });

    it("tries it again when that was stopped, or failed as well", async () => {
      const first = await failFirst();
      const stopped = await sendAgain(first, "first");
      const stop = { id: stopped, by: "Olga" };
      await open().transaction((tx) => stopResend(tx, services(), stop, rig.clock.now()));
      await sendAgain(first, "second");
      rig.answers.push(refusedForGood);
      await rig.pass(RESEND_HOLD_MS);
      expect(await act({ kind: "retry" })).toBe("done");
      expect(rig.sent).toHaveLength(3);
    });

    it("knows of one that was sent again instead of an earlier try, or of what was sent again", async () => {
      const first = await failFirst();
      rig.answers.push(refusedForGood);
      expect(await act({ kind: "retry" })).toBe("done");
      const second = await sendAgain(first, "first");
      rig.answers.push(refusedForGood);
      await rig.pass(RESEND_HOLD_MS);
      await sendAgain(second, "again");
      await rig.pass(RESEND_HOLD_MS);
      expect((await rig.messages()).map(({ status }) => status)).toEqual([
        "failed",
        "failed",
        "failed",
        "sent",
      ]);
      expect(await act({ kind: "retry" })).toBe("act.went-out");
      expect(rig.sent).toHaveLength(4);
    });

    it("calls a webhook again under the id that its receiver may know", async () => {
      const hook = { id: "hook", type: "call-webhook", config: { url: "https://crm.example/x" } };
      const first = await failFirst(drawGraph([signup, hook]));
      rig.answers.push(refusedForGood);
      expect(await act({ kind: "retry" })).toBe("done");
      await sendAgain(first, "first");
      rig.answers.push(refusedForGood);
      await rig.pass(RESEND_HOLD_MS);
      expect(await act({ kind: "retry" })).toBe("done");
      const known = rig.sent[0]!.key;
      expect(rig.sent.map(({ key }) => key)).toEqual([known, known, known, known]);
      const keys = (await rig.messages()).map(({ key }) => key);
      expect(new Set(keys).size).toBe(4);
      // What was answered well is sent again to be done once more.
      const done = (await rig.messages()).at(-1)!;
      expect(done.status).toBe("sent");
      await sendAgain(done.id, "once-more");
      await rig.pass(RESEND_HOLD_MS);
      expect(rig.sent.at(-1)!.key).not.toBe(known);
    });

    it("gives the next call of the same webhook an id of its own", async () => {
      const hook = { id: "hook", type: "call-webhook", config: { url: "https://crm.example/x" } };
      await rig.publish(drawGraph([signup, hook, day("wait"), day("more")]));
      await rig.track("ana", "Signed Up");
      expect(await act({ kind: "move", nodeId: "hook" })).toBe("done");
      const [first, second] = rig.sent.map(({ key }) => key);
      expect(second).not.toBe(first);
    });
  });

  it("does not move back to a step whose message is still being handed over", async () => {
    await rig.publish(drawGraph([signup, email("hello"), day("wait")]));
    let arrive = () => {};
    rig.gate = () => new Promise((resolve) => (arrive = resolve));
    await rig.engine.accept([rig.event("ana", "Signed Up")]);
    await rig.until(() => rig.sent.length === 1);
    const [run] = await rig.runs();
    const move = (nodeId: string) =>
      rig.engine.actOnRun({ runId: run!.id, by: "Olga", visit: null, action: { kind: "move", nodeId } });
    expect(await move("wait")).toEqual({ kind: "done" });
    expect(await move("hello")).toMatchObject({ reason: { code: "act.under-way" } });
    rig.gate = async () => {};
    arrive();
    await rig.engine.settled();
    expect(rig.sent).toHaveLength(1);
  });
});
