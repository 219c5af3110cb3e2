import { publicUrlProblem } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import type { Channel } from "#workflows/node.ts";
import { tellsReactions } from "#workflows/noted-reactions.ts";

/**
 * Whether opens and clicks of a channel are noted now. What is shown in the shop's own pages tells of itself; everything
 * else needs links that lead here, and so an address that others can reach.
 */
export function isNoted({ env, engine }: Pick<Services, "env" | "engine">, channel: Channel): boolean {
  if (!engine.live.settings.tracking.on || !tellsReactions(channel)) return false;
  return channel === "in-app" || publicUrlProblem(env) === null;
}
