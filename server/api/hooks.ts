import { z } from "zod";
import { listFields } from "#server/hooks/fields.ts";
import { replayReceipt, replayWaiting } from "#server/hooks/replay.ts";
import { hookAddress, makeHookToken } from "#server/http/hooks-token.ts";
import {
  closePreviousAddress,
  findHook,
  insertHook,
  listHooks,
  removeHook,
  renameHook,
  restoreHook,
  rotateHookToken,
  setHookMapping,
  setHookPerson,
  setHookProof,
  switchHook,
} from "#server/store/hooks.ts";
import { countReceipts, listReceipts } from "#server/store/receipts.ts";
import { phrase } from "#workflows/phrase.ts";
import { eventNameInput, mappingInput, nameInput, personInput, schemeInput } from "./hook-inputs.ts";
import { previewMapping } from "./hook-preview.ts";
import { sealProof } from "./hook-secret.ts";
import {
  demandOn,
  demandReadable,
  explainUnusable,
  findReceiptAndHook,
  showHook,
  showReceipt,
  showReceiptRow,
  showTaken,
  taking,
} from "./hook-shown.ts";
import { badRequest, editor, hasRole, notFound, refusal, router, viewer } from "./trpc.ts";

/** The address before the last change goes on working for so long, so that nothing is lost while programs are told. */
export const PREVIOUS_ADDRESS_MS = 24 * 3_600_000;
const RECEIPTS_PER_PAGE = 50;
const id = z.object({ id: z.number().int() });
const hookId = z.object({ hookId: z.number().int() });
const receiptId = z.object({ receiptId: z.number().int() });
const verdict = z.enum(["taken", "duplicate", "waiting", "refused"]);

