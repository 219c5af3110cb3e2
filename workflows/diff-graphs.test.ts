import { describe, expect, it } from "vitest";
import { countChanges, diffGraphs, isNothing } from "./diff-graphs.ts";
import type { FieldChange } from "./field-words.ts";
import type { Graph } from "./graph.ts";
import { word } from "./phrase.ts";
import { drawGraph } from "./recipes/recipe.ts";

const before = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);

function configured(nodeId: string, config: Record<string, unknown>): Graph {
  const nodes = before.nodes.map((node) =>
    node.id === nodeId ? { ...node, config: { ...node.config, ...config } } : node,
  );
  return { ...before, nodes };
}

const fieldsOf = (after: Graph) => worded(diffGraphs(before, after).changed.flatMap(({ fields }) => fields));

function worded(fields: FieldChange[]) {
  return fields.map(({ field, label, before: was, after: is }) => ({
    field,
    label: word(label),
    before: was && word(was),
    after: is && word(is),
  }));
}

function designBlocks({ nodes }: Graph): object[] {
  return (nodes[2]!.config.design as { blocks: object[] }).blocks;
}

describe("what changed", () => {
  it("is nothing while steps are only moved, notes written, and defaults spelled out", () => {
    const after: Graph = {
      nodes: before.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 } })),
      edges: before.edges.map((edge) => ({ ...edge, id: `again ${edge.id}` })),
      notes: [{ id: "n", text: "Look", position: { x: 0, y: 0 } }],
      settings: { reentry: "once" },
    };
    after.nodes[2] = { ...after.nodes[2]!, config: { subject: "Hello", body: "There", topic: "marketing" } };
    const counts = countChanges(diffGraphs(before, after));
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, connections: 0, settings: 0 });
    expect(isNothing(counts)).toBe(true);
  });

  it("is said field by field in the words of the form", () => {
    expect(fieldsOf(configured("mail", { subject: "Good to have you" }))).toEqual([
      { field: "subject", label: "Subject", before: "Hello", after: "Good to have you" },
    ]);
    expect(fieldsOf(configured("wait", { duration: { amount: 2, unit: "hours" } }))).toMatchObject([
      { before: "1 day", after: "2 hours" },
    ]);
    expect(fieldsOf(configured("mail", { transactional: true }))).toMatchObject([
      { field: "transactional", before: "no", after: "yes" },
    ]);
  });

  it("is said to be something where two long texts begin alike, and for a draft that is half filled in", () => {
    const long = "a".repeat(300);
    const [first, second] = [
      configured("mail", { body: `${long}1` }),
      configured("mail", { body: `${long}2` }),
    ];
    expect(diffGraphs(first, second).changed[0]?.fields).toMatchObject([
      { before: null, after: null, lines: { added: [`${long}2`], removed: [`${long}1`] } },
    ]);
    expect(fieldsOf(configured("mail", { subject: "" }))).toContainEqual(
      expect.objectContaining({ field: "subject", before: "Hello", after: "" }),
    );
  });

  it("lists what an email made of blocks says now and said before", () => {
    const text = (html: string) => ({ id: "t", type: "text", html, align: "left" });
    const design = (...blocks: object[]) => configured("mail", { format: "design", design: { blocks } });
    const link = (label: string) => ({ id: "b", type: "button", label, href: "https://example.com/cart" });
    const first = design(text("<p>Dear <strong>Ana</strong>,</p><p>Tea &amp; cake</p>"), link("Look"));
    const columns = { id: "c", type: "columns", columns: [[link("Look")], [text("<p>By the sea</p>")]] };
    const second = design(text("<p>Dear Ana,</p><p>Tea &lt;new&gt;</p>"), columns);
    const [change] = diffGraphs(first, second).changed[0]!.fields;
    expect(change).toMatchObject({
      ...{ field: "design", before: null, after: null },
      lines: { added: ["Tea <new>", "By the sea"], removed: ["Tea & cake"] },
    });
    const moved = diffGraphs(first, design(link("Look"), ...designBlocks(first).slice(0, 1)));
    expect(moved.changed[0]!.fields).toEqual([expect.not.objectContaining({ lines: expect.anything() })]);
  });

  it("tells of texts in other languages field by field", () => {
    const inGerman = (subject: string) =>
      configured("mail", { variants: { de: { format: "plain", subject, body: "Da" } } });
    expect(
      worded(diffGraphs(inGerman("Hallo"), inGerman("Guten Tag")).changed.flatMap(({ fields }) => fields)),
    ).toEqual([
      { field: "variants.de.subject", label: "German: Subject", before: "Hallo", after: "Guten Tag" },
    ]);
    expect(fieldsOf(inGerman("Hallo")).map(({ label, after }) => [label, after])).toEqual([
      ["German: Written as", "Simple text"],
      ["German: Subject", "Hallo"],
      ["German: Message", "Da"],
    ]);
  });

  it("lists added and removed steps, and the connections between those that stayed", () => {
    const after: Graph = {
      nodes: [
        before.nodes[0]!,
        before.nodes[2]!,
        { id: "exit", type: "exit", config: {}, position: { x: 0, y: 0 } },
      ],
      edges: [
        { id: "start:next", from: "start", port: "next", to: "mail" },
        { id: "mail:failed", from: "mail", port: "failed", to: "exit" },
      ],
    };
    const diff = diffGraphs(before, after);
    expect(diff.added.map(({ id }) => id)).toEqual(["exit"]);
    expect(diff.removed.map(({ id }) => id)).toEqual(["wait"]);
    expect(
      diff.connections.map(({ from, portLabel, before: was, after: is }) => [
        from.id,
        portLabel,
        was?.id,
        is?.id,
      ]),
    ).toEqual([
      ["start", "", "wait", "mail"],
      ["mail", "If it fails", undefined, "exit"],
    ]);
  });

  it("names the settings", () => {
    const { settings } = diffGraphs(before, { ...before, settings: { reentry: "after-exit", goalDays: 3 } });
    expect(worded(settings)).toEqual([
      { field: "reentry", label: "A person may enter", before: "Once", after: "Again after leaving" },
      { field: "goalDays", label: "Within days of entering", before: "14", after: "3" },
    ]);
  });

  it("says so when a step became one of another kind", () => {
    const nodes = before.nodes.map((node) => (node.id === "wait" ? { ...node, type: "exit" } : node));
    expect(fieldsOf({ ...before, nodes })).toEqual([
      { field: "", label: "Kind of step", before: "Wait", after: "Exit" },
    ]);
  });
});
