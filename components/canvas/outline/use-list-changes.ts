"use client";

import { useMemo, useState } from "react";
import type { GraphNode } from "#workflows/graph.ts";
import type { Editor } from "../use-editor.ts";
import { type Followers, usualFollowers } from "./followers.ts";
import type { ListChanges } from "./list-context.tsx";
import { type Outline, pairsOf } from "./outline.ts";
import { type Place, takenPorts } from "./places.ts";
import { openKey, type Row, rowsAround, stepKey } from "./rows.ts";
import { maySwap } from "./swap.ts";
import { useListEdits } from "./use-list-edits.ts";

/** What is asked right now, in a window or beside the button that asked. */
export type Asked =
  | { kind: "step"; place: Place; anchor: HTMLElement }
  | { kind: "target"; from: string; port: string; back: string }
  | { kind: "delete"; node: GraphNode };

type Ways = { tell(text: string): void; focus(...keys: string[]): void };

export type Answer = ReturnType<typeof useListChanges>["answer"];

/** What the rows of the list can change, the questions that some of it asks first, and what answering them does. */
export function useListChanges(editor: Editor, outline: Outline, rows: readonly Row[], ways: Ways) {
  const edits = useListEdits(editor, ways);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { graph } = editor.draft;
  const { focus } = ways;

  const changes = useMemo((): ListChanges => {
    const pairs = pairsOf(outline);
    return {
      askStep: (place, anchor) => setAsked({ kind: "step", place, anchor }),
      askTarget: (from, port) => setAsked({ kind: "target", from, port, back: openKey(from, port) }),
      pairOf(nodeId, direction) {
        const end = direction === "up" ? "lower" : "upper";
        const pair = pairs.find((one) => one[end] === nodeId);
        return pair && maySwap(graph, pair) ? pair : null;
      },
      move: edits.swap,
      duplicate: edits.duplicate,
      remove(node, always) {
        const followed = takenPorts(graph, node).length;
        if (followed > (always ? 0 : 1)) setAsked({ kind: "delete", node });
        else edits.remove(node, usualFollowers(graph, node), ...rowsAround(rows, node.id));
      },
      disconnect: edits.disconnect,
    };
  }, [outline, rows, graph, edits]);

  /** Whatever was asked is answered, or will not be. */
  function close() {
    setAsked(null);
    if (asked?.kind === "target") focus(asked.back);
    if (asked?.kind === "delete") focus(stepKey(asked.node.id));
  }
  const answer = {
    step(type: string) {
      setAsked(null);
      if (asked?.kind === "step") edits.add(type, asked.place);
    },
    target(node: GraphNode) {
      setAsked(null);
      if (asked?.kind === "target") edits.connect(asked.from, asked.port, node);
    },
    followers(followers: Followers) {
      setAsked(null);
      if (asked?.kind === "delete") edits.remove(asked.node, followers, ...rowsAround(rows, asked.node.id));
    },
  };
  return { changes, asked, answer, close, start: edits.start, paste: edits.paste };
}
