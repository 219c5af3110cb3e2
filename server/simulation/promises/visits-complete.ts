import type { Checker } from "./checker.ts";

/** Each arrival of a run at a node is a row, numbered without a gap, and all are left once the run has ended. */
export function visitsComplete(): Checker {
  return {
    check({ rows }) {
      return rows.changedRuns.flatMap(({ after: run }) => {
        const visits = rows.visits.get(run.id) ?? [];
        const broken: string[] = [];
        if (visits.some(({ visit }, index) => visit !== index) || visits.length !== run.state.visit + 1)
          broken.push(
            `run ${run.id} is at visit ${run.state.visit} and has the visits ${visits.map((v) => v.visit)}`,
          );
        const last = visits.at(-1);
        if (last && last.nodeId !== run.state.nodeId)
          broken.push(`run ${run.id} is at “${run.state.nodeId}”, and its last visit at “${last.nodeId}”`);
        const open = visits.filter(({ leftAt }) => leftAt === null).map(({ visit }) => visit);
        const expected = run.status === "active" ? [run.state.visit] : [];
        if (open.join() !== expected.join())
          broken.push(`run ${run.id} is “${run.status}”, and its visits ${open.join() || "none"} are open`);
        return broken;
      });
    },
  };
}
