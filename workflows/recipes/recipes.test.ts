import { describe, expect, it } from "vitest";
import { foldCart } from "../cart.ts";
import { compileGraph } from "../compile.ts";
import { eventCountKey } from "../facts.ts";
import { graph as graphSchema } from "../graph.ts";
import { eventNamesOf } from "../matching.ts";
import { simulate } from "../simulate.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { makeSendFacts } from "../testing/send-facts.ts";
import { cartData } from "../triggers/cart-abandoned.ts";
import { validateGraph } from "../validate.ts";
import { recipes } from "./recipes.ts";

it("has recipes that can be told apart", () => {
  expect(recipes.map(({ id }) => id)).toEqual(["welcome", "abandoned-cart", "win-back"]);
  expect(new Set(recipes.map(({ name }) => name)).size).toBe(recipes.length);
});

describe.each(recipes.map((recipe) => [recipe.id, recipe] as const))("%s", (_id, recipe) => {
  const graph = compileGraph(recipe.graph);
  const { trigger } = graph;

  it("can be stored and published as it is", () => {
    expect(graphSchema.parse(recipe.graph)).toEqual(recipe.graph);
    expect(validateGraph(recipe.graph)).toEqual([]);
  });

  it("asks the shop for events that it really uses", () => {
    const used = [...eventNamesOf(graph), ...graph.reads.map(({ event }) => event)];
    expect(recipe.needs).not.toHaveLength(0);
    for (const event of recipe.needs) expect(used).toContain(event);
  });

  it.each([
    ["reached everywhere and active", { email: true, webPush: true, phone: true }, 1],
    ["reached everywhere and quiet", { email: true, webPush: true, phone: true }, 0],
    ["reached by email only", { email: true, webPush: false, phone: false }, 0],
    ["reached nowhere", { email: false, webPush: false, phone: false }, 0],
  ])("comes to its end for somebody %s", (_who, reachable, count) => {
    const event = trigger!.definition.sampleEvent(trigger!.config);
    const cart = foldCart(undefined, { ...event, at: NOW });
    const eventCounts = Object.fromEntries(graph.reads.map((need) => [eventCountKey(need), count]));
    const facts = makeFacts({ reachable, eventCounts });
    const data = { event: event.properties, cart: cartData(cart) };
    const { steps, end } = simulate(graph, data, facts, () => makeSendFacts(), NOW);
    expect(end?.status).toMatch(/^(finished|exited)$/);
    const messages = steps.filter(({ kind }) => kind === "message");
    expect(messages.length > 0).toBe(reachable.email);
    expect(steps.filter(({ kind }) => kind === "arrive").length).toBeGreaterThan(1);
  });
});
