import { useEffect, useMemo, useState } from "react";
import type { Graph } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import { useDrawn } from "./use-drawn.ts";

const NONE_YET: Problem[] = [];

/** What is wrong with the graph. None until the checks have been fetched; publishing asks the server for its own. */
export function useProblems(graph: Graph): Problem[] {
  const drawn = useDrawn();
  const [checks, setChecks] = useState<typeof import("./graph-problems.ts") | null>(null);
  useEffect(() => {
    if (drawn) void import("./graph-problems.ts").then(setChecks);
  }, [drawn]);
  return useMemo(() => checks?.graphProblems(graph) ?? NONE_YET, [checks, graph]);
}
