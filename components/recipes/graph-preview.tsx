import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";

const WIDTH = 264;
const HEIGHT = 84;
const MARGIN = 40;

/** A small still picture of a graph: where its steps are and how they are connected. Decoration, hidden from readers. */
export function GraphPreview({ graph }: { graph: Graph }) {
  const xs = graph.nodes.map((node) => node.position.x);
  const ys = graph.nodes.map((node) => node.position.y);
  const left = Math.min(...xs) - MARGIN;
  const top = Math.min(...ys) - MARGIN;
  const width = Math.max(...xs) + WIDTH + MARGIN - left;
  const height = Math.max(...ys) + HEIGHT + MARGIN - top;
  const byId = new Map(graph.nodes.map((node) => [node.id, node.position] as const));
  if (graph.nodes.length === 0) return null;
  return (
    <svg aria-hidden="true" viewBox={`${left} ${top} ${width} ${height}`} className="size-full">
      {graph.edges.map((edge) => {
        const from = byId.get(edge.from);
        const to = byId.get(edge.to);
        return (
          from &&
          to && <path key={edge.id} d={line(from, to)} fill="none" stroke="var(--edge)" strokeWidth={5} />
        );
      })}
      {graph.nodes.map(({ id, type, position }) => {
        const kind = findNode(type)?.kind ?? "flow";
        return (
          <g key={id}>
            <rect
              {...position}
              width={WIDTH}
              height={HEIGHT}
              rx={18}
              fill="var(--surface)"
              stroke={`var(--node-${kind}-line)`}
              strokeWidth={5}
            />
            <rect
              x={position.x + 18}
              y={position.y + 18}
              width={48}
              height={48}
              rx={12}
              fill={`var(--node-${kind})`}
            />
            <rect
              x={position.x + 84}
              y={position.y + 24}
              width={120}
              height={13}
              rx={6}
              fill="var(--line-strong)"
            />
            <rect x={position.x + 84} y={position.y + 48} width={150} height={11} rx={5} fill="var(--line)" />
          </g>
        );
      })}
    </svg>
  );
}

function line(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const x1 = from.x + WIDTH / 2;
  const y1 = from.y + HEIGHT;
  const x2 = to.x + WIDTH / 2;
  const bend = Math.max((to.y - y1) / 2, 30);
  return `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${to.y - bend} ${x2} ${to.y}`;
}
