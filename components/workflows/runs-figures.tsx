"use client";

import { wordGoal } from "./word-goal.ts";

type Props = {
  counts: { entered: number; active: number; goalEvent: string | null; converted: number };
};

/** How many people a workflow has had, has now, and has brought to its goal. */
export function RunsFigures({ counts: { entered, active, goalEvent, converted } }: Props) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 pt-4">
      <Figure name="Entered">{entered.toLocaleString("en")}</Figure>
      <Figure name="Inside now">{active.toLocaleString("en")}</Figure>
      {goalEvent !== null && (
        <Figure name={`Goal: “${goalEvent}”`}>{wordGoal({ converted, entered })}</Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd data-figures className="font-medium">
        {children}
      </dd>
    </div>
  );
}
