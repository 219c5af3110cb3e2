"use client";

import { useTranslations } from "next-intl";
import { TimeZoneSelect } from "#components/accounts/time-zone-select.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ImportKind } from "./outputs.ts";
import { hasWords, type PlanDraft } from "./plan-draft.ts";

type Props = { kind: ImportKind; draft: PlanDraft; onChange: (draft: PlanDraft) => void; submitted: boolean };

/** How the rows are read, and what may come of them. */
export function PlanSettings({ kind, draft, onChange, submitted }: Props) {
  const t = useTranslations("imports.settings");
  const set = (changes: Partial<PlanDraft>) => onChange({ ...draft, ...changes });
  return (
    <div className="flex flex-col gap-6">
      {kind === "events" && !draft.columns.includes("event") && (
        <Field label={t("eventName")} help={t("eventNameHint")} required>
          <Input
            value={draft.eventName ?? ""}
            placeholder="Order Completed"
            onChange={(event) => set({ eventName: event.target.value })}
          />
        </Field>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("dates")}>
          <Select
            options={[
              { value: "month", label: t("monthFirst") },
              { value: "day", label: t("dayFirst") },
            ]}
            value={draft.dayFirst ? "day" : "month"}
            onValueChange={(order) => set({ dayFirst: order === "day" })}
          />
        </Field>
        <Field label={t("timezone")}>
          <TimeZoneSelect value={draft.timezone} onValueChange={(timezone) => set({ timezone })} />
        </Field>
      </div>
      {kind === "profiles" && <ConsentSettings draft={draft} set={set} submitted={submitted} />}
      <Checkbox
        label={t("starts")}
        help={kind === "profiles" ? t("startsProfiles") : t("startsEvents")}
        checked={draft.startsWorkflows}
        onCheckedChange={(startsWorkflows) => set({ startsWorkflows })}
      />
    </div>
  );
}

type ConsentProps = { draft: PlanDraft; set: (changes: Partial<PlanDraft>) => void; submitted: boolean };

function ConsentSettings({ draft, set, submitted }: ConsentProps) {
  const t = useTranslations("imports.settings");
  const isList = draft.everyRow !== null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("consent")}</legend>
      <Choice
        name="consent"
        checked={!draft.confirms && !isList}
        onChoose={() => set({ confirms: false, everyRow: null })}
        label={t("consentByRow")}
        help={t("consentByRowHint")}
      />
      <Choice
        name="consent"
        checked={draft.confirms}
        onChoose={() => set({ confirms: true, everyRow: null })}
        label={t("consentConfirmed")}
        help={t("consentConfirmedHint")}
      />
      {draft.confirms && (
        <Field
          label={t("how")}
          help={t("howHint")}
          error={submitted && !hasWords(draft) ? t("howMissing") : undefined}
          required
          className="pb-2 sm:pl-7"
        >
          <Textarea
            rows={2}
            maxLength={1000}
            value={draft.words}
            placeholder={t("howExample")}
            onChange={(event) => set({ words: event.target.value })}
          />
        </Field>
      )}
      <Choice
        name="consent"
        checked={draft.everyRow === "not-agreed"}
        onChoose={() => set({ confirms: false, everyRow: "not-agreed" })}
        label={t("notAgreed")}
        help={t("notAgreedHint")}
      />
      <Choice
        name="consent"
        checked={draft.everyRow === "withdrawn"}
        onChoose={() => set({ confirms: false, everyRow: "withdrawn" })}
        label={t("withdrawn")}
      />
      <Choice
        name="consent"
        checked={draft.everyRow === "suppressed"}
        onChoose={() => set({ confirms: false, everyRow: "suppressed" })}
        label={t("suppressed")}
        help={t("suppressedHint")}
      />
    </fieldset>
  );
}
