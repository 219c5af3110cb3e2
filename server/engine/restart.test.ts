import { afterEach, beforeEach, expect, it } from "vitest";
import { findMessage } from "#server/store/messages.ts";
import { handOverMessage } from "#server/store/outbox.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "email", type: "send-email", config: { subject: "Hello", body: "Hello" }, to: { next: "hook" } },
  { id: "hook", type: "call-webhook", config: { url: "https://example.com/hook" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
]);
const hookOnly = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hook", type: "call-webhook", config: { url: "https://example.com/hook" } },
]);
/** Longer than any attempt takes: after this the process that made one must be dead. */
const LONG_AFTER_MS = HOUR_MS;

eachDatabase("a start after a crash", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  const channels = () => rig.sent.map(({ content }) => content.channel);

  /** Ana's first message has been handed over by a process that died before it could note what became of it. */
  async function crashWhileSending(drawn: typeof graph): Promise<number> {
    await setSending("off");
    await rig.publish(drawn);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.engine.stop();
    const [message] = await open().query.select().from(open().tables.messages);
    await open().transaction(() =>
      handOverMessage(message!.id, { process: "dead process", counts: true }, rig.clock.now()),
    );
    await setSending("on");
    return message!.id;
  }

  async function setSending(state: "on" | "off"): Promise<void> {
    await open().transaction((tx) => writeSetting(tx, "sendingOff", state === "off"));
    await rig.engine.reload();
  }

  async function startAgain(): Promise<void> {
    rig.engine = rig.makeEngine();
    await rig.engine.start();
    await rig.engine.settled();
  }

  const status = async (id: number) => (await open().transaction(() => findMessage(id)))?.status;

  it("does not repeat an email that may have arrived, says so, and goes on with the run", async () => {
    const id = await crashWhileSending(graph);
    await startAgain();
    await rig.pass(LONG_AFTER_MS);
    expect(await status(id)).toBe("unknown");
    expect(channels()).toEqual(["webhook"]);
    expect(await rig.history()).toContain("message.interrupted");
    await rig.pass(2 * DAY_MS);
    expect(channels()).toEqual(["webhook"]);
    expect((await rig.history()).at(-1)).toBe("run.finished");
  });

  it("tries a webhook again, under the id by which its receiver knows it", async () => {
    const id = await crashWhileSending(hookOnly);
    await startAgain();
    await rig.pass(LONG_AFTER_MS);
    // The wait after a first attempt.
    await rig.pass(60_000);
    expect(await status(id)).toBe("sent");
    const message = await open().transaction(() => findMessage(id));
    expect(rig.sent.map(({ key }) => key)).toEqual([message?.key]);
    expect(message?.attempts).toBe(2);
  });

  it("leaves alone what another living process may be sending", async () => {
    const id = await crashWhileSending(hookOnly);
    await startAgain();
    await rig.pass(60_000);
    // One file has one process; a server of databases may have several.
    expect(await status(id)).toBe(open().engine === "sqlite" ? "sent" : "handed");
  });
});
