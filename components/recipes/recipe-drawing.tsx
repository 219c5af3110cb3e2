"use client";

import { useTranslations } from "next-intl";
import { NodeIcon } from "#components/canvas/node-icon.tsx";
import { portsForCanvas, sentenceFor } from "#components/canvas/ports.ts";
import { useSay } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";

const WIDTH = 264;
const HEIGHT = 96;
const MARGIN = 32;
/** Room at the right for the names of ways out. */
const END = 40;
/** What scrolls must be reached with the keyboard. */
const KEYBOARD_SCROLL = { tabIndex: 0 };

/**
 * A graph as it will stand on the canvas, to look at and to scroll in; nothing of it can be moved. Hidden from screen
 * readers, which have the same steps in the list below.
 */
export function RecipeDrawing({ graph }: { graph: Graph }) {
  const t = useTranslations("recipes");
  const left = Math.min(...graph.nodes.map(({ position }) => position.x)) - MARGIN;
  const top = Math.min(...graph.nodes.map(({ position }) => position.y)) - MARGIN;
  const width = Math.max(...graph.nodes.map(({ position }) => position.x)) + WIDTH + END + MARGIN - left;
  const height = Math.max(...graph.nodes.map(({ position }) => position.y)) + HEIGHT + MARGIN - top;
  const place = ({ position }: GraphNode) => ({ x: position.x - left, y: position.y - top });
  const byId = new Map(graph.nodes.map((node) => [node.id, node] as const));
  return (
    <section
      aria-label={t("drawingLabel")}
      {...KEYBOARD_SCROLL}
      className="max-h-[34rem] overflow-auto rounded-lg border bg-canvas"
    >
      <div aria-hidden="true" className="relative mx-auto" style={{ width, height }}>
        <svg aria-hidden="true" width={width} height={height} className="absolute inset-0">
          {graph.edges.map((edge) => {
            const from = byId.get(edge.from);
            const to = byId.get(edge.to);
            if (!from || !to) return null;
            return (
              <path
                key={edge.id}
                d={line(place(from), place(to))}
                fill="none"
                stroke="var(--edge)"
                strokeWidth={2}
              />
            );
          })}
        </svg>
        {graph.edges.map((edge) => {
          const from = byId.get(edge.from);
          const to = byId.get(edge.to);
          return (
            from &&
            to && <WayOut key={edge.id} from={from} port={edge.port} at={middle(place(from), place(to))} />
          );
        })}
        {graph.nodes.map((node) => (
          <DrawnStep key={node.id} node={node} at={place(node)} />
        ))}
      </div>
    </section>
  );
}

type Place = { x: number; y: number };

function DrawnStep({ node, at }: { node: GraphNode; at: Place }) {
  const say = useSay();
  const definition = findNode(node.type);
  if (!definition) return null;
  return (
    <div
      style={{ left: at.x, top: at.y, width: WIDTH, height: HEIGHT }}
      className="absolute flex items-start gap-3 overflow-hidden rounded-lg border bg-surface p-3.5 shadow-card"
    >
      <NodeIcon definition={definition} />
      <div className="min-w-0 flex-1">
        <p className="text-sm leading-5 font-semibold">{say(definition.label)}</p>
        <p className="mt-0.5 line-clamp-2 text-[0.8125rem] leading-snug text-muted [overflow-wrap:anywhere]">
          {say(sentenceFor(definition, node) ?? definition.summary)}
        </p>
      </div>
    </div>
  );
}

/** The name of a way out, where a step has several. */
function WayOut({ from, port, at }: { from: GraphNode; port: string; at: Place }) {
  const say = useSay();
  const ports = portsForCanvas(from);
  const label = ports.find(({ id }) => id === port)?.label;
  if (port === "next" || ports.length < 2 || label === undefined) return null;
  return (
    <span
      style={{ left: at.x, top: at.y }}
      className="absolute z-10 -translate-1/2 rounded-full border bg-surface px-2 py-0.5 text-xs whitespace-nowrap text-muted"
    >
      {say(label)}
    </span>
  );
}

function line(from: Place, to: Place): string {
  const [x1, y1, x2] = [from.x + WIDTH / 2, from.y + HEIGHT, to.x + WIDTH / 2];
  const bend = Math.max((to.y - y1) / 2, 24);
  return `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${to.y - bend} ${x2} ${to.y}`;
}

function middle(from: Place, to: Place): Place {
  return { x: (from.x + to.x + WIDTH) / 2, y: (from.y + HEIGHT + to.y) / 2 };
}
