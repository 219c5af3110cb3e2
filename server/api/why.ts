import { z } from "zod";
import type { Services } from "#server/services.ts";
import { findProfile } from "#server/store/profiles.ts";
import type { WhyQuestion } from "#server/store/why-reads.ts";
import { nodeId } from "#workflows/graph.ts";
import { explainWhy, type WhyStatement } from "#workflows/why.ts";
import { wordWhy } from "#workflows/why-words.ts";
import { notFound, router, viewer } from "./trpc.ts";

const question = z.object({
  workflowId: z.number().int(),
  profileId: z.number().int(),
  /** Only the message of this step is asked about. */
  nodeId: z.optional(nodeId),
});

export const whyRouter = router({
  /** Why a person did, or did not, get what a workflow sends. The first statement is the answer. */
  explain: viewer.input(question).query(async ({ ctx, input }) => {
    const statements = await why(ctx, { ...input, nodeId: input.nodeId ?? null });
    if (!statements) throw notFound("person or workflow");
    return statements.map(({ code, values, at, evidence }) => ({
      code,
      text: wordWhy(code, values),
      at,
      evidence,
    }));
  }),
});

/** The statements that answer the question; null when there is no such workflow or person. */
export async function why(
  { db, engine, reads }: Pick<Services, "db" | "engine" | "reads">,
  asked: WhyQuestion,
): Promise<WhyStatement[] | null> {
  const facts = await reads.readWhyFacts(asked);
  const profile = await db.transaction(() => findProfile(asked.profileId));
  if (!facts || !profile) return null;
  const zone = engine.live.zoneOf(profile);
  return explainWhy({ ...facts, zone, sendingOff: engine.live.settings.sendingOff });
}
