import { z } from "zod";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { inLanguage } from "#workflows/recipes/in-language.ts";
import type { Recipe } from "#workflows/recipes/recipe.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { countPreview } from "./preview-limit.ts";
import { recipeMessages } from "./recipe-messages.ts";
import { readNeeds, type ShownNeed } from "./recipe-needs.ts";
import { notFound, router, viewer } from "./trpc.ts";

export const recipesRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const show = await readNeeds(ctx);
    return { recipes: recipes.map((recipe) => summaryOf(recipe, recipe.needs.map(show))) };
  }),

  /** One recipe as this shop would get it: in its own language, with every message written out. */
  get: viewer.input(z.object({ id: z.string().max(100) })).query(async ({ ctx, input }) => {
    const recipe = recipes.find(({ id }) => id === input.id);
    if (!recipe) throw notFound("recipe");
    countPreview(ctx);
    const graph = inLanguage(recipe.graph, ctx.engine.live.settings.shop.language);
    const [show, messages] = await Promise.all([readNeeds(ctx), recipeMessages(ctx, graph, recipe.example)]);
    const { advice, needs } = recipe;
    return { ...summaryOf(recipe, needs.map(show)), advice, graph, messages };
  }),
});

function summaryOf({ id, name, group, summary, timing, graph }: Recipe, needs: ShownNeed[]) {
  return { id, name, group, summary, timing, needs, graph, sends: messagesBy(graph) };
}

/** How many messages a graph has, by the type of the step that sends them. */
function messagesBy(graph: Graph): { type: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { type } of graph.nodes) {
    if (findNode(type)?.kind === "action" && type.startsWith("send-"))
      counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count }));
}
