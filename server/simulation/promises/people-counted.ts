import type { MessageRow, VisitRow } from "../rows.ts";
import type { Checker } from "./checker.ts";

/** To one of several places is to the person: the first of these that there is. */
const outcomes = ["sent", "unknown", "failed", "skipped"] as const;

/**
 * As many people are counted at each step as there are visits of it, and each visit whose messages have all ended once,
 * by what became of them.
 */
export function peopleCounted(): Checker {
  const visits = new Map<number, VisitRow[]>();
  return {
    check({ rows }) {
      for (const [runId, those] of rows.visits) visits.set(runId, those);
      const expected = new Map<string, number>();
      const add = (workflowId: number, nodeId: string, port: string) => {
        const key = `${workflowId} “${nodeId}” “${port}”`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      };
      for (const [runId, those] of visits) {
        const converted = rows.runs.get(runId)?.convertedAt != null;
        for (const { workflowId, nodeId, leftAt, port } of those) {
          add(workflowId, nodeId, "");
          if (leftAt !== null) add(workflowId, nodeId, port ?? "-");
          if (converted) add(workflowId, nodeId, "=converted");
        }
      }
      const ofRuns = [...rows.messages.values()].filter(
        ({ runId, visit }) => runId !== null && visit !== null,
      );
      for (const messages of Map.groupBy(ofRuns, ({ runId, visit }) => `${runId} ${visit}`).values()) {
        const [{ workflowId, nodeId }] = messages as [MessageRow];
        const outcome = outcomes.find((kind) => messages.some(({ status }) => status === kind));
        const allEnded = messages.every(({ endedAt }) => endedAt !== null);
        if (allEnded && outcome && workflowId !== null && nodeId !== null)
          add(workflowId, nodeId, `=${outcome}`);
      }
      const counted = new Map(
        rows.stepCounts.map(({ workflowId, nodeId, port, people }) => [
          `${workflowId} “${nodeId}” “${port}”`,
          people,
        ]),
      );
      return [...new Set([...expected.keys(), ...counted.keys()])].flatMap((key) =>
        counted.get(key) === expected.get(key)
          ? []
          : `${counted.get(key) ?? 0} are counted at ${key}, and ${expected.get(key) ?? 0} were there`,
      );
    },
  };
}
