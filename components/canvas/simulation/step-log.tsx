"use client";

import { useEffect, useRef } from "react";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { formatDateTime } from "#components/ui/format-time.ts";
import type { SimulatedStep, Simulation } from "#components/workflows/outputs.ts";
import { MessagePreview } from "./message-preview.tsx";

type Props = { steps: SimulatedStep[]; end: Simulation["end"] | null; timeZone: string };

/** What happened so far, in words, with the messages as the customer would see them. */
export function StepLog({ steps, end, timeZone }: Props) {
  const newest = useRef<HTMLLIElement>(null);
  const spoken = steps.filter((step) => step.text !== "" || step.message);
  const count = spoken.length;
  useEffect(() => {
    if (count > 0) newest.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  // The same step may be passed twice, but never twice in one visit in the same way.
  const lines = spoken.map((step, index) => ({
    step,
    key: `${step.visit} ${step.nodeId} ${step.kind} ${index}`,
  }));
  return (
    <ol aria-label="What happens" aria-live="polite" className="flex flex-col">
      {lines.map(({ step, key }, index) => (
        <li
          key={key}
          ref={index === count - 1 ? newest : undefined}
          className="relative border-l-2 border-line pb-4 pl-4 last:pb-1"
        >
          <span
            aria-hidden="true"
            className={cn(
              "absolute top-1.5 -left-[0.3125rem] size-2 rounded-full bg-line-strong",
              index === count - 1 && "bg-success",
            )}
          />
          <p className="text-xs text-muted" data-figures>
            {formatDateTime(step.at, timeZone)}
          </p>
          <p className="mt-0.5 text-sm">{step.text}</p>
          {step.message && <MessagePreview message={step.message} />}
          {step.missing.length > 0 && (
            <div className="mt-2">
              <MissingValues missing={step.missing} />
            </div>
          )}
        </li>
      ))}
      {end && (
        <li className="pt-2">
          <Badge tone={end.status === "failed" ? "danger" : "success"}>{end.text}</Badge>
        </li>
      )}
    </ol>
  );
}
