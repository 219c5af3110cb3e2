import { z } from "zod";
import type { Steps, Transaction } from "#server/database/database.ts";
import { addressProblem } from "#server/notices/address.ts";
import { isNoticeKind, NOTICE_KINDS, noticePayload, TEST_KIND } from "#server/notices/kinds.ts";
import { newSecrets, openSecrets, rotateSecrets, sealSecrets } from "#server/notices/secret.ts";
import { newWebhookId } from "#server/notices/write.ts";
import type { Services } from "#server/services.ts";
import {
  forgetSwitchedOff,
  insertNotice,
  newestNotices,
  parkNotices,
  sendNoticeAgain,
  unparkNotices,
  whySwitchedOff,
} from "#server/store/notices.ts";
import {
  changeOutgoingHook,
  findOutgoingHook,
  insertOutgoingHook,
  listOutgoingHooks,
  type OutgoingHook,
  restoreOutgoingHook,
} from "#server/store/outgoing-hooks.ts";
import { hostOf } from "#workflows/host-of.ts";
import { badRequest, editor, hasRole, notFound, router, viewer } from "./trpc.ts";

const URL_MAX_CHARS = 2_000;
const NOTICES_SHOWN = 50;
/** Among so many of the newest the last answer is looked for. */
const LAST_ANSWER_WITHIN = 20;

const id = z.object({ id: z.number().int() });
const fields = {
  url: z.string().trim().min(1, "Enter the address").max(URL_MAX_CHARS),
  kinds: z
    .array(z.string().refine(isNoticeKind, "There is no such kind of notice"))
    .min(1, "Choose at least one thing to be told of")
    .transform((kinds) => [...new Set(kinds)]),
};

