"use client";

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
  const id = useId();
  const timing = timingOf(schedule);
  const at = () => schedule.at ?? tomorrowMorning(now, zone ?? "UTC");
  const inZone = zone === null ? "your shop’s time zone" : `your shop’s time zone, ${zone}`;
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">When does it begin?</legend>
        <Choice
          name={`${id}-when`}
          checked={timing === "now"}
          onChoose={() => onChange({ ...schedule, at: null, local: false })}
          label="As soon as you send it"
        />
        <Choice
          name={`${id}-when`}
          checked={timing === "shop"}
          onChoose={() => onChange({ ...schedule, at: at(), local: false })}
          label="At a date and time"
          help={`In ${inZone}.`}
        />
        <Choice
          name={`${id}-when`}
          checked={timing === "local"}
          onChoose={() => onChange({ ...schedule, at: at(), local: true })}
          label="At a date and time where each person lives"
          help="Nine o’clock is then nine o’clock for everybody: who lives further east gets it earlier. Somebody without a time zone has your shop’s. Where that time has passed for more than an hour, people get it at that time on the next day."
        />
      </fieldset>
      {timing !== "now" && (
        <Field
          label="Date and time"
          required
          error={schedule.at === "" ? "Choose a date and a time" : undefined}
          help={timing === "shop" ? `In ${inZone}.` : "On the clock of each person."}
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
  const id = useId();
  // What is being typed may be no number for a moment.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(perHour ?? "");
  const isWrong = perHour !== null && readPerHour(text) === null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">How fast?</legend>
      <Choice
        name={id}
        checked={perHour === null}
        onChoose={() => onChange(null)}
        label="As fast as possible"
        help="The limits in the settings under Sending hold in any case."
      />
      <Choice
        name={id}
        checked={perHour !== null}
        onChoose={() => {
          setTyped(null);
          onChange(PER_HOUR_SUGGESTED);
        }}
        label="A few at a time"
        help="Gives you time to answer, and to stop if something is wrong with it."
      />
      {perHour !== null && (
        <Field
          label="People an hour"
          required
          className="mt-3"
          error={isWrong ? "Enter a whole number, at least 1" : undefined}
        >
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
