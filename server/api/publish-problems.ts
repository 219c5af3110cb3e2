import { keptHere } from "#server/engine/send-job.ts";
import { listHooks } from "#server/store/hooks.ts";
import { listSecrets } from "#server/store/secrets.ts";
import type { Graph } from "#workflows/graph.ts";
import { hookProblems } from "#workflows/hook-problems.ts";
import { linkProblems } from "#workflows/link-problems.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { productProblems } from "#workflows/product-problems.ts";
import { sampleProblems } from "#workflows/sample-problems.ts";
import { secretProblems } from "#workflows/secret-problems.ts";
import { segmentProblems } from "#workflows/segment-problems.ts";
import { senderProblems } from "#workflows/senders.ts";
import { shopProblems } from "#workflows/shop-problems.ts";
import { type Problem, validateGraph } from "#workflows/validate.ts";
import type { EmailPreviewContext } from "./email-preview.ts";
import { emailProblems } from "./email-problems.ts";
import { readKnownIds } from "./known-ids.ts";

/** What may keep a draft from going live, and some of what does not. */
export async function hindrancesOf(ctx: EmailPreviewContext, draft: Graph): Promise<Problem[]> {
  return [
    ...validateGraph(draft),
    ...nameProblems(draft),
    ...sampleProblems(draft),
    ...hookProblems(draft, await hookEvents(ctx)),
    ...segmentProblems(draft, await readKnownIds(ctx.db)),
    ...shopProblemsHere(ctx, draft),
    ...(await emailProblems(ctx, draft)),
  ];
}

/** All that is to be looked at before a draft goes live. */
export async function problemsOf(ctx: EmailPreviewContext, draft: Graph): Promise<Problem[]> {
  const { senders } = ctx.engine.live.settings;
  const secrets = new Set((await listSecrets(ctx.db)).map(({ name }) => name));
  return [
    ...(await hindrancesOf(ctx, draft)),
    ...productProblems(draft),
    ...linkProblems(draft),
    ...secretProblems(draft, secrets),
    ...senderProblems(draft, new Set(senders.identities.map(({ id }) => id))),
  ];
}

function shopProblemsHere({ engine, env }: EmailPreviewContext, draft: Graph): Problem[] {
  const { settings } = engine.live;
  const { topics, shop } = settings;
  return shopProblems(draft, { topics, postalAddress: shop.postalAddress, kept: keptHere(env, settings) });
}

/** The events that hooks make: each its own, and those that it names by what is sent. */
async function hookEvents({ db }: EmailPreviewContext): Promise<ReadonlySet<string>> {
  const hooks = await listHooks(db);
  return new Set(
    hooks.flatMap(({ eventName, eventNames }) => [eventName, ...Object.values(eventNames ?? {})]),
  );
}
