"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { OneOffSchedule } from "#workflows/one-off.ts";
import { PER_HOUR_SUGGESTED, readPerHour } from "./pace-draft.ts";
import { timingOf, tomorrowMorning } from "./schedule-draft.ts";

type Props = {
  /** As it is being chosen: `at` is empty while no date is. */
  schedule: OneOffSchedule;
  /** The shop's IANA zone; null while it is not known. */
  zone: string | null;
  /** The server's time in epoch milliseconds. */
  now: number;
  onChange(schedule: OneOffSchedule): void;
};

/** When the message goes out, and how fast. */
export function WhenSection({ schedule, zone, now, onChange }: Props) {
  const t = useTranslations("one-offs.when");
  const id = useId();
  const timing = timingOf(schedule);
  const at = () => schedule.at ?? tomorrowMorning(now, zone ?? "UTC");
  const inZone = zone === null ? t("inShopZone") : t("inNamedZone", { zone });
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">{t("legend")}</legend>
        <Choice
          name={`${id}-when`}
          checked={timing === "now"}
          onChoose={() => onChange({ ...schedule, at: null, local: false })}
          label={t("now")}
        />
        <Choice
          name={`${id}-when`}
          checked={timing === "shop"}
          onChoose={() => onChange({ ...schedule, at: at(), local: false })}
          label={t("shop")}
          help={inZone}
        />
        <Choice
          name={`${id}-when`}
          checked={timing === "local"}
          onChoose={() => onChange({ ...schedule, at: at(), local: true })}
          label={t("local")}
          help={t("localHint")}
        />
      </fieldset>
      {timing !== "now" && (
        <Field
          label={t("moment")}
          required
          error={schedule.at === "" ? t("momentMissing") : undefined}
          help={timing === "shop" ? inZone : t("momentLocal")}
        >
          <Input
            type="datetime-local"
            className="max-w-60"
            value={schedule.at ?? ""}
            onChange={(event) => onChange({ ...schedule, at: event.target.value })}
          />
        </Field>
      )}
      <Pace perHour={schedule.perHour} onChange={(perHour) => onChange({ ...schedule, perHour })} />
    </div>
  );
}

function Pace({ perHour, onChange }: { perHour: number | null; onChange(perHour: number | null): void }) {
  const t = useTranslations("one-offs.when");
  const id = useId();
  // What is being typed may be no number for a moment.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(perHour ?? "");
  const isWrong = perHour !== null && readPerHour(text) === null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t("fast")}</legend>
      <Choice
        name={id}
        checked={perHour === null}
        onChoose={() => onChange(null)}
        label={t("asFast")}
        help={t("asFastHint")}
      />
      <Choice
        name={id}
        checked={perHour !== null}
        onChoose={() => {
          setTyped(null);
          onChange(PER_HOUR_SUGGESTED);
        }}
        label={t("few")}
        help={t("fewHint")}
      />
      {perHour !== null && (
        <Field label={t("perHour")} required className="mt-3" error={isWrong ? t("perHourWrong") : undefined}>
          <Input
            inputMode="numeric"
            className="max-w-40"
            value={text}
            onChange={(event) => {
              setTyped(event.target.value);
              const read = readPerHour(event.target.value);
              if (read !== null) onChange(read);
            }}
            // What was never taken over does not stay on screen.
            onBlur={() => setTyped(null)}
          />
        </Field>
      )}
    </fieldset>
  );
}
