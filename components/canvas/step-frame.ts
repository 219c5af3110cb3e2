import { cn } from "#components/ui/cn.ts";

/** The frame of a step, here and in the list: what a person chose, and where the run that is shown has been. */
export function stepFrame(state: {
  selected: boolean;
  passed: boolean;
  current: boolean;
  trailed: boolean;
}): string {
  const { selected, passed, current, trailed } = state;
  return cn(
    "rounded-lg border bg-surface",
    passed ? "border-success" : selected ? "border-ember" : "border-line",
    current ? "shadow-pop ring-4 ring-success/35" : cn("shadow-card", selected && "ring-3 ring-ember/25"),
    trailed && !passed && "opacity-55",
  );
}
