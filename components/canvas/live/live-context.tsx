"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useApi } from "#components/api.ts";
import type { NodeCounts, WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { type LiveWindow, wordWindow } from "#workflows/live-window.ts";
import type { BehindOf } from "./behind.ts";
import { useWindow } from "./use-window.ts";

/** Of one workflow at a time; who else looks at it at the same moment costs the server nothing. */
const COUNTS_EVERY_MS = 3_000;

const PeoplePanel = dynamic(() => import("./people-panel.tsx").then((module) => module.PeoplePanel));

/** What is known of the people of a workflow while it is looked at. */
export interface Live {
  /** Empty for a workflow that was never published. */
  counts: ReadonlyMap<string, NodeCounts>;
  /** The most that went along one connection. */
  busiest: number;
  /** People can reach its goal. */
  goal: boolean;
  /** They could not be read last time. */
  failed: boolean;
  window: LiveWindow;
  setWindow(window: LiveWindow): void;
  /** Opens the list of the people behind a number. */
  show(people: BehindOf): void;
}

export const LiveContext = createContext<Live | null>(null);

/** Null where no workflow is looked at, or one that was never published. */
export function useLive(): Live | null {
  return use(LiveContext);
}

/**
 * Asks for the numbers on the steps and connections again and again, while somebody sees them, and shows the people
 * behind one.
 */
export function LiveProvider({ workflow, children }: { workflow: WorkflowView; children: ReactNode }) {
  const api = useApi();
  const [window, setWindow] = useWindow();
  const [shown, setShown] = useState<BehindOf | null>(null);
  const published = workflow.live !== null;
  const counted = useQuery({
    ...api.live.counts.queryOptions({ id: workflow.id, window: wordWindow(window) }),
    enabled: published,
    placeholderData: keepPreviousData,
    // Not while the page is hidden.
    refetchInterval: workflow.status === "live" ? COUNTS_EVERY_MS : false,
  });
  const graph = workflow.live?.graph;
  const { data, isError } = counted;
  const live = useMemo<Live | null>(() => {
    if (!graph) return null;
    const counts = countsByNode(graph, data?.nodes ?? []);
    const along = graph.edges.map(({ from, port }) => counts.get(from)?.left[port] ?? 0);
    return {
      counts,
      busiest: Math.max(0, ...along),
      goal: data?.goal ?? false,
      failed: isError,
      window,
      setWindow,
      show: setShown,
    };
  }, [graph, data, isError, window, setWindow]);
  return (
    <LiveContext.Provider value={live}>
      {children}
      {live && shown && (
        <PeoplePanel
          workflow={workflow}
          shown={shown}
          live={live}
          onShow={setShown}
          onClose={() => setShown(null)}
        />
      )}
    </LiveContext.Provider>
  );
}

/** A published step that nobody has come to yet counts too: its zero says so. */
function countsByNode(graph: Graph, counted: NodeCounts[]): Map<string, NodeCounts> {
  const zeros = graph.nodes.map(({ id: nodeId }): NodeCounts => ({ ...NOTHING, nodeId }));
  return new Map([...zeros, ...counted].map((count) => [count.nodeId, count] as const));
}

const NOTHING: Omit<NodeCounts, "nodeId"> = {
  waiting: 0,
  entered: 0,
  left: {},
  leftOtherwise: 0,
  messages: { sent: 0, failed: 0, skipped: 0, unknown: 0 },
  converted: 0,
};
