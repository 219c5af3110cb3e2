"use client";

import { Undo2, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { TrialEvent } from "#workflows/trial.ts";
import { useClockWords } from "./clock-words.ts";
import { type Property, propertiesOf } from "./properties.ts";
import { PropertyRows } from "./property-rows.tsx";

const BUTTONS_MAX = 6;

type Props = {
  /** What the workflow listens to. */
  names: string[];
  /** The time that the clock shows. */
  at: number;
  sent: readonly TrialEvent[];
  timeZone: string;
  onSend(event: TrialEvent): void;
  onUndo(event: TrialEvent): void;
};

/** Lets something happen while the run waits: an order, or whatever else the workflow listens to. */
export function HappenNow({ names, at, sent, timeZone, onSend, onUndo }: Props) {
  const t = useTranslations("simulation.happen");
  const words = useClockWords(timeZone);
  const [rows, setRows] = useState<Property[]>([]);
  const lines = sent.map((event, index) => ({ event, key: `${event.name} ${event.at} ${index}` }));
  return (
    <section aria-label={t("label")} className="rounded-md border p-3">
      <div className="flex flex-wrap gap-1.5">
        {names.slice(0, BUTTONS_MAX).map((name) => (
          <Button
            key={name}
            size="sm"
            icon={<Zap />}
            onClick={() => onSend({ name, at, properties: propertiesOf(rows) })}
          >
            {t("now", { event: name })}
          </Button>
        ))}
      </div>
      <p className="mt-2 text-sm text-muted">{t("help")}</p>
      <details className="mt-1">
        <summary className="min-h-control-sm py-1.5 text-sm font-medium">{t("with")}</summary>
        <PropertyRows rows={rows} onChange={setRows} />
      </details>
      {sent.length > 0 && (
        <ul aria-label={t("sent")} className="mt-2 border-t pt-2">
          {lines.map(({ event, key }) => (
            <li key={key} className="flex items-center justify-between gap-2 text-sm">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {event.name} <span className="text-muted">{words.moment(event.at)}</span>
              </span>
              <IconButton
                label={t("undo", { event: event.name })}
                tooltip={false}
                className="shrink-0 text-muted"
                onClick={() => onUndo(event)}
              >
                <Undo2 />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
