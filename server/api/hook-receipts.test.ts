import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { type HookRig, startHookRig } from "#server/testing/hook-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";

const order = {
  type: "paid",
  id: 7,
  buyer: { email: "Ana@example.com", tags: ["new"], note: "" },
};
const mapping = {
  personKind: "email",
  personPath: "buyer.email",
  eventPath: "type",
  eventNames: { paid: "Order Completed", ping: "" },
  idPath: "id",
} as const;

eachDatabase("a hook's receipts", (open) => {
  let hooks: HookRig;
  let id: number;
  let address: string;
  beforeEach(async () => {
    hooks = await startHookRig(open());
    const made = await hooks.as("editor").create({ name: "Shop" });
    expect(made.isOn).toBe(false);
    ({ id, address } = made);
  });
  afterEach(() => hooks.close());
  const editor = () => hooks.as("editor");
  const newest = async () => (await hooks.as("viewer").receipts({ hookId: id })).receipts[0]!;
  const refusal = (message: RegExp) => ({ code: "BAD_REQUEST", message: expect.stringMatching(message) });

  it("lead from a first sample over a mapping that can be tried to events", async () => {
    await hooks.post(address, order);
    const receiptId = (await newest()).id;
    expect(inWords(await newest())).toMatchObject({
      verdict: "waiting",
      reason: "Kept for later: the hook was switched off",
    });
    await expect(editor().switchOn({ id })).rejects.toMatchObject(refusal(/who the requests are about/));

    const { fields, isCut } = await editor().fieldsOf({ receiptId });
    expect(isCut).toBe(false);
    expect(fields.slice(0, 5)).toEqual([
      { path: "type", kind: "text", sample: "paid", isEmail: false },
      { path: "id", kind: "number", sample: "7", isEmail: false },
      { path: "buyer.email", kind: "text", sample: "Ana@example.com", isEmail: true },
      { path: "buyer.tags.0", kind: "text", sample: "new", isEmail: false },
      { path: "buyer.note", kind: "empty", sample: "", isEmail: false },
    ]);

    const preview = (draft: Parameters<ReturnType<typeof editor>["preview"]>[0]["mapping"]) =>
      hooks.as("viewer").preview({ receiptId, mapping: draft });
    const made = { kind: "event", eventName: "Order Completed", properties: order, requestId: "7" };
    const unknown = { kind: "new", email: "ana@example.com", externalId: null };
    expect(await preview(mapping)).toEqual({ ...made, person: unknown });
    await hooks.rig.identify("customer-1", { email: "ana@example.com" });
    const known = await hooks.rig.profile("customer-1");
    expect(await preview(mapping)).toMatchObject({
      person: { kind: "found", profile: { id: known.id, email: "ana@example.com" } },
    });
    expect(inWords(await preview({ ...mapping, personPath: "type" }))).toEqual({
      kind: "refused",
      reason: "“type” is not an email address",
    });
    expect(inWords(await preview({ ...mapping, eventNames: { paid: "" } }))).toEqual({
      kind: "left-out",
      reason: "Left out: the hook makes no event of “paid”",
    });
    expect(await preview({ ...mapping, eventPath: null })).toMatchObject({ eventName: "Webhook: Shop" });
    expect(await hooks.events()).toEqual([]);

    await editor().setMapping({ id, ...mapping });
    await editor().switchOn({ id });
    await hooks.post(address, { ...order, id: 8 });
    expect(await hooks.events()).toEqual([{ name: "Order Completed", properties: { ...order, id: 8 } }]);
  });

  it("that waited are taken in once, in their order, each id once", async () => {
    for (const body of [order, order, { ...order, id: 8 }, { type: "paid" }]) await hooks.post(address, body);
    await expect(editor().replayWaiting({ hookId: id })).rejects.toMatchObject(refusal(/Switch the hook on/));
    await editor().setMapping({ id, ...mapping });
    await editor().switchOn({ id });
    const counts = { taken: 2, duplicate: 1, refused: 1, after: null };
    expect(await editor().replayWaiting({ hookId: id })).toEqual(counts);
    expect(await editor().replayWaiting({ hookId: id })).toMatchObject({
      taken: 0,
      duplicate: 0,
      refused: 1,
    });
    expect(await hooks.events()).toHaveLength(2);
    expect((await hooks.post(address, order)).json).toMatchObject({ duplicate: true });
  });

  it("that waited are taken in once by two at the same time, and once when they are sent again", async () => {
    const { idPath, ...unnamed } = mapping;
    const body = JSON.stringify(order);
    const headers = { "x-signature": createHmac("sha256", "right").update(body).digest("hex") };
    await editor().setScheme({ id, scheme: "hmac", secret: { kind: "given", value: "right" } });
    await editor().setMapping({ id, ...unnamed });
    expect((await hooks.post(address, body, headers)).json).toMatchObject({ waiting: true });
    await editor().switchOn({ id });
    const both = await Promise.all([1, 2].map(() => editor().replayWaiting({ hookId: id })));
    expect(both.map(({ taken }) => taken).sort()).toEqual([0, 1]);
    expect((await hooks.post(address, body, headers)).json).toMatchObject({ duplicate: true });
    expect(await hooks.events()).toHaveLength(1);
    const [waited] = await hooks.receipts();
    expect(waited).toMatchObject({ verdict: "waiting", reasonCode: "hook.taken-later" });
    expect(await editor().replay({ receiptId: waited!.id })).toMatchObject({ verdict: "taken", again: true });
  });

  it("that waited without any id or signature are taken in once by two at the same time", async () => {
    const { idPath, ...unnamed } = mapping;
    await editor().setMapping({ id, ...unnamed });
    await hooks.post(address, order);
    await hooks.post(address, order);
    await editor().switchOn({ id });
    // By hand first: what waits is then passed over.
    const [first] = await hooks.receipts();
    expect(await editor().replay({ receiptId: first!.id })).toMatchObject({ verdict: "taken", again: false });
    await Promise.all([1, 2].map(() => editor().replayWaiting({ hookId: id })));
    expect(await hooks.events()).toHaveLength(2);
  });

  it("tell what came of them: the profile, the event and the runs", async () => {
    const graph = drawGraph([
      { id: "start", type: "event", config: { event: "Order Completed" } },
      { id: "wait", type: "delay", config: { mode: "for", duration: { amount: 1, unit: "hours" } } },
    ]);
    const workflowId = await hooks.rig.publish(graph, { name: "Thanks" });
    await editor().setMapping({ id, ...mapping });
    await editor().switchOn({ id });
    await hooks.post(address, order, { authorization: "Bearer hush" });
    const { id: receiptId } = await newest();
    const shown = await hooks.as("viewer").receipt({ receiptId });
    expect(shown).toMatchObject({
      ...{ hookId: id, hookName: "Shop", verdict: "taken", reason: null, requestId: "7" },
      ...{ eventName: "Order Completed", body: JSON.stringify(order), replays: [], cannotReplay: null },
      profile: { email: "ana@example.com" },
      runs: [{ workflowId, workflowName: "Thanks", status: "active" }],
    });
    expect(JSON.stringify(shown)).not.toContain("hush");
  });

  it("can be taken in again, by the rules of now, and it is said when that counts twice", async () => {
    await editor().setMapping({ id, ...mapping, personPath: "buyer.mail" });
    await editor().switchOn({ id });
    expect((await hooks.post(address, order)).status).toBe(422);
    const { id: receiptId } = await newest();
    await editor().setMapping({ id, ...mapping });
    hooks.rig.clock.advance(60_000);
    const first = await editor().replay({ receiptId });
    expect(first).toMatchObject({ verdict: "taken", again: false, eventName: "Order Completed" });
    expect(await editor().replay({ receiptId })).toMatchObject({ verdict: "taken", again: true });
    expect(await hooks.events()).toHaveLength(2);
    expect((await hooks.post(address, order)).json).toMatchObject({ duplicate: true });
    const { replays, verdict } = await editor().receipt({ receiptId });
    expect(verdict).toBe("refused");
    expect(replays).toMatchObject([
      { id: first.receiptId, verdict: "taken", receivedAt: hooks.rig.clock.now() },
      { verdict: "taken" },
    ]);
    // Without an id, too.
    const { eventPath, idPath, ...person } = mapping;
    await editor().setMapping({ id, ...person, eventNames: null });
    await hooks.post(address, { buyer: order.buyer });
    expect(await editor().replay({ receiptId: (await newest()).id })).toMatchObject({ again: true });
    await editor().setMapping({ id, ...mapping, eventNames: { paid: "" } });
    expect(inWords(await editor().replay({ receiptId }))).toEqual({
      ...{ receiptId: expect.any(Number), verdict: "refused", eventName: null, profileId: null },
      ...{ reason: expect.stringContaining("Left out"), again: false },
    });
  });

  it("that could not prove their sender are never taken in, nor are those that are gone", async () => {
    await editor().setMapping({ id, ...mapping });
    await editor().switchOn({ id });
    await editor().setScheme({ id, scheme: "bearer", secret: { kind: "generate" } });
    expect((await hooks.post(address, order)).status).toBe(401);
    await editor().setScheme({ id, scheme: "none", secret: { kind: "keep" } });
    const { id: receiptId } = await newest();
    await expect(editor().replay({ receiptId })).rejects.toMatchObject(refusal(/could not prove/));
    await expect(editor().fieldsOf({ receiptId })).rejects.toMatchObject(refusal(/could not prove/));
    expect(inWords((await editor().receipt({ receiptId })).cannotReplay)).toMatch(/could not prove/);
    await hooks.post(address, new Uint8Array([0xff]));
    const gone = (await newest()).id;
    await expect(editor().replay({ receiptId: gone })).rejects.toMatchObject(refusal(/not kept any more/));
    expect(await hooks.events()).toEqual([]);
  });

  it("come page by page, all or those of one verdict", async () => {
    for (let n = 0; n < 3; n++) await hooks.post(address, { n });
    await hooks.post(address, "{");
    const page = await editor().receipts({ hookId: id, limit: 2 });
    expect(page.receipts.map(({ verdict }) => verdict)).toEqual(["refused", "waiting"]);
    const rest = await editor().receipts({ hookId: id, limit: 2, cursor: page.nextCursor });
    expect(rest.receipts).toHaveLength(2);
    expect(rest.nextCursor).toBeNull();
    const refused = await editor().receipts({ hookId: id, verdict: "refused" });
    expect(inWords(refused.receipts)).toMatchObject([
      { reason: "The body is not JSON", bodyBytes: 1, profile: null },
    ]);
    expect((await editor().get({ id })).receipts).toEqual({ taken: 0, duplicate: 0, waiting: 3, refused: 1 });
  });
});
