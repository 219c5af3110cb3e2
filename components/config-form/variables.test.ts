import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import configForm from "#locales/en/config-form.json";
import type { Graph } from "#workflows/graph.ts";
import { searchVariables, withFallback } from "./pick-variable.ts";
import type { Seen } from "./seen-variables.ts";
import { dataPaths, sampleRunData, startEvent, variablesFor } from "./variables.ts";

const t = createTranslator({
  locale: "en",
  namespace: "config-form.variables",
  messages: { "config-form": configForm },
});

function startedBy(type: string, config: Record<string, unknown>): Graph {
  return { nodes: [{ id: "start", type, config, position: { x: 0, y: 0 } }], edges: [] };
}

function inserts(graph: Graph, names: string[] = []): string[] {
  const attributes = names.map((name) => ({ name, people: 1, example: null }));
  return variablesFor(graph, { attributes, event: null }, t).flatMap((group) =>
    group.variables.map(({ insert }) => insert),
  );
}

describe("the variables that a message can use", () => {
  it("are the event's properties where an event starts the workflow", () => {
    expect(inserts(startedBy("event", { event: "Product Viewed" }))).toContain("{{ event.price }}");
  });

  it("are the cart where an abandoned one does", () => {
    const graph = startedBy("cart-abandoned", { idle: { amount: 1, unit: "hours" } });
    expect(inserts(graph)).toContain("{{ cart.total }}");
    expect(dataPaths(graph, t).map(({ path }) => path)).toContain("cart.count");
    expect(sampleRunData(graph).cart).toMatchObject({ total: 24 });
  });

  it("include the answers that its webhooks keep, also for conditions", () => {
    const graph = startedBy("signup", {});
    for (const answerName of ["points", "", "points"])
      graph.nodes.push({
        id: `hook-${graph.nodes.length}`,
        type: "call-webhook",
        config: { url: "https://example.com", answerName },
        position: { x: 0, y: 0 },
      });
    expect(inserts(graph).filter((insert) => insert.includes("webhooks."))).toEqual([
      "{{ webhooks.points.status }}",
      '{{ webhooks.points.body.field | default: "" }}',
    ]);
    expect(dataPaths(graph, t).map(({ path }) => path)).toContain("webhooks.points.body.field");
  });

  it("include attributes, also those whose names have spaces", () => {
    const written = inserts(startedBy("signup", {}), ["city", "Favourite colour"]);
    expect(written).toContain('{{ profile.city | default: "" }}');
    expect(written).toContain('{{ profile["Favourite colour"] | default: "" }}');
  });

  it("are at least the profile's while the trigger is half filled in", () => {
    expect(inserts(startedBy("event", { event: "" }))).toContain('{{ profile.name | default: "there" }}');
  });

  it("leave out names that no template can say", () => {
    const written = inserts(startedBy("signup", {}), ['a"b', "{{ x }}", "100%", "a\nb", "fine"]);
    expect(written.filter((insert) => insert.includes('default: ""'))).toEqual([
      '{{ profile.fine | default: "" }}',
    ]);
  });

  it("are told with what really occurs: how many people, how many events, and an example", () => {
    const seen: Seen = {
      attributes: [{ name: "city", people: 1204, example: "Zagreb" }],
      event: {
        events: 200,
        properties: [
          { name: "price", count: 200, example: "12.5" },
          { name: "coupon code", count: 3, example: "SPRING" },
          { name: "products", count: 7, example: null },
          { name: "address", count: 9, example: null },
        ],
      },
    };
    const groups = variablesFor(startedBy("event", { event: "Product Viewed" }), seen, t);
    const found = (path: string) =>
      groups.flatMap(({ variables }) => variables).find((one) => one.path === path);
    expect(found("city")).toMatchObject({ note: "1,204 people", example: "Zagreb" });
    expect(found("event.price")).toMatchObject({ note: "in 200 of the last 200", example: "12.5" });
    expect(found("event.name")).toMatchObject({ note: "not seen yet" });
    expect(found("event.coupon code")).toMatchObject({ insert: '{{ event["coupon code"] }}' });
    expect(found("event.products")?.insert).toContain("{% for item in event.products %}");
    expect(found("event.address")).toBeUndefined();
  });

  it("are called by words, with where they come from", () => {
    const seen: Seen = {
      attributes: [],
      event: { events: 9, properties: [{ name: "orderId", count: 9, example: "7" }] },
    };
    const labelsOf = (graph: Graph) =>
      variablesFor(graph, seen, t).flatMap(({ variables }) => variables.map(({ label }) => label));
    expect(labelsOf(startedBy("event", { event: "Product Viewed" }))).toEqual(
      expect.arrayContaining(["Price (event)", "Order id (event)"]),
    );
    const cart = startedBy("cart-abandoned", { idle: { amount: 1, unit: "hours" } });
    expect(labelsOf(cart)).toContain("Count (cart)");
    expect(labelsOf(startedBy("date-attribute", { attribute: "birthday" }))).toContain("Date");
    expect(dataPaths(cart, t)).toContainEqual(
      expect.objectContaining({ path: "cart.id", label: "Id (cart)" }),
    );
    for (const label of [...labelsOf(cart), ...labelsOf(startedBy("inactivity", { event: "A", days: 3 }))])
      expect(label).not.toMatch(/^[a-z]+\./);
  });

  it("are asked for by the name of the event that a run carries", () => {
    expect(startEvent(startedBy("event", { event: "Product Viewed" }))).toBe("Product Viewed");
    expect(startEvent(startedBy("schedule", {}))).toBeNull();
    expect(startEvent({ nodes: [], edges: [] })).toBeNull();
  });
});

describe("the picker", () => {
  const groups = variablesFor(startedBy("signup", {}), { attributes: [], event: null }, t);

  it("finds by every word, in names, labels, groups and examples", () => {
    const labels = (search: string) =>
      searchVariables(groups, search).flatMap(({ variables }) => variables.map(({ label }) => label));
    expect(labels("  FIRST na")).toEqual(["First name"]);
    expect(labels("shop name")).toEqual(["Name of the shop"]);
    expect(labels("unsubscribe_url")).toEqual(["Link to unsubscribe"]);
    expect(labels("nothing like this")).toEqual([]);
    expect(searchVariables(groups, " ")).toBe(groups);
  });

  it.each([
    ["{{ event.total }}", "nothing", '{{ event.total | default: "nothing" }}'],
    ['{{ profile.name | default: "there" }}', "you", '{{ profile.name | default: "you" }}'],
    ['{{ now | date: "long" }}', "", '{{ now | date: "long" | default: "" }}'],
    ["{{ a }}", 'say "{{ b }}"\n', '{{ a | default: "say ”   b   ”" }}'],
    ["{% for a in b %}{{ a }}{% endfor %}", "x", "{% for a in b %}{{ a }}{% endfor %}"],
  ])("writes %s with the fallback %j", (insert, fallback, written) => {
    expect(withFallback(insert, fallback)).toBe(written);
  });
});