export const hooksRouter = router({
  /** An address lets whoever has it record events, so only those who may do that see it. */
  list: viewer.query(async ({ ctx }) => {
    const mayUse = hasRole(ctx.person, "editor");
    const hooks = await listHooks(ctx.db);
    return {
      hooks: hooks.map((hook) => ({
        ...showHook(hook, ctx.clock.now()),
        address: mayUse ? hookAddress(ctx.env, ctx.keys, hook.sealedToken) : null,
      })),
    };
  }),

  /** One hook with how many receipts it has of each verdict. */
  get: viewer.input(id).query(async ({ ctx, input }) => {
    const hook = await findHook(ctx.db, input.id);
    if (!hook) throw notFound("hook");
    const counts = await countReceipts(ctx.db, hook.id);
    const mayUse = hasRole(ctx.person, "editor");
    return {
      ...showHook(hook, ctx.clock.now()),
      address: mayUse ? hookAddress(ctx.env, ctx.keys, hook.sealedToken) : null,
      receipts: { taken: 0, duplicate: 0, waiting: 0, refused: 0, ...counts },
    };
  }),

  /** On at once when it is said who requests are about; else off, to look at what arrives first. */
  create: editor
    .input(
      z.object({ name: nameInput, eventName: eventNameInput.optional(), ...personInput.partial().shape }),
    )
    .mutation(async ({ ctx, input }) => {
      const token = makeHookToken(ctx.keys);
      const now = ctx.clock.now();
      const { name, eventName = null, personKind = "email", personPath = "" } = input;
      const offAt = personPath === "" ? now : null;
      const hook = { name, eventName, personKind, personPath, ...token, createdAt: now, offAt };
      const created = await ctx.db.transaction((tx) => insertHook(tx, hook));
      if (!created) {
        throw refusal(
          "CONFLICT",
          phrase(
            "Another hook makes “{event}” already, maybe a removed one. Choose another event name",
            eventName === null ? {} : { event: eventName },
          ),
        );
      }
      return { ...created, address: hookAddress(ctx.env, ctx.keys, token.sealedToken), isOn: offAt === null };
    }),

  rename: editor.input(id.extend({ name: nameInput })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => renameHook(tx, input.id, input.name)))) throw notFound("hook");
    return {};
  }),

  setPerson: editor.input(id.extend(personInput.shape)).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => setHookPerson(tx, input.id, input)))) throw notFound("hook");
    return {};
  }),

  /** Who requests are about, what the event is called, and where their id is. */
  setMapping: editor.input(id.extend(mappingInput.shape)).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => setHookMapping(tx, input.id, input)))) throw notFound("hook");
    return {};
  }),

  /** What a mapping would make of a receipt. Changes nothing. */
  preview: viewer.input(receiptId.extend({ mapping: mappingInput })).query(async ({ ctx, input }) => {
    const { receipt, hook } = await findReceiptAndHook(ctx.db, input.receiptId);
    return await previewMapping(ctx.db, { ...hook, ...input.mapping }, demandReadable(receipt));
  }),

  /** How requests prove their sender. A secret that was made here is told once, in the answer. */
  setScheme: editor.input(id.extend(schemeInput.shape)).mutation(async ({ ctx, input }) => {
    const hook = await findHook(ctx.db, input.id);
    if (!hook) throw notFound("hook");
    const { proof, secret } = sealProof(ctx.keys, hook, input);
    await ctx.db.transaction((tx) => setHookProof(tx, hook.id, proof));
    return { secret };
  }),

  switchOn: editor.input(id).mutation(async ({ ctx, input }) => {
    const hook = await findHook(ctx.db, input.id);
    if (!hook) throw notFound("hook");
    if (hook.personPath === "") throw badRequest("Choose first who the requests are about");
    await ctx.db.transaction((tx) => switchHook(tx, hook.id, null));
    return {};
  }),

  /** What arrives from now on is kept and makes no event. */
  switchOff: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    if (!(await ctx.db.transaction((tx) => switchHook(tx, input.id, now)))) throw notFound("hook");
    return {};
  }),

  /** Another address; the old one goes on working for a day, unless it is to be closed at once. */
  rotate: editor
    .input(id.extend({ closeOldNow: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }) => {
      const token = makeHookToken(ctx.keys);
      const previousUntil = input.closeOldNow ? null : ctx.clock.now() + PREVIOUS_ADDRESS_MS;
      const rotated = await ctx.db.transaction((tx) => rotateHookToken(tx, input.id, token, previousUntil));
      if (!rotated) throw notFound("hook");
      return { address: hookAddress(ctx.env, ctx.keys, token.sealedToken), previousUntil };
    }),

  closeOldAddress: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => closePreviousAddress(tx, input.id)))) throw notFound("hook");
    return {};
  }),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    if (!(await ctx.db.transaction((tx) => removeHook(tx, input.id, now)))) throw notFound("hook");
    return {};
  }),

  restore: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => restoreHook(tx, input.id)))) throw notFound("hook");
    return {};
  }),

  /** What a hook received, the newest first. */
  receipts: viewer
    .input(
      hookId.extend({
        verdict: verdict.nullish(),
        cursor: z.number().int().nullish(),
        limit: z.number().int().min(1).max(RECEIPTS_PER_PAGE).default(RECEIPTS_PER_PAGE),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { cursor = null, verdict = null, ...filter } = input;
      const page = await listReceipts(ctx.db, { ...filter, cursor, verdict });
      return { receipts: page.receipts.map(showReceiptRow), nextCursor: page.nextCursor };
    }),

  /** One receipt with all that is kept of it and all that came of it. */
  receipt: viewer.input(receiptId).query(async ({ ctx, input }) => {
    const { receipt, hook } = await findReceiptAndHook(ctx.db, input.receiptId);
    return await showReceipt(ctx.db, hook, receipt);
  }),

  /** The single values of a receipt, to choose from. */
  fieldsOf: viewer.input(receiptId).query(async ({ ctx, input }) => {
    const { receipt } = await findReceiptAndHook(ctx.db, input.receiptId);
    return listFields(demandReadable(receipt));
  }),

  /** Takes a receipt in as if it had just been sent; `again` says that it had been counted before. */
  replay: editor.input(receiptId).mutation(async ({ ctx, input }) => {
    const { receipt, hook } = await findReceiptAndHook(ctx.db, input.receiptId);
    demandOn(hook);
    const replayed = await replayReceipt(taking(ctx), hook, receipt);
    if (replayed.kind !== "replayed") throw badRequest(explainUnusable(replayed.kind));
    const { again, ...taken } = replayed.taken;
    return { ...showTaken(taken), again };
  }),

  /** Takes in what came while the hook was off; call it again with `after` until that is null. */
  replayWaiting: editor
    .input(hookId.extend({ after: z.number().int().default(0) }))
    .mutation(async ({ ctx, input }) => {
      const hook = await findHook(ctx.db, input.hookId);
      if (!hook) throw notFound("hook");
      demandOn(hook);
      return await replayWaiting(taking(ctx), hook, input.after);
    }),
});
