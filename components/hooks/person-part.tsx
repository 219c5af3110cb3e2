"use client";

import { Choice } from "#components/ui/choice.tsx";
import { FieldPicker } from "./field-picker.tsx";
import type { MappingDraft, MappingProblems } from "./mapping-draft.ts";
import type { PersonKind, Scheme } from "./outputs.ts";
import type { Samples } from "./use-samples.ts";

export type PartProps = {
  samples: Samples;
  draft: MappingDraft;
  problems: MappingProblems;
  onChange: (draft: MappingDraft) => void;
};

const KINDS: { value: PersonKind; label: string }[] = [
  { value: "email", label: "Their email address" },
  { value: "external-id", label: "Their customer number in your shop" },
];

/** Whom a request is about. */
export function PersonPart({ samples, draft, problems, onChange }: PartProps) {
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-base font-medium">Who it is about</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {KINDS.map(({ value, label }) => (
            <Choice
              key={value}
              name="person-kind"
              checked={draft.personKind === value}
              onChoose={() => onChange({ ...draft, personKind: value })}
              label={label}
            />
          ))}
        </div>
      </fieldset>
      <FieldPicker
        label="Field with the person"
        path={draft.personPath}
        fields={samples.chosen?.fields ?? []}
        fits={draft.personKind === "email" ? ({ isEmail }) => isEmail : undefined}
        error={problems.personPath}
        onChange={(personPath) => onChange({ ...draft, personPath })}
      />
    </section>
  );
}

const ID_HELP =
  "A request that comes twice counts once. Without a field, the id that most programs send along is looked at. Choose a field that is different in every request, never an order number that comes again.";
/** For proofs that cover nothing but the body, so that only the body tells a new request from a copied one. */
const SAME_BODY_HELP =
  "By the proof chosen above, requests with the very same body count once too, whatever their id.";
const SIGNED_BODY_ALONE: ReadonlySet<Scheme> = new Set(["shopify", "github", "hmac"]);

/** Where a request says which one it is. */
export function IdPart({ samples, draft, onChange, scheme }: PartProps & { scheme: Scheme }) {
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <h3 className="text-base font-medium">Which request it is</h3>
      <FieldPicker
        label="Field with the request’s own id"
        help={SIGNED_BODY_ALONE.has(scheme) ? `${ID_HELP} ${SAME_BODY_HELP}` : ID_HELP}
        path={draft.idPath}
        fields={samples.chosen?.fields ?? []}
        optional
        onChange={(idPath) => onChange({ ...draft, idPath })}
      />
    </section>
  );
}
