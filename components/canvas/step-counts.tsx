"use client";

import Link from "next/link";
import { useCanvasView } from "./canvas-context.tsx";
import { wordSeen } from "./step-figures.ts";

const LINK = "nodrag nopan rounded-sm px-1 -mx-1 hover:text-ink hover:underline";

/**
 * How many people wait at a step and how many have passed it; each number opens the runs behind it. Of a step that has
 * sent messages also how many were seen.
 */
export function StepCounts({ nodeId, trigger }: { nodeId: string; trigger: boolean }) {
  const { counts, figures, workflowId, trail } = useCanvasView();
  const count = counts.get(nodeId);
  const sent = figures.get(nodeId);
  if (!count || trail) return null;
  const runs = `/workflows/${workflowId}/runs?node=${encodeURIComponent(nodeId)}`;
  const done = trigger ? `${count.done} entered` : `${count.done} done`;
  const seen = sent && wordSeen(sent);
  // In one line, so that steps keep the height that they were laid out for.
  return (
    <p data-figures className="flex gap-1.5 px-3.5 pb-3 text-xs text-muted">
      {!trigger && (
        <>
          <Link href={`${runs}&status=active`} className={LINK}>
            <span className={count.waiting > 0 ? "font-semibold text-ink" : undefined}>
              {count.waiting} waiting
            </span>
          </Link>
          <span aria-hidden="true">·</span>
        </>
      )}
      <Link href={runs} className={LINK}>
        {done}
      </Link>
      {seen && (
        <>
          <span aria-hidden="true">·</span>
          <span>{seen}</span>
        </>
      )}
    </p>
  );
}
