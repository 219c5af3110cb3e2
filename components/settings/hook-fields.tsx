"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PersonKind } from "./hook-outputs.ts";

export type HookDraft = { name: string; personKind: PersonKind; personPath: string };

const NAME_MAX_CHARS = 100;
const PATH_MAX_CHARS = 200;

const KINDS: { value: PersonKind; label: string }[] = [
  { value: "email", label: "Their email address" },
  { value: "external-id", label: "Their customer number" },
];

/** Where many programs put it. */
const USUAL_PATH: Record<PersonKind, string> = { email: "email", "external-id": "customer_id" };

export const newHookDraft: HookDraft = { name: "", personKind: "email", personPath: USUAL_PATH.email };

export type HookErrors = Partial<Record<keyof HookDraft, string>>;

/** What is missing; empty when the draft can be saved. */
export function hookErrors({ name, personPath }: HookDraft): HookErrors {
  return {
    ...(name.trim() === "" && { name: "Give the hook a name" }),
    ...(personPath.trim() === "" && { personPath: "Enter the name of the field" }),
  };
}

/** What a hook is called, and where in what it receives the person is named. */
export function HookFields({
  draft,
  errors,
  onChange,
}: {
  draft: HookDraft;
  errors: HookErrors;
  onChange: (draft: HookDraft) => void;
}) {
  function changeKind(value: string) {
    const personKind = KINDS.find((kind) => kind.value === value)?.value ?? draft.personKind;
    const untouched = draft.personPath === USUAL_PATH[draft.personKind];
    onChange({ ...draft, personKind, personPath: untouched ? USUAL_PATH[personKind] : draft.personPath });
  }

  return (
    <>
      <Field label="Name" help="Which program will send to it." error={errors.name} required>
        <Input
          value={draft.name}
          maxLength={NAME_MAX_CHARS}
          placeholder="Review app"
          autoComplete="off"
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <Field label="The program names the person by">
        <Select options={KINDS} value={draft.personKind} onValueChange={changeKind} />
      </Field>
      <Field
        label="In the field"
        help="As the program calls it. A field inside another is written with a dot, such as customer.email."
        error={errors.personPath}
        required
      >
        <Input
          value={draft.personPath}
          maxLength={PATH_MAX_CHARS}
          className="font-mono"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, personPath: event.target.value })}
        />
      </Field>
    </>
  );
}
