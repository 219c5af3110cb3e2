import { eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { addressHash } from "#server/links.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { setConsent, suppress } from "#server/store/consents.ts";
import { removeWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { runsRouter } from "./runs.ts";
import { workflowsRouter } from "./workflows.ts";

const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  {
    id: "mail",
    type: "send-email",
    config: { subject: 'Hello {{ profile.firstName | default: "you" }}', body: "Hello" },
  },
  {
    id: "hook",
    type: "call-webhook",
    config: { url: "https://example.com/hook", headers: { Authorization: "Bearer secret" } },
  },
]);

eachDatabase("the workflows", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.reload();
    id = await rig.publish(graph);
  });
  afterEach(() => senders.close());

  function contextOf(role: Role) {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Ana", email: "ana@example.com", role };
    return { services: services as unknown as Services, person };
  }
  const as = (role: Role) => workflowsRouter.createCaller(contextOf(role));
  const readRuns = (workflowId: number) =>
    runsRouter.createCaller(contextOf("viewer")).list({ workflowId, filter: {} });

  it("show what headers hold only to those who may change them", async () => {
    const seen = await as("viewer").get({ id });
    expect(JSON.stringify(seen)).not.toContain("secret");
    expect(seen.draft.nodes[2]?.config.headers).toEqual({ Authorization: "••••" });
    expect(seen.live?.graph.nodes[2]?.config.headers).toEqual({ Authorization: "••••" });
    expect((await as("editor").get({ id })).draft).toEqual(graph);
  });

  it("say so when there was nothing to switch", async () => {
    await as("editor").pause({ id });
    await expect(as("editor").pause({ id })).rejects.toThrow("paused already");
    await as("editor").resume({ id });
    await expect(as("editor").resume({ id })).rejects.toThrow("running already");
    await open().transaction((tx) => removeWorkflow(tx, id, 1));
    await expect(as("editor").resume({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  describe("when tried out", () => {
    const profile = async () => {
      await rig.engine.start();
      await rig.identify("ana", { email: "ana@example.com" });
      await rig.engine.stop();
      const [ana] = await open().query.select().from(open().tables.profiles);
      return ana!.id;
    };
    const stored = async () => ({ kind: "stored" as const, profileId: await profile() });

    it("show each message as this person would get it, and send none", async () => {
      const { steps } = await as("viewer").simulate({ id, person: await stored() });
      expect(steps.filter(({ kind }) => kind === "message")).toMatchObject([
        {
          sending: { channel: "email", team: false, language: null },
          message: { subject: "Hello you", to: "ana@example.com" },
          missing: [{ path: "profile.firstName", shown: ["you"] }],
        },
        { sending: { channel: "webhook" }, message: { headers: { Authorization: "••••" } } },
      ]);
      expect(rig.sent).toEqual([]);
    });

    it("can be tried out while a name has no fallback, and are not published so", async () => {
      const bare = drawGraph([
        graph.nodes[0]!,
        { id: "mail", type: "send-email", config: { subject: "Hi {{ profile.name }}", body: "Hello" } },
      ]);
      const { steps } = await as("editor").simulate({ id, person: await stored(), graph: bare });
      expect(steps.find(({ kind }) => kind === "message")).toMatchObject({
        message: { subject: "Hi" },
        missing: [{ path: "profile.name", shown: [""] }],
      });
      const { draftRevision } = await as("editor").get({ id });
      const saved = await as("editor").saveDraft({ id, revision: draftRevision, graph: bare });
      expect(saved.kind).toBe("saved");
      const published = await as("editor").publish({ id, revision: saved.revision, includeOverdue: false });
      expect(published).toMatchObject({
        kind: "invalid",
        problems: expect.arrayContaining([
          expect.objectContaining({
            nodeId: "mail",
            field: "subject",
            code: "message.name-without-fallback",
          }),
        ]),
      });
    });

    it("say why a message cannot be written, and go on", async () => {
      const broken = drawGraph([
        graph.nodes[0]!,
        { id: "mail", type: "send-email", config: { subject: "{% if %}", body: "Hello" } },
        graph.nodes[2]!,
      ]);
      const { steps } = await as("editor").simulate({ id, person: await stored(), graph: broken });
      const messages = steps.filter(({ kind }) => kind === "message");
      expect(messages[0]).toMatchObject({
        text: { text: expect.stringContaining("could not be written") },
        message: null,
      });
      expect(messages[1]).toMatchObject({ sending: { channel: "webhook" } });
    });

    it("show what the team gets as written to the team, whatever the person may be sent", async () => {
      const profileId = await profile();
      const hash = addressHash(rig.keys, "email", "ana@example.com");
      const refused = { channel: "email" as const, addressHash: hash, reason: "email.refused", at: 1 };
      await open().transaction((tx) => suppress(tx, refused));
      const told = (nodeId: string, config: object) => ({
        id: nodeId,
        type: "notify-team",
        config: { message: "Hello", ...config },
      });
      const notices = drawGraph([
        graph.nodes[0]!,
        told("mail", { via: "email", to: "a@example.com, b@example.com", subject: "Look" }),
        told("chat", { via: "chat", url: "https://chat.example.com/topsecret" }),
      ]);
      const { steps } = await as("editor").simulate({
        id,
        person: { kind: "stored", profileId },
        graph: notices,
      });
      expect(steps.filter(({ kind }) => kind === "message")).toMatchObject([
        {
          sending: { channel: "email", team: true },
          message: { subject: "Look", to: "a@example.com, b@example.com" },
        },
        { sending: { channel: "webhook", team: true }, message: { url: "https://chat.example.com/••••" } },
      ]);
      expect(JSON.stringify(steps)).not.toContain("Ana");
    });

    it("show a text message as it would go to the person's number, and not to one that has left", async () => {
      const profileId = await profile();
      const { profiles } = open().tables;
      await open().query.update(profiles).set({ phone: "+49 (170) 123 45-67" });
      const yes = { profileId, channel: "sms" as const, topic: "marketing", state: "granted" as const };
      await open().transaction(() => setConsent({ ...yes, source: "api", at: 1 }));
      const texts = drawGraph([
        graph.nodes[0]!,
        { id: "sms", type: "send-sms", config: { body: "Tea is back" } },
      ]);
      const run = () => as("editor").simulate({ id, person: { kind: "stored", profileId }, graph: texts });
      expect((await run()).steps.find(({ kind }) => kind === "message")).toMatchObject({
        sending: { channel: "sms" },
        message: { channel: "sms", to: "+491701234567", body: "Tea is back\nReply STOP to leave" },
      });
      const hash = addressHash(rig.keys, "sms", "+491701234567");
      const left = { channel: "sms" as const, addressHash: hash, reason: "text.unsubscribed-by-text", at: 1 };
      await open().transaction((tx) => suppress(tx, left));
      const { steps } = await run();
      expect(steps.some(({ kind }) => kind === "message")).toBe(false);
      expect(steps.map(({ text }) => word(text)).join()).toContain("somebody with this number answered STOP");
    });

    it("run only the stored draft for those who only look", async () => {
      const own = as("viewer").simulate({ id, person: { kind: "stored", profileId: 1 }, graph });
      await expect(own).rejects.toMatchObject({ code: "FORBIDDEN" });
    });
  });

  describe("when published with people inside", () => {
    const wait = (nodeId: string) => ({
      id: nodeId,
      type: "delay",
      config: { duration: { amount: 1, unit: "days" } },
    });
    const email = (nodeId: string) => ({
      id: nodeId,
      type: "send-email",
      config: { subject: nodeId, body: 'Hi {{ profile.firstName | default: "you" }}' },
    });
    const signup = graph.nodes[0]!;
    const before = drawGraph([signup, wait("rest"), email("news")]);
    const after = drawGraph([signup, email("first"), wait("pause"), email("second")]);
    let people: number;

    beforeEach(async () => {
      await rig.engine.start();
      people = await rig.publish(before);
      for (const name of ["ana", "bob"]) {
        await rig.identify(name, { email: `${name}@example.com` });
        await rig.track(name, "Signed Up");
      }
      rig.sent.length = 0;
      await as("editor").saveDraft({ id: people, revision: 1, graph: after });
    });
    afterEach(() => rig.engine.stop());

    const publish = async (inside?: Parameters<ReturnType<typeof as>["publish"]>[0]["people"]) => {
      const input = { id: people, revision: 2, includeOverdue: false, people: inside };
      expect(await as("editor").publish(input)).toEqual({ kind: "published", number: 2, status: "live" });
      await rig.engine.settled();
    };
    const runs = async () => {
      const { runs, versions } = open().tables;
      const rows = await open()
        .query.select({ nodeId: runs.nodeId, status: runs.status, number: versions.number })
        .from(runs)
        .innerJoin(versions, eq(versions.id, runs.versionId))
        .where(eq(runs.workflowId, people))
        .orderBy(runs.id);
      return rows.map(({ nodeId, status, number }) => `${nodeId} ${status} ${number}`);
    };
    const subjects = () =>
      rig.sent.flatMap(({ content }) => (content.channel === "email" ? content.subject : []));

    it("say who is where, and which steps are gone", async () => {
      expect(inWords((await as("viewer").publishPreview({ id: people })).waiting)).toEqual([
        { nodeId: "rest", count: 2, text: "Wait 1 day", gone: true, change: null },
      ]);
      const kept = drawGraph([signup, wait("rest"), email("second")]);
      await as("editor").saveDraft({ id: people, revision: 2, graph: kept });
      expect((await as("viewer").publishPreview({ id: people })).waiting).toMatchObject([
        { gone: false, change: "ahead" },
      ]);
    });

    it("let them finish on the version they are in, unless told otherwise", async () => {
      await publish();
      expect(await runs()).toEqual(["rest active 1", "rest active 1"]);
      await rig.pass(DAY_MS);
      expect(subjects()).toEqual(["news", "news"]);
    });

    it("move them to the chosen steps of the new one", async () => {
      await publish({ kind: "move", targets: { rest: "second" } });
      expect(subjects()).toEqual(["second", "second"]);
      expect(await runs()).toEqual(["second finished 2", "second finished 2"]);
    });

    it("let those leave for whose step there is no other", async () => {
      await publish({ kind: "move", targets: { rest: null } });
      expect(await runs()).toEqual(["rest exited 1", "rest exited 1"]);
      const [run] = (await readRuns(people)).runs;
      expect(inWords(run?.endText)).toBe("Left the workflow: its step does not exist any more in version 2");
      expect(subjects()).toEqual([]);
    });

    it("let everybody leave at once", async () => {
      await publish({ kind: "exit" });
      expect(await runs()).toEqual(["rest exited 1", "rest exited 1"]);
      await rig.pass(2 * DAY_MS);
      expect(subjects()).toEqual([]);
    });

    it("move nobody to where nothing is, or without saying where", async () => {
      const move = (targets: Record<string, string | null>) =>
        as("editor").publish({
          id: people,
          revision: 2,
          includeOverdue: false,
          people: { kind: "move", targets },
        });
      await expect(move({ rest: "nowhere" })).rejects.toThrow("does not exist any more");
      await expect(move({})).rejects.toThrow("Choose where they go");
      await expect(as("viewer").publish({ id: people, revision: 2, includeOverdue: false })).rejects.toThrow(
        "Only an editor",
      );
      expect(await runs()).toEqual(["rest active 1", "rest active 1"]);
    });
  });

  it("ask about people who are overdue only where their answer counts", async () => {
    await rig.engine.start();
    await rig.track("ana", "Order Completed");
    const quiet = drawGraph([
      { id: "quiet", type: "inactivity", config: { event: "Order Completed", days: 30 } },
      graph.nodes[1]!,
    ]);
    const birthday = drawGraph([
      { id: "birthday", type: "date-attribute", config: { attribute: "birthday" } },
      graph.nodes[1]!,
    ]);
    await rig.pass(40 * DAY_MS);
    const preview = async (name: string, draft: Graph) => {
      const created = await as("editor").importGraph({ name, graph: draft });
      if (created.kind !== "created") throw new Error("not created");
      return { id: created.id, shown: await as("viewer").publishPreview({ id: created.id }) };
    };
    const first = await preview("quiet", quiet);
    expect(first.shown).toMatchObject({ overdue: 1, followsDates: false });
    expect((await preview("birthday", birthday)).shown).toMatchObject({ overdue: 0, followsDates: true });
    await as("editor").publish({ id: first.id, revision: 1, includeOverdue: false });
    expect(await as("viewer").publishPreview({ id: first.id })).toMatchObject({ overdue: 0 });
    await rig.engine.stop();
  });

  it("tell before publishing of what nobody would see in an email, which they do not prevent", async () => {
    const design = {
      blocks: [
        { id: "list", type: "products" },
        { id: "sites", type: "social" },
      ],
    };
    const link = "{{ unsubscribe_url }}";
    const draft = drawGraph([
      graph.nodes[0]!,
      { id: "mail", type: "send-email", config: { subject: "Hi", format: "design", design } },
      { id: "receipt", type: "send-email", config: { subject: "Hi", body: link, transactional: true } },
    ]);
    const created = await as("editor").importGraph({ name: "Empty", graph: draft });
    if (created.kind !== "created") throw new Error("not created");
    const { problems } = await as("viewer").publishPreview({ id: created.id });
    const found = problems.map(({ severity, nodeId, field }) => [severity, nodeId, field].join(" "));
    expect(found).toEqual(
      expect.arrayContaining([
        "warning mail design.blocks.0.source",
        "warning mail design.blocks.1.links",
        "warning receipt body",
      ]),
    );
    const { kind } = await as("editor").publish({ id: created.id, revision: 1, includeOverdue: false });
    expect(kind).toBe("published");
  });

  describe("when started by hand", () => {
    const manual = drawGraph([{ id: "manual", type: "manual", config: {} }, graph.nodes[1]!]);
    let byHand: number;
    let people: number[];
    beforeEach(async () => {
      await rig.engine.start();
      byHand = await rig.publish(manual);
      for (const name of ["ana", "bob", "eve"]) await rig.identify(name, { email: `${name}@example.com` });
      const rows = await open()
        .query.select()
        .from(open().tables.profiles)
        .orderBy(open().tables.profiles.id);
      people = rows.map((row) => row.id);
    });
    afterEach(() => rig.engine.stop());

    it("let each person in, and say who was not and why", async () => {
      const [ana, bob] = people as [number, number, number];
      const start = (profileIds: number[]) => as("editor").startByHand({ id: byHand, profileIds });
      expect(inWords(await start([ana]))).toEqual({
        people: [{ profileId: ana, started: true, refusal: null }],
      });
      expect(inWords(await start([ana, bob, bob, 9_999]))).toEqual({
        people: [
          {
            profileId: ana,
            started: false,
            refusal: "Not entered again: this workflow takes each person only once",
          },
          { profileId: bob, started: true, refusal: null },
          { profileId: 9_999, started: false, refusal: expect.stringContaining("not there any more") },
        ],
      });
      await rig.engine.settled();
      expect(rig.sent).toHaveLength(2);
    });

    it("let in whoever a rule holds for, once each, and show how far that is", async () => {
      const condition = { kind: "attribute", attribute: "email", operator: "contains", value: "b" } as const;
      await as("editor").startForEverybody({ id: byHand, condition });
      await rig.engine.settled();
      expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["bob@example.com"]);
      rig.clock.advance(1_000);
      await as("editor").startForEverybody({ id: byHand, condition: null });
      await rig.engine.settled();
      expect(rig.sent).toHaveLength(3);
      expect(inWords((await as("viewer").admissions({ id: byHand })).admissions)).toMatchObject([
        { byHand: true, whom: null, started: 2, looked: null },
        { byHand: true, whom: "email address contains b", started: 1, endedAt: expect.any(Number) },
      ]);
    });

    it("tell how many people have been looked at while that goes on", async () => {
      await rig.engine.stop();
      await as("editor").startForEverybody({ id: byHand, condition: null });
      expect((await as("viewer").admissions({ id: byHand })).admissions).toMatchObject([
        { started: 0, endedAt: null, looked: { people: 0, of: 3 } },
      ]);
    });

    it("are refused where nobody is added by hand, to those who only look, and by rules about nothing", async () => {
      const editor = as("editor");
      const data = { kind: "data", path: "event.total", operator: "exists" } as const;
      const one = { id: byHand, profileIds: [people[0]!] };
      await expect(editor.startByHand({ ...one, id })).rejects.toThrow("not one that people are added to");
      await expect(editor.startByHand({ ...one, profileIds: [] })).rejects.toThrow("Choose somebody");
      await expect(editor.startForEverybody({ id, condition: null })).rejects.toThrow("added to by hand");
      await expect(editor.startForEverybody({ id: byHand, condition: data })).rejects.toThrow(
        "about the person",
      );
      for (const start of [
        as("viewer").startByHand(one),
        as("viewer").startForEverybody({ id: byHand, condition: null }),
      ])
        await expect(start).rejects.toMatchObject({ code: "FORBIDDEN" });
      await editor.pause({ id: byHand });
      await expect(editor.startByHand(one)).rejects.toThrow("not switched on");
      expect((await as("viewer").admissions({ id: byHand })).admissions).toEqual([]);
    });

    it("are offered while they are live", async () => {
      const offered = async () =>
        (await as("viewer").list()).workflows.filter(({ startsByHand }) => startsByHand);
      expect((await offered()).map((workflow) => workflow.id)).toEqual([byHand]);
      await as("editor").pause({ id: byHand });
      expect(await offered()).toEqual([]);
    });
  });

  it("count who reached their goal", async () => {
    await rig.engine.start();
    const goal = { ...graph, nodes: graph.nodes.slice(0, 2), edges: graph.edges.slice(0, 1) };
    const settings = { goalEvent: "Order Completed", goalExits: false };
    const withGoal = await rig.publish({ ...goal, settings });
    for (const name of ["ana", "bob"]) {
      await rig.identify(name, { email: `${name}@example.com` });
      await rig.track(name, "Signed Up");
    }
    rig.clock.advance(1_000);
    await rig.track("bob", "Order Completed");
    expect(await as("viewer").counts({ id: withGoal })).toMatchObject({
      entered: 2,
      goalEvent: "Order Completed",
      converted: 1,
    });
    expect(await as("viewer").counts({ id })).toMatchObject({ goalEvent: null, converted: 0 });
    const { runs } = await readRuns(withGoal);
    expect(runs.map(({ convertedAt }) => convertedAt)).toEqual([rig.clock.now(), null]);
    const { workflows } = await as("viewer").list();
    expect(workflows.map((workflow) => [workflow.id, workflow.goal])).toEqual([
      [withGoal, { event: "Order Completed", entered: 2, converted: 1 }],
      [id, null],
    ]);
    await rig.engine.stop();
  });
});