/** The programs that are told what happens here. */
export const outgoingHooksRouter = router({
  /** Everything that can be told, with an example of each. */
  kinds: viewer.query(() => ({
    kinds: Object.entries(NOTICE_KINDS).map(([kind, { label, help, sample }]) => ({
      ...{ kind, label, help },
      example: JSON.stringify(noticePayload(kind, Date.UTC(2026, 2, 10, 10), sample), null, 2),
    })),
  })),

  /** An address may hold a password of the other program, so only those who may change it see all of it. */
  list: viewer.query(async ({ ctx }) => {
    const mayEdit = hasRole(ctx.person, "editor");
    const hooks = await listOutgoingHooks(ctx.db);
    const offIds = hooks.filter(({ offAt }) => offAt !== null).map((hook) => hook.id);
    const why = await whySwitchedOff(ctx.db, offIds);
    const now = ctx.clock.now();
    const shown = hooks.map(async (hook) => {
      const newest = await newestNotices(ctx.db, hook.id, LAST_ANSWER_WITHIN);
      const last = newest.find(({ lastAnswer }) => lastAnswer !== null);
      const previous = openSecrets(ctx.keys, hook.sealedSecret).previous;
      return {
        id: hook.id,
        host: hostOf(hook.url) ?? hook.url,
        url: mayEdit ? hook.url : null,
        kinds: hook.kinds,
        createdAt: hook.createdAt,
        offAt: hook.offAt,
        /** Null when a person switched it off. */
        offBecause: why.get(hook.id) ?? null,
        last: last ? { delivered: last.status === "delivered", answer: last.lastAnswer ?? "" } : null,
        oldSecretUntil: previous && previous.until > now ? previous.until : null,
      };
    });
    return { hooks: await Promise.all(shown) };
  }),

  create: editor.input(z.object(fields)).mutation(async ({ ctx, input }) => {
    demandAddress(ctx, input.url);
    const secrets = newSecrets();
    const hook = { ...input, sealedSecret: sealSecrets(ctx.keys, secrets), createdAt: ctx.clock.now() };
    const created = await ctx.db.transaction((tx) => insertOutgoingHook(tx, hook));
    await ctx.engine.reload();
    return { id: created, secret: secrets.secret };
  }),

  change: editor.input(id.extend(fields)).mutation(async ({ ctx, input: { id: hookId, url, kinds } }) => {
    demandAddress(ctx, url);
    await changed(ctx, (tx) => changeOutgoingHook(tx, hookId, { url, kinds }));
    return {};
  }),

  /** Another secret, which nobody can read again; the old one signs as well for a day. */
  rotate: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    const made = newSecrets();
    await changed(ctx, function* (tx) {
      const hook = yield* findOutgoingHook(tx, input.id);
      if (!hook) return false;
      const rotated = rotateSecrets(openSecrets(ctx.keys, hook.sealedSecret), made, now);
      return yield* changeOutgoingHook(tx, hook.id, { sealedSecret: sealSecrets(ctx.keys, rotated) });
    });
    return { secret: made.secret };
  }),

  /** While it is off it is told nothing of what happens; what waited for it goes on waiting. */
  switch: editor.input(id.extend({ on: z.boolean() })).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    await changed(ctx, function* (tx) {
      if (!(yield* changeOutgoingHook(tx, input.id, { offAt: input.on ? null : now }))) return false;
      yield* forgetSwitchedOff(tx, input.id);
      if (input.on) yield* unparkNotices(tx, input.id, now);
      else yield* parkNotices(tx, input.id, now);
      return true;
    });
    return {};
  }),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    await changed(ctx, function* (tx) {
      if (!(yield* changeOutgoingHook(tx, input.id, { removedAt: now }))) return false;
      yield* parkNotices(tx, input.id, now);
      return true;
    });
    return {};
  }),

  restore: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    await changed(ctx, function* (tx) {
      if (!(yield* restoreOutgoingHook(tx, input.id))) return false;
      const hook = yield* findOutgoingHook(tx, input.id);
      if (hook?.offAt === null) yield* unparkNotices(tx, input.id, now);
      return true;
    });
    return {};
  }),

  /** A notice that tells of nothing, sent like any other. */
  sendTest: editor.input(id).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    const payload = noticePayload(TEST_KIND, now, { text: "A test from Rekindle: notices arrive here" });
    const noticeId = await ctx.db.transaction(function* (tx) {
      const hook = demandOn(yield* findOutgoingHook(tx, input.id));
      const notice = {
        hookId: hook.id,
        webhookId: newWebhookId(),
        kind: TEST_KIND,
        profileId: null,
        payload,
      };
      return yield* insertNotice({ ...notice, createdAt: now });
    });
    ctx.engine.live.subscriptions.written();
    return { noticeId };
  }),

  /** The newest notices of one outgoing hook, with what became of them. */
  notices: viewer.input(id).query(async ({ ctx, input }) => {
    const rows = await newestNotices(ctx.db, input.id, NOTICES_SHOWN);
    return {
      notices: rows.map(({ payload, ...row }) => ({
        id: row.id,
        kind: row.kind,
        label: isNoticeKind(row.kind) ? NOTICE_KINDS[row.kind].label : "A test",
        webhookId: row.webhookId,
        status: row.status,
        attempts: row.attempts,
        dueAt: row.dueAt,
        lastAnswer: row.lastAnswer,
        createdAt: row.createdAt,
        endedAt: row.endedAt,
        body: JSON.stringify(payload, null, 2),
      })),
    };
  }),

  /** Once more under the same webhook-id: a receiver that has it already may ignore it. */
  sendAgain: editor.input(id.extend({ noticeId: z.number().int() })).mutation(async ({ ctx, input }) => {
    const now = ctx.clock.now();
    const queued = await ctx.db.transaction(function* (tx) {
      const hook = demandOn(yield* findOutgoingHook(tx, input.id));
      return yield* sendNoticeAgain(tx, { id: input.noticeId, hookId: hook.id }, now);
    });
    if (!queued) throw badRequest("This notice is being sent just now, or is not kept any more");
    ctx.engine.live.subscriptions.written();
    return {};
  }),
});

type Context = Pick<Services, "db" | "engine" | "env">;

/** Carries a change out and takes it over. Throws when there is no such outgoing hook. */
async function changed(ctx: Context, change: (tx: Transaction) => Steps<boolean>): Promise<void> {
  if (!(await ctx.db.transaction(change))) throw notFound("outgoing hook");
  await ctx.engine.reload();
}

function demandAddress({ env }: Context, url: string): void {
  const problem = addressProblem(url, env.OUTBOUND_ALLOW);
  if (problem) throw badRequest(problem);
}

function demandOn(hook: OutgoingHook | undefined): OutgoingHook {
  if (!hook) throw notFound("outgoing hook");
  if (hook.offAt !== null) throw badRequest("It is switched off. Switch it on first");
  return hook;
}
