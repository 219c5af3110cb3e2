"use client";

import { useId } from "react";

type Props = { overdue: number; value: boolean; onChange(include: boolean): void };

/** Who a workflow for quiet people starts for when it is switched on. */
export function OverdueChoice({ overdue, value, onChange }: Props) {
  const name = useId();
  const people = overdue === 1 ? "One person has" : `${overdue.toLocaleString("en")} people have`;
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{people} already been quiet for longer</legend>
      <Choice name={name} checked={!value} onChoose={() => onChange(false)}>
        Only for people who go quiet from now on
      </Choice>
      <Choice name={name} checked={value} onChoose={() => onChange(true)}>
        Start for them too, a few at a time
      </Choice>
    </fieldset>
  );
}

type ChoiceProps = { name: string; checked: boolean; onChoose(): void; children: string };

function Choice({ name, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className="flex min-h-control cursor-pointer items-center gap-2.5 rounded-md border px-3 has-checked:border-ember has-checked:bg-ember-soft">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="size-4 shrink-0 accent-ember"
      />
      {children}
    </label>
  );
}
