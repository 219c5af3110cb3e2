import type { Graph } from "./graph.ts";
import { namedIds } from "./named-ids.ts";
import { phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";

/** What there is to name: segments and workflows that were neither removed nor put away. */
export interface KnownIds {
  segments: ReadonlySet<number>;
  workflows: ReadonlySet<number>;
}

/** Steps and settings that name a segment or a workflow which is not there any more: nothing would ever come of them. */
export function segmentProblems(graph: Graph, known: KnownIds): Problem[] {
  return [
    ...graph.nodes.flatMap(({ id, config }) =>
      goneIn(config, known).map((problem) => ({ ...problem, nodeId: id })),
    ),
    // By this code the settings know their own.
    ...goneIn(graph.settings, known).map((problem) => ({ ...problem, code: "settings.bad" })),
  ];
}

/** What a config or a rule names that is not there any more, each by its place in it. */
export function goneIn(config: unknown, known: KnownIds): Problem[] {
  return namedIds(config).flatMap(({ named, id, path }): Problem[] => {
    const there = named === "segment" ? known.segments : known.workflows;
    if (there.has(id)) return [];
    const message =
      named === "segment"
        ? phrase("This segment is not there any more. Choose another one")
        : phrase("This workflow is not there any more. Choose another one");
    return [{ severity: "error", code: `${named}.gone`, message, field: path }];
  });
}
