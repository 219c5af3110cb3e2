"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { newId } from "#components/config-form/new-id.ts";
import { useSay } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import { edgeId, type GraphNode } from "#workflows/graph.ts";
import { pasteShift } from "../clipboard/paste-place.ts";
import { freshPiece, type Piece } from "../edits/piece.ts";
import { ROW_HEIGHT } from "../layout.ts";
import { newNode, onwardPort, placeBelow } from "../new-node.ts";
import { portsForCanvas } from "../ports.ts";
import type { Editor } from "../use-editor.ts";
import { useRoom } from "../use-room.ts";
import { deletionOf, type Followers, onlyThrough } from "./followers.ts";
import { freePlaceFor } from "./free-place.ts";
import { linePort } from "./line-port.ts";
import { type Place, placeBehind } from "./places.ts";
import { edgeKey, openKey, stepKey } from "./rows.ts";
import type { Pair } from "./swap.ts";

/** Everything that can be changed in the list. Each is one entry to undo, is told, and takes the focus along. */
export function useListEdits(
  { draft, selection, edit, selectNode }: Pick<Editor, "draft" | "selection" | "edit" | "selectNode">,
  { tell, focus }: { tell(text: string): void; focus(...keys: string[]): void },
) {
  const t = useTranslations("outline.told");
  const say = useSay();
  const room = useRoom();
  const { graph } = draft;
  const selected = selection.nodes;

  return useMemo(() => {
    const label = ({ type }: GraphNode) => say(findNode(type)?.label ?? type);

    /** Adds a trigger, above all that is there; null where there is no room. */
    function start(type: string) {
      if (!room(graph, { nodes: 1 })) return null;
      const node = newNode(type, { x: 0, y: 0 });
      const top = graph.nodes.toSorted((one, other) => one.position.y - other.position.y)[0]?.position;
      const wanted = top ? { x: top.x, y: top.y - ROW_HEIGHT } : node.position;
      edit({ kind: "add", node: { ...node, position: freePlaceFor(graph.nodes, node, wanted) } });
      tell(t("added", { step: label(node) }));
      return node;
    }

    function add(type: string, place: Place) {
      put(newNode(type, { x: 0, y: 0 }), place);
    }

    function put(node: GraphNode, place: Place) {
      if (!room(graph, { nodes: 1 })) return;
      if (place.kind === "inside") {
        edit({ kind: "insert", node, edgeIds: place.edgeIds, onward: onwardPort(node) });
      } else {
        const after = { from: place.from, port: place.port };
        const position = freePlaceFor(graph.nodes, node, placeBelow(graph, after.from, after.port));
        edit({ kind: "add", node: { ...node, position }, after });
      }
      tell(t("added", { step: label(node) }));
      selectNode(node.id);
      focus(stepKey(node.id));
    }

    function duplicate(node: GraphNode) {
      const copy = { ...node, id: newId(findNode(node.type) ? node.type : "step") };
      const place = linePort(portsForCanvas(node)) && placeBehind(graph, node);
      if (place) return put(copy, place);
      if (!room(graph, { nodes: 1 })) return;
      const { x, y } = node.position;
      const position = freePlaceFor(graph.nodes, copy, { x, y });
      edit({ kind: "add", node: { ...copy, position } });
      tell(t("addedApart", { step: label(node) }));
      selectNode(copy.id);
      focus(stepKey(copy.id));
    }

    /** One step goes to the place; several, and one that nothing can lead to, stand by themselves. */
    function paste(piece: Piece, place: Place | null) {
      const { nodes, notes } = piece;
      const fresh = freshPiece(piece, pasteShift(graph, piece, null), newId);
      const [first, ...others] = fresh.nodes;
      const alone = others.length === 0 && notes.length === 0;
      if (first && place && alone && findNode(first.type)?.kind !== "trigger") return put(first, place);
      if (!room(graph, { nodes: nodes.length, notes: notes.length })) return;
      edit({ kind: "paste", piece: fresh });
      tell(t("pasted", { count: nodes.length + notes.length }));
      if (first) focus(stepKey(first.id));
    }

    function remove(node: GraphNode, followers: Followers, ...next: string[]) {
      const gone = followers.kind === "delete" ? onlyThrough(graph, node.id) : [node.id];
      edit(deletionOf(graph, node.id, followers));
      tell(t("deleted", { count: gone.length, step: label(node) }));
      if (selected.some((id) => gone.includes(id))) selectNode(null);
      focus(...next);
    }

    function swap(node: GraphNode, pair: Pair) {
      edit({ kind: "swap", ...pair });
      tell(t(pair.upper === node.id ? "movedDown" : "movedUp", { step: label(node) }));
      focus(stepKey(node.id));
    }

    function connect(from: string, port: string, to: GraphNode) {
      edit({ kind: "connect", from, port, to: to.id });
      tell(t("connected", { step: label(to) }));
      // A step that nothing led to before stands here from now on.
      focus(edgeKey(edgeId(from, port)), stepKey(to.id));
    }

    function disconnect(edgeIds: string[]) {
      edit({ kind: "remove", nodeIds: [], edgeIds });
      tell(t("disconnected"));
      const edge = graph.edges.find(({ id }) => edgeIds.includes(id));
      if (edge) focus(openKey(edge.from, edge.port), stepKey(edge.from));
    }

    return { start, add, duplicate, paste, remove, swap, connect, disconnect };
  }, [graph, selected, edit, selectNode, tell, focus, t, say, room]);
}
