import type { VisitRow } from "../rows.ts";
import type { Checker } from "./checker.ts";

/** As many people are counted at each step as there are visits of it, and as many messages as have ended. */
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
      for (const { workflowId, nodeId, status, endedAt } of rows.messages.values())
        if (workflowId !== null && nodeId !== null && endedAt !== null) add(workflowId, nodeId, `=${status}`);
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
