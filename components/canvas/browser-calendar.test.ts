import { describe, expect, it, vi } from "vitest";
import { sampleRunData } from "#components/config-form/variables.ts";
import { catalogue } from "#workflows/catalogue.ts";
import { condition } from "#workflows/condition.ts";
import { emptyGraph } from "#workflows/graph.ts";
import { validateGraph } from "#workflows/validate.ts";
import { newNode } from "./new-node.ts";

// As in a browser without a calendar of its own: what the page is built with in place of the library.
vi.mock("temporal-polyfill", () => import("./browser-calendar.ts"));

const triggers = catalogue.filter(({ kind }) => kind === "trigger").map(({ type }) => type);

describe("without the calendar library", () => {
  it.each(triggers)("%s offers its variables", (type) => {
    const graph = { ...emptyGraph, nodes: [newNode(type, { x: 0, y: 0 })] };
    expect(() => sampleRunData(graph)).not.toThrow();
  });

  it("tells dates that exist from those that do not", () => {
    const fieldsOf = (settings: Record<string, unknown>) =>
      validateGraph({ ...emptyGraph, settings }).flatMap(({ field }) => field ?? []);
    expect(fieldsOf({ startsAt: "2028-02-29T09:00", endsAt: "2028-12-31T23:59" })).toEqual([]);
    expect(fieldsOf({ startsAt: "2026-02-29T09:00", endsAt: "2026-12-31T24:30" })).toEqual([
      "startsAt",
      "endsAt",
    ]);
  });

  it("tells days that exist from those that do not in a rule", () => {
    const after = (value: string) =>
      condition.safeParse({ kind: "attribute", attribute: "born", operator: "after", value }).success;
    expect(["2028-02-29", "2026-12-31"].map(after)).toEqual([true, true]);
    expect(["2026-02-29", "2026-13-01", "soon"].map(after)).toEqual([false, false, false]);
  });

  it("knows time zones", () => {
    const schedule = newNode("schedule", { x: 0, y: 0 });
    const fieldsFor = (zone: string) =>
      validateGraph({ nodes: [{ ...schedule, config: { ...schedule.config, zone } }], edges: [] }).flatMap(
        ({ field }) => field ?? [],
      );
    expect(fieldsFor("America/Sao_Paulo")).toEqual([]);
    expect(fieldsFor("Europe/Atlantis")).toEqual(["zone"]);
  });
});
