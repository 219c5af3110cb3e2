import { describe, expect, it } from "vitest";
import type { Graph } from "#workflows/graph.ts";
import { dataPaths, sampleRunData, variablesFor } from "./variables.ts";

function startedBy(type: string, config: Record<string, unknown>): Graph {
  return { nodes: [{ id: "start", type, config, position: { x: 0, y: 0 } }], edges: [] };
}

function inserts(graph: Graph, attributes: string[] = []): string[] {
  return variablesFor(graph, attributes).flatMap((group) => group.variables.map(({ insert }) => insert));
}

describe("the variables that a message can use", () => {
  it("are the event's properties where an event starts the workflow", () => {
    expect(inserts(startedBy("event", { event: "Product Viewed" }))).toContain("{{ event.price }}");
  });

  it("are the cart where an abandoned one does", () => {
    const graph = startedBy("cart-abandoned", { idle: { amount: 1, unit: "hours" } });
    expect(inserts(graph)).toContain("{{ cart.total }}");
    expect(dataPaths(graph).map(({ path }) => path)).toContain("cart.count");
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
    expect(dataPaths(graph).map(({ path }) => path)).toContain("webhooks.points.body.field");
  });

  it("include attributes, also those whose names have spaces", () => {
    const written = inserts(startedBy("signup", {}), ["city", "Favourite colour"]);
    expect(written).toContain('{{ profile.city | default: "" }}');
    expect(written).toContain('{{ profile["Favourite colour"] | default: "" }}');
  });

  it("are at least the profile's while the trigger is half filled in", () => {
    expect(inserts(startedBy("event", { event: "" }))).toContain('{{ profile.name | default: "there" }}');
  });
});
