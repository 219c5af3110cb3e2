"use client";

import { useCanvasView } from "./canvas-context.tsx";
import { seenWord } from "./step-figures.ts";

/** What came of the messages that a step has sent: what people did with them, and machines apart from that. */
export function StepResults({ nodeId }: { nodeId: string }) {
  const { figures, figuresPartial } = useCanvasView();
  const found = figures.get(nodeId);
  if (!found) return null;
  const { sent, captured, opened, clicked, machineOpened, machineClicked, noted } = found;
  const seen = seenWord(found);
  const isKnown = noted || opened + clicked + machineOpened + machineClicked > 0;
  const share = (count: number) => `${count.toLocaleString("en")}${percent(count, sent - captured)}`;
  return (
    <section aria-label="What came of its messages" className="rounded-md border px-3 py-2.5">
      <dl data-figures className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-sm [&_dt]:text-muted">
        <dt>Sent</dt>
        <dd>{sent.toLocaleString("en")}</dd>
        {captured > 0 && (
          <>
            <dt>Of these, kept in the app</dt>
            <dd>{captured.toLocaleString("en")}</dd>
          </>
        )}
        {seen && (
          <>
            <dt className="capitalize">{seen}</dt>
            <dd>{isKnown ? share(opened) : "Not noted"}</dd>
          </>
        )}
        <dt>Clicked</dt>
        <dd>{isKnown ? share(clicked) : "Not noted"}</dd>
        {machineOpened > 0 && (
          <>
            <dt>Opened by machines</dt>
            <dd>{machineOpened.toLocaleString("en")}</dd>
          </>
        )}
        {machineClicked > 0 && (
          <>
            <dt>Clicked by machines</dt>
            <dd>{machineClicked.toLocaleString("en")}</dd>
          </>
        )}
      </dl>
      {(!noted || figuresPartial || machineOpened + machineClicked > 0) && (
        <p className="mt-2 text-xs text-muted">
          {[
            noted ? "" : "Opens and clicks of this workflow are not noted.",
            machineOpened + machineClicked > 0
              ? "Mail programs and scanners open and click by themselves."
              : "",
            figuresPartial ? "Counted among the newest 10,000 runs of each kind." : "",
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
    </section>
  );
}

/** " (42 %)"; nothing where nothing went out. */
function percent(count: number, of: number): string {
  return of > 0 ? ` (${Math.round((count / of) * 100)} %)` : "";
}
