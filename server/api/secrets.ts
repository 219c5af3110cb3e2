import { z } from "zod";
import { webhookSigning } from "#server/engine/webhook-keys.ts";
import { newSecrets, rotateSecrets, sealSecrets } from "#server/notices/secret.ts";
import { type GraphInUse, graphsInUse } from "#server/store/graphs-in-use.ts";
import { insertSecret, listSecrets, removeSecret, replaceSecret } from "#server/store/secrets.ts";
import { writeSetting } from "#server/store/settings.ts";
import { secretsUsedBy } from "#workflows/secret-problems.ts";
import { SECRET_NAME } from "#workflows/secret-references.ts";
import { badRequest, editor, notFound, router } from "./trpc.ts";

/** Shorter ones would be taken out of whatever a receiver answers, and are no secrets. */
const VALUE_MIN_CHARS = 4;
const VALUE_MAX_CHARS = 2_000;

const name = z
  .string()
  .trim()
  .regex(SECRET_NAME, "Use letters, digits and _, begin with a letter, and at most 60 of them");
const value = z
  .string()
  // What comes with a copied line.
  .trim()
  .min(VALUE_MIN_CHARS, "Use at least 4 characters")
  .max(VALUE_MAX_CHARS, "Use at most 2,000 characters")
  .regex(/^[\x20-\x7e\x80-\xff]*$/, "Use one line, of letters and signs that can be sent in a header");

/** Values that webhooks are called with, which nobody can read again. */
export const secretsRouter = router({
  list: editor.query(async ({ ctx }) => {
    const [secrets, graphs] = await Promise.all([listSecrets(ctx.db), graphsInUse(ctx.db)]);
    const users = usersByName(graphs);
    return { secrets: secrets.map((secret) => ({ ...secret, usedBy: users.get(secret.name) ?? [] })) };
  }),

  create: editor.input(z.object({ name, value })).mutation(async ({ ctx, input }) => {
    const secret = sealed(ctx, input);
    if (!(await ctx.db.transaction((tx) => insertSecret(tx, secret))))
      throw badRequest("There is a secret of this name already. Replace its value instead");
    return {};
  }),

  /** From the next call on, also for those that are tried again. */
  replace: editor.input(z.object({ name, value })).mutation(async ({ ctx, input }) => {
    const secret = sealed(ctx, input);
    if (!(await ctx.db.transaction((tx) => replaceSecret(tx, secret)))) throw notFound("secret");
    return {};
  }),

  remove: editor.input(z.object({ name })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => removeSecret(tx, input.name)))) throw notFound("secret");
    return {};
  }),

  /** The secret that every call of a webhook is signed with, for the program that checks it. */
  revealSigning: editor.mutation(async ({ ctx }) => {
    const { secret, previous } = await ctx.db.transaction((tx) => webhookSigning(tx, ctx.keys));
    const oldUntil = previous && previous.until > ctx.clock.now() ? previous.until : null;
    return { secret, oldUntil };
  }),

  /** Another signing secret; the old one signs as well for a day. */
  rotateSigning: editor.mutation(async ({ ctx }) => {
    const now = ctx.clock.now();
    const made = newSecrets();
    const rotated = await ctx.db.transaction(function* (tx) {
      const next = rotateSecrets(yield* webhookSigning(tx, ctx.keys), made, now);
      yield* writeSetting(tx, "webhookSigning", sealSecrets(ctx.keys, next));
      return next;
    });
    return { secret: rotated.secret, oldUntil: rotated.previous!.until };
  }),
});

function sealed(
  { keys, clock }: { keys: { encrypt(text: string): string }; clock: { now(): number } },
  secret: { name: string; value: string },
) {
  return { name: secret.name, sealedValue: keys.encrypt(secret.value), createdAt: clock.now() };
}

/** The workflows that need each secret. */
function usersByName(graphs: GraphInUse[]): Map<string, { id: number; name: string }[]> {
  const users = new Map<string, Map<number, string>>();
  for (const { workflowId, workflowName, graph } of graphs) {
    for (const secret of secretsUsedBy(graph)) {
      const known = users.get(secret) ?? new Map<number, string>();
      users.set(secret, known.set(workflowId, workflowName));
    }
  }
  return new Map(
    [...users].map(([secret, known]) => [secret, [...known].map(([id, called]) => ({ id, name: called }))]),
  );
}
