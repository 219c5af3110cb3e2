import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { newsletter, OneOffRig } from "#server/testing/one-off-rig.ts";
import { word } from "#workflows/phrase.ts";
import { messagesRouter } from "./messages.ts";
import { oneOffsRouter } from "./one-offs.ts";

const greeting = {
  type: "send-email",
  config: { subject: 'Hello {{ profile.firstName | default: "you" }}', body: "News" },
};

eachDatabase("a one-off message", (open) => {
  let rig: EngineRig;
  let oneOffs: OneOffRig;
  let senders: SenderPool;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.start();
    oneOffs = new OneOffRig(rig);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.identify("bo", {});
  });
  afterEach(async () => {
    await senders.close();
    await rig.engine.stop();
  });

  function services(role: Role) {
    const { db, engine, clock, keys } = rig;
    const given = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Vera", email: "vera@example.com", role };
    return { services: given as unknown as Services, person };
  }
  const as = (role: Role) => oneOffsRouter.createCaller(services(role));
  const idOf = async (externalId: string) => (await rig.profile(externalId)).id;

  it("is shown as one person would get it, and not sent", async () => {
    const id = await oneOffs.draft({ message: greeting });
    const shown = await as("viewer").preview({ id, profileId: await idOf("ana") });
    expect(shown).toMatchObject({
      message: { channel: "email", subject: "Hello you", to: "ana@example.com" },
      missing: [{ path: "profile.firstName", shown: ["you"] }],
      notes: [],
    });
    expect(rig.sent).toEqual([]);
  });

  it("says why somebody would not get it", async () => {
    const id = await oneOffs.draft({ message: greeting });
    const { message, at, notes } = await as("viewer").preview({ id, profileId: await idOf("bo") });
    expect({ message, at }).toEqual({ message: null, at: null });
    expect(notes.map((note) => word(note)).join()).toMatch(/email/i);
  });

  it("is shown as it stands on the screen only to those who may write it", async () => {
    const id = await oneOffs.draft({ message: null });
    const profileId = await idOf("ana");
    await expect(as("viewer").preview({ id, profileId })).rejects.toThrow("Choose what to send first");
    const own = { id, profileId, message: newsletter };
    await expect(as("viewer").preview(own)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await as("editor").preview(own)).toMatchObject({ message: { subject: "Spring news" } });
  });

  it("is found by the workflow that sends it, and its messages are listed by that", async () => {
    const id = await oneOffs.send({ message: newsletter, audience: { kind: "list" } }, ["ana"]);
    const { workflowId } = await as("viewer").get({ id });
    expect(await as("viewer").ofWorkflow({ workflowId: workflowId! })).toEqual({ id });
    expect(await as("viewer").ofWorkflow({ workflowId: workflowId! + 1 })).toEqual({ id: null });
    const messages = messagesRouter.createCaller(services("viewer"));
    const listed = await messages.list({ workflowId: workflowId! });
    expect(listed.messages).toMatchObject([{ subject: "Spring news", workflow: { name: "Spring news" } }]);
    expect((await messages.list({ workflowId: workflowId! + 1 })).messages).toEqual([]);
  });
});
