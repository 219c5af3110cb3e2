import { describe, expect, it } from "vitest";
import type { Graph } from "./graph.ts";
import { secretProblems, secretsUsedBy } from "./secret-problems.ts";
import {
  fillInSecrets,
  markSecrets,
  misusesSecrets,
  nameSecrets,
  secretNamesIn,
} from "./secret-references.ts";

const MARK = "~1f2e~";
const fill = (template: string, secrets: Record<string, string>) =>
  fillInSecrets(markSecrets(template, MARK), MARK, new Map(Object.entries(secrets)));

describe("secrets in a template", () => {
  it("stand in place of their names, and what is in them means nothing", () => {
    const secrets = { TOKEN: "a$&b {{ secrets.OTHER }}", OTHER: "x" };
    expect(fill("Bearer {{secrets.TOKEN}}{{  secrets.OTHER  }}", secrets)).toEqual({
      kind: "filled",
      text: "Bearer a$&b {{ secrets.OTHER }}x",
    });
  });

  it("are named when they do not exist, and where they are shown", () => {
    expect(fill("{{ secrets.GONE }}", {})).toEqual({ kind: "missing", name: "GONE" });
    expect(fill("{{ secrets.constructor }}", {}).kind).toBe("missing");
    expect(nameSecrets(markSecrets("a{{secrets.A}}{{secrets.B}}", MARK), MARK)).toBe(
      "a{{ secrets.A }}{{ secrets.B }}",
    );
  });

  it("are not given to whoever writes their name after the marks are made", () => {
    const marked = `${markSecrets("{{ secrets.A }} ", MARK)}{{ secrets.A }}`;
    expect(fillInSecrets(marked, MARK, new Map([["A", "x"]]))).toEqual({
      kind: "filled",
      text: "x {{ secrets.A }}",
    });
  });

  it("are found once each, and every other use of them is told from those", () => {
    expect(secretNamesIn("{{secrets.A}}", "{{ secrets.B }} {{ secrets.A }}")).toEqual(["A", "B"]);
    expect(misusesSecrets("Bearer {{ secrets.A }} {{ profile.id }} of secrets")).toBe(false);
    for (const template of [
      "{{ secrets.A | upcase }}",
      "{{- secrets.A }}",
      "{% if secrets.A %}",
      "{{ secrets }}",
    ])
      expect(misusesSecrets(template), template).toBe(true);
  });
});

describe("what a graph says of secrets", () => {
  const graph = (config: Record<string, unknown>): Graph => ({
    nodes: [{ id: "hook", type: "call-webhook", config, position: { x: 0, y: 0 } }],
    edges: [],
  });

  it("is which ones it needs, and a warning for each that is missing", () => {
    const drawn = graph({
      url: "https://example.com/{{ secrets.PATH }}",
      headers: { Authorization: "Bearer {{ secrets.TOKEN }}" },
    });
    expect(secretsUsedBy(drawn)).toEqual(["PATH", "TOKEN"]);
    expect(secretProblems(drawn, new Set(["PATH", "TOKEN"]))).toEqual([]);
    expect(secretProblems(drawn, new Set(["PATH"]))).toMatchObject([
      { severity: "warning", nodeId: "hook", field: "headers.Authorization", code: "webhook.secret-missing" },
    ]);
  });

  it("is a warning where one would not be filled in, and nothing for a half-filled step", () => {
    expect(secretProblems(graph({ body: '{"key": {{ secrets.TOKEN | json }}}' }), new Set())).toMatchObject([
      { field: "body", code: "webhook.secret-in-body" },
    ]);
    const filtered = graph({ url: "https://example.com/{{ secrets.A | upcase }}" });
    expect(secretProblems(filtered, new Set(["A"]))).toMatchObject([
      { field: "url", code: "webhook.secret-misused" },
    ]);
    expect(secretProblems(graph({ headers: 5 }), new Set())).toEqual([]);
  });
});
