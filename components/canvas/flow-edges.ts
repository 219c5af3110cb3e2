import { MarkerType } from "@xyflow/react";
import type { Say } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { verbatim } from "#workflows/phrase.ts";
import type { DrawableEdge } from "./connections.ts";
import { portsForCanvas } from "./ports.ts";
import type { StepFlowEdge } from "./step-edge.tsx";

/** How connections are called in the language of the reader. */
export interface EdgeWords {
  say: Say;
  /** "from Wait, “Then”, to Send email" */
  between(ends: { from: string; port: string; to: string }): string;
  /** The connection itself, out of those words. */
  name(words: string): string;
}

type Drawn = { from: DrawableEdge; selected: boolean; edge: StepFlowEdge };

const MARKER = { type: MarkerType.ArrowClosed, color: "var(--edge)", width: 16, height: 16 };

/** Draws connections anew only where they, or a step at their ends, have changed. */
export class EdgeDrawer {
  readonly #drawn = new Map<string, Drawn>();
  readonly #words: EdgeWords;

  constructor(words: EdgeWords) {
    this.#words = words;
  }

  edge(from: DrawableEdge, selected: boolean): StepFlowEdge {
    const { id, port } = from.edge;
    const before = this.#drawn.get(id);
    if (before && before.selected === selected && isSame(before.from, from)) return before.edge;
    const words = wordEdge(from, this.#words);
    const edge: StepFlowEdge = {
      id,
      type: "step",
      source: from.source.id,
      sourceHandle: port,
      target: from.target.id,
      targetHandle: "in",
      selected,
      ariaLabel: this.#words.name(words),
      data: before?.edge.data?.words === words ? before.edge.data : { words },
      markerEnd: MARKER,
    };
    this.#drawn.set(id, { from, selected, edge });
    return edge;
  }
}

function isSame(a: DrawableEdge, b: DrawableEdge): boolean {
  return a.edge === b.edge && isSameStep(a.source, b.source) && isSameStep(a.target, b.target);
}

/** Where a step is makes no difference to its connections: the canvas follows it by itself. */
function isSameStep(a: GraphNode, b: GraphNode): boolean {
  return a.type === b.type && a.config === b.config;
}

function wordEdge({ edge, source, target }: DrawableEdge, { say, between }: EdgeWords): string {
  const label = (node: GraphNode) => say(findNode(node.type)?.label ?? verbatim(node.type));
  const port = portsForCanvas(source).find((known) => known.id === edge.port);
  return between({ from: label(source), port: say(port?.label ?? verbatim(edge.port)), to: label(target) });
}
