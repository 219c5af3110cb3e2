"use client";

import { useId } from "react";
import { Choice } from "#components/ui/choice.tsx";

type Props = { overdue: number; value: boolean; onChange(include: boolean): void };

/** Who a workflow for quiet people starts for when it is switched on. */
export function OverdueChoice({ overdue, value, onChange }: Props) {
  const name = useId();
  const people = overdue === 1 ? "One person has" : `${overdue.toLocaleString("en")} people have`;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{people} already been quiet for longer</legend>
      <Choice
        name={name}
        checked={!value}
        onChoose={() => onChange(false)}
        label="Only for people who go quiet from now on"
      />
      <Choice
        name={name}
        checked={value}
        onChoose={() => onChange(true)}
        label="Start for them too, a few at a time"
      />
    </fieldset>
  );
}
