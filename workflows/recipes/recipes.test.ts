import { describe, expect, it } from "vitest";
import { foldCart } from "../cart.ts";
import { compileGraph } from "../compile.ts";
import { reachesGoal } from "../exits.ts";
import type { Facts } from "../facts.ts";
import { graph as graphSchema } from "../graph.ts";
import { linkProblems } from "../link-problems.ts";
import { eventNamesOf } from "../matching.ts";
import { nameProblems } from "../name-problems.ts";
import { eventsIn, isMeasure, type MeasureNeed, measureKey } from "../needs.ts";
import { simulate } from "../simulate.ts";
import { HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { makeSendFacts } from "../testing/send-facts.ts";
import { cartData } from "../triggers/cart-abandoned.ts";
import { validateGraph } from "../validate.ts";
import { wordingsOf } from "../variants.ts";
import { inLanguage } from "./in-language.ts";
import type { Recipe } from "./recipe.ts";
import { recipes } from "./recipes.ts";

const HAN = /\p{Script=Han}/u;
const EVERYWHERE = { email: true, webPush: true, phone: true };
const BY_EMAIL = { email: true, webPush: false, phone: false };
const NOWHERE = { email: false, webPush: false, phone: false };
const LEFT_OUT = { holdout: "holdout" };
const TAKEN_IN = { holdout: "messages" };

it("has recipes that can be told apart", () => {
  expect(recipes.length).toBeGreaterThanOrEqual(12);
  expect(new Set(recipes.map(({ id }) => id)).size).toBe(recipes.length);
  expect(new Set(recipes.map(({ name }) => name)).size).toBe(recipes.length);
});

describe.each(recipes.map((recipe) => [recipe.id, recipe] as const))("%s", (_id, recipe) => {
  const graph = compileGraph(recipe.graph);
  const messages = recipe.graph.nodes.filter(({ type }) => type.startsWith("send-"));

  it("can be stored and published as it is, in both languages", () => {
    expect(graphSchema.parse(recipe.graph)).toEqual(recipe.graph);
    for (const drawn of [recipe.graph, inLanguage(recipe.graph, "zh")]) {
      expect(validateGraph(drawn)).toEqual([]);
      expect([...nameProblems(drawn), ...linkProblems(drawn)]).toEqual([]);
    }
  });

  it("names what it needs, and nothing else", () => {
    const used = [...eventNamesOf(graph), ...eventsIn(graph.reads)];
    const named = (kind: string) => recipe.needs.filter((need) => need.kind === kind).map(({ name }) => name);
    expect(used).toEqual(expect.arrayContaining(named("event")));
    const trigger = graph.trigger!.definition.listens(graph.trigger!.config);
    if (trigger.length > 0) expect(named("event")).toContain(trigger[0]);
    if (graph.settings.goalEvent) expect(named("event")).toContain(graph.settings.goalEvent);
    for (const attribute of named("attribute"))
      expect(JSON.stringify(recipe.graph)).toContain(`"${attribute}"`);
    expect(named("channel").includes("web-push")).toBe(graph.readsWebPush);
    expect(named("channel")).toContain("email");
    expect(recipe.advice.length).toBeGreaterThan(0);
  });

  it("writes every message in English and in Chinese", () => {
    expect(messages.length).toBeGreaterThan(0);
    for (const { config } of messages) {
      const [english, chinese, ...others] = wordingsOf<Record<string, unknown>>(config);
      const texts = (wording: { config: Record<string, unknown> } | undefined) =>
        (chinese?.own ?? [])
          .filter((field) => field !== "buttonUrl" && field !== "url")
          .map((field) => String(wording?.config[field]));
      expect(chinese?.language).toBe("zh");
      expect(others).toEqual([]);
      for (const text of texts(english)) expect(text).not.toMatch(HAN);
      for (const text of texts(chinese)) expect(text).toMatch(HAN);
      expect(JSON.stringify(config)).not.toContain("!");
    }
  });

  it.each([
    ["reached everywhere", EVERYWHERE, TAKEN_IN],
    ["reached by email only", BY_EMAIL, TAKEN_IN],
    ["reached nowhere", NOWHERE, TAKEN_IN],
    ["left out by lot", EVERYWHERE, LEFT_OUT],
  ])("comes to its end for somebody %s", (_who, reachable, assignments) => {
    const { steps, end } = run(recipe, { reachable, assignments });
    expect(end?.status).toMatch(/^(finished|exited)$/);
    const hasHoldout = recipe.graph.nodes.some(({ type }) => type === "split");
    const isWrittenTo = reachable.email && !(hasHoldout && assignments === LEFT_OUT);
    expect(steps.some(({ kind }) => kind === "message")).toBe(isWrittenTo);
  });

  it("ends without a message for somebody who is not meant", () => {
    const counts = { "Order Completed": 100, "Product Added": 100 };
    const rules = [...graph.reads].length > 0 && recipe.id !== "vip-thanks";
    const { steps, end } = run(recipe, { reachable: EVERYWHERE, assignments: TAKEN_IN }, counts);
    expect(end?.status).toMatch(/^(finished|exited)$/);
    expect(steps.some(({ kind }) => kind === "message")).toBe(!rules);
  });

  it("ends with its goal, at whatever step somebody waits", () => {
    const { steps, data } = run(recipe, { reachable: EVERYWHERE, assignments: TAKEN_IN });
    const { goalEvent, goalExits } = graph.settings;
    const waits = steps.filter(({ kind }) => kind === "wait");
    if (goalEvent === "") return expect(graph.settings.exitEvents).not.toEqual([]);
    expect(goalExits).toBe(true);
    for (const { at } of waits) {
      const event = { name: goalEvent, at, properties: recipe.example.properties ?? {} };
      expect(reachesGoal(graph, { startedAt: NOW, data }, event, "UTC")).toBe(true);
    }
  });
});

it.each([
  ["welcome", [0, 48, 96]],
  ["second-order", [72, 504]],
  ["vip-thanks", [1, 73]],
  ["abandoned-cart", [0, 24, 72]],
  ["browse-abandonment", [4, 28]],
  ["unfinished-item", [0]],
  ["win-back", [0, 168, 504]],
  ["birthday", [0, 168, 336]],
  ["replenishment", [720, 840]],
  // From Tuesday at 10:00 to Wednesday at 20:30.
  ["streak-reminder", [34.5]],
  ["sunset", [0, 336]],
  ["review-request", [168]],
  ["payment-failed", [0, 72, 168]],
  ["refund-care", [1, 121]],
  // On 15 April at 15:00, 17 at 8:00, 19 at 18:00 and 21 at 11:00.
  ["check-in-guide", [0, 869, 910, 968, 1009]],
  // On 10 March at 10:00 it is a week before the date, on 16 a day.
  ["renewal-reminder", [0, 144]],
])("%s writes when it says", (id, hours) => {
  const recipe = recipes.find((known) => known.id === id)!;
  const { steps } = run(recipe, { reachable: BY_EMAIL, assignments: TAKEN_IN });
  const sent = steps.flatMap(({ kind, at }) => (kind === "message" ? [(at - NOW) / HOUR_MS] : []));
  expect(sent).toEqual(hours);
});

it("gives a Chinese shop Chinese texts, and keeps the English ones for others", () => {
  const [message] = inLanguage(recipes[0]!.graph, "zh-Hant").nodes.filter(
    ({ type }) => type === "send-email",
  );
  expect(message!.config).toMatchObject({
    subject: "欢迎来到{{ shop.name }}",
    variants: { en: { subject: "Welcome to {{ shop.name }}" } },
  });
  expect(inLanguage(recipes[0]!.graph, "de")).toEqual(recipes[0]!.graph);
});

/** Walks the recipe's own example through it, in UTC. */
function run(
  { graph: drawn, example }: Recipe,
  changes: Pick<Facts, "reachable" | "assignments">,
  counts = example.counts ?? {},
) {
  const graph = compileGraph(drawn);
  const { definition, config } = graph.trigger!;
  const event = definition.sampleEvent(config);
  const cart = foldCart(undefined, { ...event, at: NOW });
  const often = (need: MeasureNeed) =>
    "event" in need ? ((counts as Record<string, number>)[need.event] ?? 0) : 0;
  const measures = Object.fromEntries(
    graph.reads.filter(isMeasure).map((need) => [measureKey(need), often(need)]),
  );
  const { profile } = makeFacts();
  const facts = makeFacts({
    ...changes,
    measures,
    profile: { ...profile, timezone: "UTC", attributes: { ...example.attributes } },
  });
  const data = {
    ...definition.sampleData?.(config),
    event: { ...event.properties, ...example.properties },
    cart: cartData(cart),
  };
  return { ...simulate(graph, data, facts, () => makeSendFacts(), NOW), data };
}
