import type { Checker } from "./checker.ts";

/** A run stays in the version it began in, unless it is moved to the live one, and says so. */
export function versionsPinned(): Checker {
  return {
    check({ rows }) {
      return rows.changedRuns.flatMap(({ before, after }) => {
        const { id, versionId, workflowId } = after;
        if (rows.versions.get(versionId)?.workflowId !== workflowId)
          return [`run ${id} is in version ${versionId}, which is not of its workflow`];
        if (!before || before.versionId === versionId) return [];
        const told = rows.newHistory.some(({ runId, code }) => runId === id && code.startsWith("run.moved"));
        const live = [rows.before, rows.now].some(
          (standing) => standing.workflows.get(workflowId)?.liveVersionId === versionId,
        );
        const broken = told ? [] : [`run ${id} went to another version, and nothing says so`];
        return live
          ? broken
          : [...broken, `run ${id} was moved to version ${versionId}, which was not the live one`];
      });
    },
  };
}
