/** "4 reached the goal (33 %)": of everybody who entered. */
export function wordGoal({ converted, entered }: { converted: number; entered: number }): string {
  const reached = `${converted.toLocaleString("en")} reached the goal`;
  return entered === 0 ? reached : `${reached} (${wordShare(converted / entered)})`;
}

/** A share of one, without making few look like none or most like all. */
function wordShare(share: number): string {
  if (share > 0 && share < 0.01) return "under 1 %";
  if (share > 0.99 && share < 1) return "over 99 %";
  return `${Math.round(share * 100)} %`;
}
