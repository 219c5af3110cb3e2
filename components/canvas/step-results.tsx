"use client";

import type { StepFigures } from "#components/workflows/outputs.ts";
import { tellsReactions } from "#workflows/noted-reactions.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { seenWord } from "./step-figures.ts";

/** What came of the messages that a step has sent: what people did with them, and machines apart from that. */
export function StepResults({ nodeId }: { nodeId: string }) {
  const { figures, figuresPartial } = useCanvasView();
  const found = figures.get(nodeId);
  if (!found) return null;
  const { sent, captured, opened, clicked, machineOpened, machineClicked, noted, channel } = found;
  const seen = seenWord(found);
  const tells = tellsReactions(channel);
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
        {tells && (
          <>
            <dt>Clicked</dt>
            <dd>{isKnown ? share(clicked) : "Not noted"}</dd>
          </>
        )}
        {machineOpened > 0 && (
          <>
            <dt className="first-letter:uppercase">{seen ?? "opened"} by machines</dt>
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
            noted ? "" : notNoted(tells, seen),
            machineOpened + machineClicked > 0 ? MACHINES[channel] : "",
            figuresPartial ? "Counted among the newest 10,000 runs of each kind." : "",
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
    </section>
  );
}

/** Who acts without a person, where that is known. */
const MACHINES: Partial<Record<StepFigures["channel"], string>> = {
  email: "Mail programs and scanners open and click by themselves.",
  "in-app": "Programs that read web pages see messages as well.",
};

function notNoted(tells: boolean, seen: string | null): string {
  if (tells && seen === null) return "Clicks of this workflow are not noted.";
  return tells
    ? `What is ${seen} and clicked in this workflow is not noted.`
    : "Clicks in text and WhatsApp messages are not noted: links in them do not lead through this server.";
}

/** " (42 %)"; nothing where nothing went out. */
function percent(count: number, of: number): string {
  return of > 0 ? ` (${Math.round((count / of) * 100)} %)` : "";
}
