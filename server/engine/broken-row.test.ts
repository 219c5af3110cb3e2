import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "mail", type: "send-email", config: { subject: "hello", body: "Hello" } },
]);

eachDatabase("a broken row", (open) => {
  it("is set aside with a reason and holds up nobody behind it", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    await rig.publish(graph);
    for (const name of ["ana", "ben", "cem"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
    const { runs } = open().tables;
    const [first] = await open().query.select().from(runs).orderBy(runs.id).limit(1);
    // A state that no version of the interpreter writes.
    await open()
      .query.update(runs)
      .set({ state: { ...first!.state, waiting: { kind: "effect" } } })
      .where(eq(runs.id, first!.id));

    await rig.pass(DAY_MS);

    expect(rig.sent.map((job) => job.endpoint)).toEqual(["ben@example.com", "cem@example.com"]);
    expect(await rig.history()).toContain("run.step-faulty");
    const [after] = await open().query.select().from(runs).where(eq(runs.id, first!.id));
    expect(after).toMatchObject({ status: "failed", wakeAt: null });
    await rig.engine.stop();
  });

  it("among the messages fails with a reason, and those behind it go out", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    await rig.publish(graph);
    await rig.set("sendingOff", true);
    for (const name of ["ana", "ben", "cem"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
    await rig.pass(DAY_MS);
    const { messages } = open().tables;
    const [first] = await open().query.select().from(messages).orderBy(messages.id).limit(1);
    // Not what an effect looks like: deciding about it throws.
    await open()
      .query.update(messages)
      .set({ content: "broken" as never })
      .where(eq(messages.id, first!.id));
    await rig.set("sendingOff", false);
    expect(rig.sent.map((job) => job.endpoint)).toEqual(["ben@example.com", "cem@example.com"]);
    expect(await rig.messages()).toMatchObject([
      { status: "failed" },
      { status: "sent" },
      { status: "sent" },
    ]);
    expect(await rig.history()).toContain("run.step-faulty");
    await rig.engine.stop();
  });
});
