"use client";

import type { NodeChange } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSay } from "#components/say.tsx";
import type { GraphEdge } from "#workflows/graph.ts";
import type { Size } from "./arrange/boxes.ts";
import { drawableEdges } from "./connections.ts";
import { EdgeDrawer } from "./flow-edges.ts";
import { type CanvasNode, NodeDrawer } from "./flow-nodes.ts";
import type { Position } from "./layout.ts";
import { noteFlowId, partIds, partMoves } from "./notes/flow-id.ts";
import { portsForCanvas } from "./ports.ts";
import type { Editor } from "./use-editor.ts";

/**
 * The graph as React Flow wants it. Only what is fleeting lives here: sizes that were measured, and where things are
 * while they are dragged or pulled. The rest is read from the graph, and every lasting change goes back as an edit.
 */
export function useFlowElements({ draft, selection, edit, select }: Editor) {
  const { graph } = draft;
  const say = useSay();
  const t = useTranslations("canvas.edge");
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map());
  const [pulled, setPulled] = useState<ReadonlyMap<string, Size>>(new Map());
  const [nodeDrawer] = useState(() => new NodeDrawer(say));
  const [edgeDrawer] = useState(
    () =>
      new EdgeDrawer({ say, between: (ends) => t("between", ends), name: (words) => t("name", { words }) }),
  );
  const dragging = useRef(false);

  const connected = useMemo(() => connectedPorts(graph.edges), [graph.edges]);
  const nodes = useMemo((): CanvasNode[] => {
    const selected = new Set(selection.nodes);
    const fleeting = (id: string) => ({
      size: sizes.get(id),
      dragged: dragged.get(id),
      pulled: pulled.get(id),
      selected: selected.has(id),
    });
    // Notes first: they lie behind the steps, and those are reached by key in their own order.
    return [
      ...(graph.notes ?? []).map((note) => nodeDrawer.note(note, fleeting(noteFlowId(note.id)))),
      ...graph.nodes.map((node) => {
        const taken = connected.get(node.id);
        const open = portsForCanvas(node).flatMap(({ id }) => (taken?.has(id) ? [] : [id]));
        return nodeDrawer.step(node, open, fleeting(node.id));
      }),
    ];
  }, [graph.nodes, graph.notes, connected, sizes, dragged, pulled, selection.nodes, nodeDrawer]);

  const drawable = useMemo(() => drawableEdges(graph), [graph]);
  const edges = useMemo(() => {
    const selected = new Set(selection.edges);
    return drawable.map((one) => edgeDrawer.edge(one, selected.has(one.edge.id)));
  }, [drawable, selection.edges, edgeDrawer]);

  const selectFrom = useCallback(
    (changes: readonly { type: string }[], part: "nodes" | "edges") => {
      const chosen = changes.filter(isSelectChange);
      if (chosen.length === 0) return;
      // Choosing a connection lets go of the steps in the same breath: two calls, one after the other.
      select((before) => ({ ...before, [part]: applySelection(before[part], chosen) }));
    },
    [select],
  );
  const onEdgesChange = useCallback(
    (changes: readonly { type: string }[]) => selectFrom(changes, "edges"),
    [selectFrom],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      measure(changes);
      move(changes);
      selectFrom(changes, "nodes");

      function measure(all: NodeChange<CanvasNode>[]) {
        const measured = all.flatMap((change) => (change.type === "dimensions" ? [change] : []));
        if (measured.length === 0) return;
        setSizes((before) => {
          const sizes = new Map(before);
          for (const { id, dimensions } of measured) if (dimensions) sizes.set(id, dimensions);
          return sizes;
        });
        for (const { id, dimensions, resizing } of measured) {
          if (!dimensions || resizing === undefined) continue;
          setPulled(resizing ? new Map([[id, dimensions]]) : new Map());
          if (resizing) continue;
          const change = { width: Math.round(dimensions.width), height: Math.round(dimensions.height) };
          for (const noteId of partIds([id]).notes) edit({ kind: "change-note", noteId, change });
        }
      }

      function move(all: NodeChange<CanvasNode>[]) {
        const moving = all.filter((change) => change.type === "position");
        const places = moving.flatMap(({ id, position }) => (position ? [{ id, position }] : []));
        if (moving.some((change) => change.dragging)) {
          dragging.current = true;
          setDragged(new Map(places.map(({ id, position }) => [id, position])));
        } else if (moving.length > 0) {
          edit({ kind: "move", ...partMoves(places), nudge: !dragging.current });
          dragging.current = false;
          setDragged(new Map());
        }
      }
    },
    [edit, selectFrom],
  );

  return { nodes, edges, dragged, sizes, onNodesChange, onEdgesChange };
}

type SelectChange = { type: "select"; id: string; selected: boolean };

function isSelectChange(change: { type: string }): change is SelectChange {
  return change.type === "select";
}

function applySelection(before: string[], changes: SelectChange[]): string[] {
  const chosen = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  return [...chosen];
}

function connectedPorts(edges: readonly GraphEdge[]): Map<string, Set<string>> {
  const connected = new Map<string, Set<string>>();
  for (const { from, port } of edges) connected.set(from, (connected.get(from) ?? new Set()).add(port));
  return connected;
}
