"use client";

import { useLocale, useTranslations } from "next-intl";
import type { StepFigures } from "#components/workflows/outputs.ts";
import { tellsReactions } from "#workflows/noted-reactions.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { seenKind } from "./step-figures.ts";

/** Who acts without a person, where that is known. */
const MACHINES = { email: "emailMachines", "in-app": "inAppMachines" } as const;

/** What came of the messages that a step has sent: what people did with them, and machines apart from that. */
export function StepResults({ nodeId }: { nodeId: string }) {
  const t = useTranslations("canvas.results");
  const locale = useLocale();
  const { figures, figuresPartial } = useCanvasView();
  const found = figures.get(nodeId);
  if (!found) return null;
  const { sent, captured, opened, clicked, machineOpened, machineClicked, noted, channel } = found;
  const seen = seenKind(found);
  const tells = tellsReactions(channel);
  const isKnown = noted || opened + clicked + machineOpened + machineClicked > 0;
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  const share = (count: number) => {
    const percent = percentOf(count, sent - captured);
    return percent === null ? number(count) : t("share", { count, percent });
  };
  return (
    <section aria-label={t("label")} className="rounded-md border px-3 py-2.5">
      <dl data-figures className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-sm [&_dt]:text-muted">
        <dt>{t("sent")}</dt>
        <dd>{number(sent)}</dd>
        {captured > 0 && (
          <>
            <dt>{t("captured")}</dt>
            <dd>{number(captured)}</dd>
          </>
        )}
        {seen && (
          <>
            <dt>{t(seen)}</dt>
            <dd>{isKnown ? share(opened) : t("notNoted")}</dd>
          </>
        )}
        {tells && (
          <>
            <dt>{t("clicked")}</dt>
            <dd>{isKnown ? share(clicked) : t("notNoted")}</dd>
          </>
        )}
        {machineOpened > 0 && (
          <>
            <dt>{t(seen === "shown" ? "machineShown" : "machineOpened")}</dt>
            <dd>{number(machineOpened)}</dd>
          </>
        )}
        {machineClicked > 0 && (
          <>
            <dt>{t("machineClicked")}</dt>
            <dd>{number(machineClicked)}</dd>
          </>
        )}
      </dl>
      {(!noted || figuresPartial || machineOpened + machineClicked > 0) && (
        <p className="mt-2 text-xs text-muted">
          {[
            noted ? "" : t(notNotedKey(tells, seen)),
            machineOpened + machineClicked > 0 && hasMachines(channel) ? t(MACHINES[channel]) : "",
            figuresPartial ? t("partial") : "",
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
    </section>
  );
}

function hasMachines(channel: StepFigures["channel"]): channel is keyof typeof MACHINES {
  return Object.hasOwn(MACHINES, channel);
}

function notNotedKey(tells: boolean, seen: ReturnType<typeof seenKind>) {
  if (!tells) return "textsNotNoted";
  return seen ? (`${seen}NotNoted` as const) : "clicksNotNoted";
}

/** In percent, whole; null where nothing went out. */
function percentOf(count: number, of: number): number | null {
  return of > 0 ? Math.round((count / of) * 100) : null;
}
