import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { router, viewer } from "./trpc.ts";

export const recipesRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const seen = new Set((await ctx.reads.listEventNames()).map(({ name }) => name));
    return {
      recipes: recipes.map(({ id, name, summary, needs, graph }) => ({
        id,
        name,
        summary,
        triggerType: graph.nodes[0]!.type,
        steps: describeSteps(graph),
        needs: needs.map((event) => ({ event, seen: seen.has(event) })),
        graph,
      })),
    };
  }),
});

function describeSteps(graph: Graph): string[] {
  return graph.nodes.flatMap((node) => {
    const definition = findNode(node.type);
    const config = definition?.config.safeParse(node.config);
    return definition && config?.success ? [definition.describe(config.data)] : [];
  });
}
