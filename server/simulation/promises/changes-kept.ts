import { guisesOf } from "../merges.ts";
import type { Rows } from "../rows.ts";
import { COUNTER_ATTRIBUTE } from "../vocabulary.ts";
import type { Checker } from "./checker.ts";

/** What steps change about a profile is changed once for each time that a run passes them, and lots are drawn once. */
export function changesKept(): Checker {
  const counted = new Map<number, number>();
  const passed = new Set<string>();
  let drawn: Rows["assignments"] = new Map();
  return {
    check({ rows }) {
      const broken: string[] = [];
      const before = new Map(counted);
      for (const { code, runId, visit, profileId } of rows.newHistory) {
        if (code !== "profile.changed" || passed.has(`${runId} ${visit}`)) continue;
        passed.add(`${runId} ${visit}`);
        counted.set(profileId, (counted.get(profileId) ?? 0) + 1);
      }
      for (const [into, visitors] of rows.merged) {
        // The known one's count stays, else a visitor's; what was counted up in this step may have been either's.
        const shown = Number(rows.now.profiles.get(into)?.attributes[COUNTER_ATTRIBUTE] ?? 0);
        const all = guisesOf(rows, into).map((id) => before.get(id) ?? 0);
        const added = (counted.get(into) ?? 0) - (before.get(into) ?? 0);
        if (shown < Math.min(...all) || shown > Math.max(...all) + added)
          broken.push(`profile ${into} was merged, and its count is ${shown}`);
        for (const visitor of visitors) counted.delete(visitor);
        counted.set(into, shown);
      }
      for (const [profileId, times] of counted) {
        const shown = rows.now.profiles.get(profileId)?.attributes[COUNTER_ATTRIBUTE] ?? 0;
        if (shown !== times)
          broken.push(
            `profile ${profileId} was counted up ${times} times, and its count is ${String(shown)}`,
          );
      }
      const survivors = new Map(
        [...rows.merged].flatMap(([into, visitors]) => visitors.map((visitor) => [visitor, into] as const)),
      );
      for (const [place, arm] of drawn) {
        const survivor = survivors.get(Number(place.split(":")[2]));
        if (survivor !== undefined) {
          const moved = place.replace(/\d+$/, String(survivor));
          if (!rows.assignments.has(moved)) broken.push(`the lot ${place} was lost`);
        } else if (rows.assignments.get(place) !== arm && !isGone(rows, place, arm))
          broken.push(`the lot ${place} was drawn again`);
      }
      drawn = rows.assignments;
      return broken;
    },
  };
}

/** A path that an edit took away has to be drawn anew. */
function isGone({ versions }: Rows, place: string, arm: string): boolean {
  const [workflowId, nodeId] = place.split(":");
  return [...versions.values()].some(({ workflowId: id, drawn }) => {
    const node = drawn.nodes.find((known) => known.id === nodeId);
    return (
      String(id) === workflowId && node !== undefined && !JSON.stringify(node.config).includes(`"${arm}"`)
    );
  });
}
