import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { hookAddress, makeHookToken } from "#server/http/hooks-token.ts";
import {
  insertHook,
  listHooks,
  removeHook,
  renameHook,
  restoreHook,
  rotateHookToken,
  setHookPerson,
} from "#server/store/hooks.ts";
import { editor, hasRole, notFound, router, viewer } from "./trpc.ts";

const id = z.object({ id: z.number().int() });
const name = z.string().trim().min(1, "Give the hook a name").max(100);
const person = {
  personKind: z.enum(["email", "external-id"]),
  personPath: z.string().trim().min(1, "Say where in the body the person is named").max(200),
};
const eventName = z.string().trim().min(1).max(200);

export const hooksRouter = router({
  /** An address lets whoever has it record events, so only those who may do that see it. */
  list: viewer.query(async ({ ctx }) => {
    const mayUse = hasRole(ctx.person, "editor");
    const hooks = await listHooks(ctx.db);
    return {
      hooks: hooks.map(({ id, name, eventName, sealedToken, ...hook }) => ({
        id,
        name,
        eventName,
        address: mayUse ? hookAddress(ctx.env, ctx.keys, sealedToken) : null,
        personKind: hook.personKind,
        personPath: hook.personPath,
        createdAt: hook.createdAt,
        lastReceivedAt: hook.lastReceivedAt,
      })),
    };
  }),

  create: editor
    .input(z.object({ name, eventName: eventName.optional(), ...person }))
    .mutation(async ({ ctx, input }) => {
      const token = makeHookToken(ctx.keys);
      const hook = { ...input, eventName: input.eventName ?? null, ...token, createdAt: ctx.clock.now() };
      const created = await ctx.db.transaction((tx) => insertHook(tx, hook));
      if (!created) {
        const message = `Another hook makes “${input.eventName}” already, maybe a removed one. Choose another event name`;
        throw new TRPCError({ code: "CONFLICT", message });
      }
      return { ...created, address: hookAddress(ctx.env, ctx.keys, token.sealedToken) };
    }),

  rename: editor.input(id.extend({ name })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => renameHook(tx, input.id, input.name)))) throw notFound("hook");
    return {};
  }),

  setPerson: editor.input(id.extend(person)).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => setHookPerson(tx, input.id, input)))) throw notFound("hook");
    return {};
  }),

  /** Another address; the old one is closed from now on. */
  rotate: editor.input(id).mutation(async ({ ctx, input }) => {
    const token = makeHookToken(ctx.keys);
    if (!(await ctx.db.transaction((tx) => rotateHookToken(tx, input.id, token)))) throw notFound("hook");
    return { address: hookAddress(ctx.env, ctx.keys, token.sealedToken) };
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
});
