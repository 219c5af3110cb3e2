"use client";

import { Undo2, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { TrialWorld } from "#workflows/trial.ts";
import { ChangeNow } from "./change-now.tsx";
import { useClockWords } from "./clock-words.ts";
import { type Property, propertiesOf } from "./properties.ts";
import { PropertyRows } from "./property-rows.tsx";

const BUTTONS_MAX = 6;

type Props = {
  /** What the workflow listens to. */
  names: string[];
  /** The time that the clock shows. */
  at: number;
  /** The run has ended: nothing can happen any more. */
  over: boolean;
  disabled: boolean;
  world: TrialWorld;
  timeZone: string;
  /** Something is being filled in: the clock had better wait. */
  onWriting(): void;
  onHappen(at: number, world: TrialWorld): void;
  onTakeBack(world: TrialWorld): void;
};

/** Lets something happen while the run waits: an order, whatever else the workflow listens to, or a changed attribute. */
export function HappenNow({
  names,
  at,
  over,
  disabled,
  world,
  timeZone,
  onWriting,
  onHappen,
  onTakeBack,
}: Props) {
  const t = useTranslations("simulation.happen");
  const words = useClockWords(timeZone);
  const [rows, setRows] = useState<Property[]>([]);
  const { events, changes } = world;
  const lines = [
    ...events.map((event) => ({
      ...{ name: event.name, at: event.at },
      without: { ...world, events: events.filter((other) => other !== event) },
    })),
    ...changes.map((change) => ({
      ...{ name: change.attribute, at: change.at },
      without: { ...world, changes: changes.filter((other) => other !== change) },
    })),
  ].map((line, index) => ({ ...line, key: `${line.name} ${line.at} ${index}` }));
  return (
    <section aria-label={t("label")} className="rounded-md border p-3">
      {over ? (
        <p className="text-sm text-muted">{t("over")}</p>
      ) : (
        <>
          <div className="flex flex-wrap gap-1.5">
            {names.slice(0, BUTTONS_MAX).map((name) => (
              <Button
                key={name}
                size="sm"
                icon={<Zap />}
                disabled={disabled}
                onClick={() => {
                  const event = { name, at, properties: propertiesOf(rows) };
                  onHappen(at, { ...world, events: [...events, event] });
                }}
              >
                {t("now", { event: name })}
              </Button>
            ))}
          </div>
          <p className="mt-2 text-sm text-muted">{t("help")}</p>
          {names.length > 0 && (
            <details className="mt-1" onToggle={({ currentTarget }) => currentTarget.open && onWriting()}>
              <summary className="min-h-control-sm py-1.5 text-sm font-medium">{t("with")}</summary>
              <PropertyRows rows={rows} onChange={setRows} />
            </details>
          )}
          <ChangeNow
            at={at}
            disabled={disabled}
            onWriting={onWriting}
            onChange={(change) => onHappen(at, { ...world, changes: [...changes, change] })}
          />
        </>
      )}
      {lines.length > 0 && (
        <ul aria-label={t("sent")} className="mt-2 border-t pt-2">
          {lines.map(({ name, at: happened, without, key }) => (
            <li key={key} className="flex items-center justify-between gap-2 text-sm">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {name} <span className="text-muted">{words.moment(happened)}</span>
              </span>
              <IconButton
                label={t("undo", { event: name })}
                tooltip={false}
                className="shrink-0 text-muted"
                onClick={() => onTakeBack(without)}
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
