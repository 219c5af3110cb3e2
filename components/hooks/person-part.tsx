"use client";

import { useTranslations } from "next-intl";
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

const KINDS: readonly PersonKind[] = ["email", "external-id"];

/** Whom a request is about. */
export function PersonPart({ samples, draft, problems, onChange }: PartProps) {
  const t = useTranslations("hooks");
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-base font-medium">{t("facts.person")}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {KINDS.map((value) => (
            <Choice
              key={value}
              name="person-kind"
              checked={draft.personKind === value}
              onChoose={() => onChange({ ...draft, personKind: value })}
              label={t(`person.${value}`)}
            />
          ))}
        </div>
      </fieldset>
      <FieldPicker
        label={t("person.field")}
        path={draft.personPath}
        fields={samples.chosen?.fields ?? []}
        fits={draft.personKind === "email" ? ({ isEmail }) => isEmail : undefined}
        error={problems.personPath}
        onChange={(personPath) => onChange({ ...draft, personPath })}
      />
    </section>
  );
}

/** For proofs that cover nothing but the body, so that only the body tells a new request from a copied one. */

const SIGNED_BODY_ALONE: ReadonlySet<Scheme> = new Set(["shopify", "github", "hmac"]);

/** Where a request says which one it is. */
export function IdPart({ samples, draft, onChange, scheme }: PartProps & { scheme: Scheme }) {
  const t = useTranslations("hooks");
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <h3 className="text-base font-medium">{t("id.title")}</h3>
      <FieldPicker
        label={t("id.field")}
        help={t(SIGNED_BODY_ALONE.has(scheme) ? "id.helpSameBody" : "id.help")}
        path={draft.idPath}
        fields={samples.chosen?.fields ?? []}
        optional
        onChange={(idPath) => onChange({ ...draft, idPath })}
      />
    </section>
  );
}
