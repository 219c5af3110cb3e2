import { z } from "zod";
import type { ApiKeyKind } from "#drizzle/tables.ts";
import { findTakenTimes, listNewestReceipts } from "#server/connect/hook-receipts.ts";
import { isHookOf, type SourceId, sourceIds, sources } from "#server/connect/sources.ts";
import { startHook } from "#server/connect/start-hook.ts";
import { startKey } from "#server/connect/start-key.ts";
import { hookState, keyState, togetherState } from "#server/connect/state.ts";
import type { Database } from "#server/database/database.ts";
import { hookAddress } from "#server/http/hooks-token.ts";
import { publicUrl, publicUrlProblem } from "#server/links.ts";
import { STUB } from "#server/snippet/stub.ts";
import { type ApiKey, listApiKeys } from "#server/store/api-keys.ts";
import { findHook, type Hook, listHooks, setHookProof } from "#server/store/hooks.ts";
import { listReceipts } from "#server/store/receipts.ts";
import { listRecentEvents } from "#server/store/recent-events.ts";
import { sealProof } from "./hook-secret.ts";
import { badRequest, demandRole, editor, hasRole, notFound, router, viewer } from "./trpc.ts";

const ARRIVALS_SHOWN = 5;
const SECRET_MAX_CHARS = 500;
const source = z.enum(sourceIds);

/** Each source that events can come from: what to do about it there and here, and whether anything came. */
export const connectRouter = router({
  /** How far each source has come. */
  list: viewer.query(async ({ ctx }) => {
    const [keys, hooks] = await Promise.all([listApiKeys(ctx.db), listHooks(ctx.db)]);
    const states = sourceIds.map(async (id) => ({ id, state: await stateOf(ctx.db, id, keys, hooks) }));
    return { sources: await Promise.all(states) };
  }),

  /** One source with its keys or hooks and what came from them. Addresses are for those who may use them. */
  get: viewer.input(z.object({ source })).query(async ({ ctx, input }) => {
    const { by } = sources[input.source];
    const keys = by === "key" ? keysOf(input.source, await listApiKeys(ctx.db)) : [];
    const hooks = by === "hook" ? hooksOf(input.source, await listHooks(ctx.db)) : [];
    const mayUse = hasRole(ctx.person, "editor");
    const shownHooks = hooks.map(async (hook) => ({
      id: hook.id,
      name: hook.name,
      createdAt: hook.createdAt,
      hasSecret: hook.sealedSecret !== null,
      address: mayUse ? hookAddress(ctx.env, ctx.keys, hook.sealedToken) : null,
      state: await readHookState(ctx.db, hook),
    }));
    const arrivals = by === "key" ? listArrivalsSince(ctx.db, keys) : listArrivalsOf(ctx.db, hooks);
    return {
      publicUrl: publicUrl(ctx.env),
      publicUrlProblem: publicUrlProblem(ctx.env),
      /** The first lines of the code for the shop's own site. */
      stub: STUB,
      state: await stateOf(ctx.db, input.source, keys, hooks),
      keys: keys.map(({ id, name, kind, writeKey, createdAt, lastUsedAt }) => ({
        ...{ id, name, kind, writeKey, createdAt, lastUsedAt },
      })),
      hooks: await Promise.all(shownHooks),
      arrivals: await arrivals,
    };
  }),

  /** Makes the key or hook that a source needs, or answers with the one that is there. A secret is told this once. */
  start: editor
    .input(
      z.object({
        source,
        /** For sources that can do with either. */
        kind: z.enum(["write", "secret"]).optional(),
        /** One more, beside what is there. */
        another: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input: { source: id, kind: wanted, another } }) => {
      const chosen = sources[id];
      const now = ctx.clock.now();
      if (chosen.by === "key") {
        demandRole(ctx.person, "owner");
        const kind = wanted ?? (Object.keys(chosen.keyNames)[0] as ApiKeyKind);
        const name = chosen.keyNames[kind];
        if (name === undefined) throw badRequest("This source has no such key");
        return { by: "key" as const, ...(await startKey(ctx, { source: id, kind, name, another, now })) };
      }
      const made = { keys: ctx.keys, now, another };
      const started = await ctx.db.transaction((tx) => startHook(tx, made, chosen));
      if (!started) throw badRequest("Somebody else did the same just now. Try again");
      return { by: "hook" as const, ...started };
    }),

  /** The secret that requests of a source are signed with: theirs, or a new one of ours, told this once. */
  setSecret: editor
    .input(
      z.object({
        hookId: z.number().int(),
        /** Left out to have one made here. */
        secret: z.string().trim().min(1, "Enter the secret").max(SECRET_MAX_CHARS).optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const hook = await findHook(ctx.db, input.hookId);
      const chosen =
        hook && Object.values(sources).find((known) => known.by === "hook" && isHookOf(known, hook));
      if (!hook || chosen?.by !== "hook") throw notFound("connection");
      const { scheme, schemeOptions } = chosen.proof;
      const secret =
        input.secret === undefined
          ? ({ kind: "generate" } as const)
          : ({ kind: "given", value: input.secret } as const);
      const sealed = sealProof(ctx.keys, hook, { scheme, options: schemeOptions ?? {}, secret });
      await ctx.db.transaction((tx) => setHookProof(tx, hook.id, sealed.proof));
      return { secret: sealed.secret };
    }),
});

async function stateOf(db: Database, id: SourceId, keys: ApiKey[], hooks: Hook[]) {
  if (sources[id].by === "key") return togetherState(keysOf(id, keys).map(keyState));
  return togetherState(await Promise.all(hooksOf(id, hooks).map((hook) => readHookState(db, hook))));
}

async function readHookState(db: Database, hook: Hook) {
  const [receipts, taken] = await Promise.all([listNewestReceipts(db, hook.id), findTakenTimes(db, hook.id)]);
  return hookState(hook, receipts, taken);
}

function keysOf(id: SourceId, keys: ApiKey[]): ApiKey[] {
  return keys.filter((key) => key.source === id);
}

function hooksOf(id: SourceId, hooks: Hook[]): Hook[] {
  const chosen = sources[id];
  return chosen.by === "hook" ? hooks.filter((hook) => isHookOf(chosen, hook)) : [];
}

/** Events do not say with which key they came: all that arrived since the first of the keys was made are shown. */
async function listArrivalsSince(db: Database, keys: ApiKey[]) {
  if (keys.every(({ lastUsedAt }) => lastUsedAt === null)) return [];
  const since = Math.min(...keys.map(({ createdAt }) => createdAt));
  const recent = await listRecentEvents(db, ARRIVALS_SHOWN);
  return recent.filter(({ receivedAt }) => receivedAt >= since).map(({ at: _, ...event }) => event);
}

async function listArrivalsOf(db: Database, hooks: Hook[]) {
  const pages = await Promise.all(
    hooks.map(({ id: hookId }) =>
      listReceipts(db, { hookId, verdict: "taken", cursor: null, limit: ARRIVALS_SHOWN }),
    ),
  );
  return pages
    .flatMap(({ receipts }) => receipts)
    .sort((one, other) => other.id - one.id)
    .slice(0, ARRIVALS_SHOWN)
    .flatMap(({ id, eventName, receivedAt, profile }) =>
      profile && eventName !== null ? [{ id, name: eventName, receivedAt, properties: {}, profile }] : [],
    );
}
