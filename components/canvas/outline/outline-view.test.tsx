import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import canvas from "#locales/en/canvas.json";
import live from "#locales/en/live.json";
import outline from "#locales/en/outline.json";
import { edgeId, emptyGraph, type Graph } from "#workflows/graph.ts";
import { type CanvasView, CanvasViewProvider } from "../canvas-context.tsx";
import type { Editor } from "../use-editor.ts";
import { OutlineView } from "./outline-view.tsx";

const position = { x: 0, y: 0 };
const edge = (from: string, port: string, to: string) => ({ id: edgeId(from, port), from, port, to });
const hour = { duration: { amount: 1, unit: "hours" } };
const condition = { kind: "reachable", channel: "web-push" };

/** Both paths of the branch lead to one call, and an email stands apart. */
const graph: Graph = {
  nodes: [
    { id: "start", type: "signup", config: {}, position },
    {
      id: "branch",
      type: "branch",
      config: { paths: [{ id: "yes", label: "Has push", condition }] },
      position,
    },
    { id: "wait", type: "delay", config: hour, position },
    { id: "call", type: "call-webhook", config: { url: "https://example.com" }, position },
    { id: "mail", type: "send-email", config: { subject: "Hi", body: "There" }, position },
  ],
  edges: [
    edge("start", "next", "branch"),
    edge("branch", "yes", "wait"),
    edge("branch", "otherwise", "call"),
    edge("wait", "next", "call"),
  ],
};

function draw(drawn: Graph, { locked = false, at = null as string | null } = {}): string {
  const editor = {
    draft: { graph: drawn, past: [], future: [], topic: null },
    selection: { nodes: ["wait"], edges: [], settings: false },
  } as unknown as Editor;
  const problem = { severity: "error", code: "x", message: "Subject is empty", nodeId: "mail" };
  const view = {
    workflowId: 1,
    problems: new Map([["mail", [problem]]]),
    counts: new Map(),
    figures: new Map(),
    trail: at ? { nodeId: at, visited: new Set(["start", at]), edges: new Set() } : null,
  } as unknown as CanvasView;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ outline, canvas, live }}>
      <CanvasViewProvider value={view}>
        <OutlineView
          editor={editor}
          locked={locked}
          selectable={at === null}
          badSettings={false}
          onSettings={() => {}}
          onHelp={() => {}}
        />
      </CanvasViewProvider>
    </NextIntlClientProvider>,
  );
}

/** The words as a screen reader comes to them. */
function words(html: string): string {
  return html
    .replace(/<svg.*?<\/svg>/g, "")
    .replace(/<button[^>]*aria-label="([^"]*)"[^>]*>.*?<\/button>/g, "[$1] ")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
}

describe("the list", () => {
  it("reads from the trigger through the paths to where they meet, and then what is not connected", () => {
    const text = words(draw(graph));
    const order = [
      "Step 1 Signs up",
      "Step 2 Branch",
      "Has push",
      "Step 3 Wait",
      "Continues with step 4: Call webhook",
      "Otherwise",
      "Continues with step 4: Call webhook",
      "[Insert a step here, before step 4]",
      "Step 4 Call webhook",
      "If it fails [Add a step behind step 4, “If it fails”]",
      "[Add a step behind step 4, “Then”]",
      "Not connected",
      "Step 5 Send email Email “Hi”",
      "Subject is empty",
    ];
    let from = 0;
    for (const part of order) {
      const found = text.indexOf(part, from);
      expect(found, `${part} in ${text.slice(from)}`).toBeGreaterThanOrEqual(0);
      from = found + part.length;
    }
  });

  it("lets the Tab key come to one row, and says which step is chosen", () => {
    const html = draw(graph);
    const mains = html.match(/<button[^>]*data-row-main[^>]*>/g) ?? [];
    expect(mains.filter((main) => main.includes('tabindex="0"'))).toHaveLength(1);
    expect(mains[0]).toContain('tabindex="0"');
    expect(mains.filter((main) => main.includes('aria-current="true"'))).toHaveLength(1);
  });

  it("offers no change to somebody who may only look, and still leads from step to step", () => {
    const text = words(draw(graph, { locked: true }));
    expect(text).not.toMatch(
      /Add a step|Insert a step|What can be done|Disconnect|Continue with…|Paste|Add a note/,
    );
    expect(text).toContain("Ends here");
    expect(text).toContain("Continues with step 4: Call webhook");
  });

  it("marks where the run is that is shown", () => {
    const html = draw(graph, { locked: true, at: "branch" });
    expect(html.match(/aria-current="[^"]*"/g)).toEqual(['aria-current="step"']);
    expect(html).toMatch(/data-row="step branch"[^>]*data-current="true"/);
  });

  it("holds the notes of the canvas, to write in, or for somebody who may only look to read", () => {
    const notes = [{ id: "note", text: "Ask Ana about the words", position }];
    const html = draw({ ...graph, notes });
    expect(html).toMatch(/<textarea[^>]*aria-label="Note 1"[^>]*>Ask Ana about the words<\/textarea>/);
    expect(words(html)).toMatch(/Not connected .*Notes .*\[Delete note 1\] .*Add a note/);
    expect(words(draw(graph))).toContain("Add a note");
    const reading = draw({ ...graph, notes }, { locked: true });
    expect(reading).not.toMatch(/<textarea|Add a note|Delete note/);
    expect(words(reading)).toContain("Ask Ana about the words");
    expect(words(draw(graph, { locked: true }))).not.toContain("Notes");
  });

  it("asks what should start a workflow without steps, in groups with a line on each", () => {
    const text = words(draw(emptyGraph));
    expect(text).toMatch(
      /What should start this workflow\? .*What a customer does .*Signs up .*Time .*From elsewhere /,
    );
    expect(words(draw(emptyGraph, { locked: true }))).toContain("This workflow has no steps yet.");
  });

  it("asks for a trigger above the steps of a workflow that has none", () => {
    const [, ...rest] = graph.nodes;
    const text = words(draw({ nodes: rest, edges: graph.edges.slice(1) }));
    expect(text).toMatch(/What should start this workflow\?.*Not connected.*Step 1 Branch/);
  });
});
