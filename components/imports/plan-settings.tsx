"use client";

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
  const set = (changes: Partial<PlanDraft>) => onChange({ ...draft, ...changes });
  return (
    <div className="flex flex-col gap-6">
      {kind === "events" && !draft.columns.includes("event") && (
        <Field label="Name of all these events" help="Because no column says what happened." required>
          <Input
            value={draft.eventName ?? ""}
            placeholder="Order Completed"
            onChange={(event) => set({ eventName: event.target.value })}
          />
        </Field>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Dates such as 3/4/2026">
          <Select
            options={[
              { value: "month", label: "4 March: the month comes first" },
              { value: "day", label: "3 April: the day comes first" },
            ]}
            value={draft.dayFirst ? "day" : "month"}
            onValueChange={(order) => set({ dayFirst: order === "day" })}
          />
        </Field>
        <Field label="Times without a time zone are in">
          <TimeZoneSelect value={draft.timezone} onValueChange={(timezone) => set({ timezone })} />
        </Field>
      </div>
      {kind === "profiles" && <ConsentSettings draft={draft} set={set} submitted={submitted} />}
      <Checkbox
        label="Workflows may start, and end, because of this import"
        help={
          kind === "profiles"
            ? "Otherwise the rows are stored without anything happening, and no program that listens is told of them. Choose it for news about your customers, not when you bring them along from another tool."
            : "Otherwise the events are stored as history, and no program that listens is told of them. What is older than a day starts nothing in any case."
        }
        checked={draft.startsWorkflows}
        onCheckedChange={(startsWorkflows) => set({ startsWorkflows })}
      />
    </div>
  );
}

type ConsentProps = { draft: PlanDraft; set: (changes: Partial<PlanDraft>) => void; submitted: boolean };

function ConsentSettings({ draft, set, submitted }: ConsentProps) {
  const isList = draft.everyRow !== null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Did these people agree to marketing emails?</legend>
      <Choice
        name="consent"
        checked={!draft.confirms && !isList}
        onChoose={() => set({ confirms: false, everyRow: null })}
        label="Only those whose row says so"
        help="Everybody else stays as they are here; new people have not agreed."
      />
      <Choice
        name="consent"
        checked={draft.confirms}
        onChoose={() => set({ confirms: true, everyRow: null })}
        label="Yes, I confirm it"
        help="For those of whom neither their row nor anything here says otherwise. Whoever has unsubscribed stays unsubscribed."
      />
      {draft.confirms && (
        <Field
          label="How did they agree?"
          help="Kept with your name as the proof of their consent."
          error={submitted && !hasWords(draft) ? "Say in a sentence how these people agreed" : undefined}
          required
          className="pb-2 sm:pl-7"
        >
          <Textarea
            rows={2}
            maxLength={1000}
            value={draft.words}
            placeholder="They ticked the box for the newsletter in our old shop."
            onChange={(event) => set({ words: event.target.value })}
          />
        </Field>
      )}
      <Choice
        name="consent"
        checked={draft.everyRow === "not-agreed"}
        onChoose={() => set({ confirms: false, everyRow: "not-agreed" })}
        label="No, none of them has agreed"
        help="Whoever has agreed here already stays so."
      />
      <Choice
        name="consent"
        checked={draft.everyRow === "withdrawn"}
        onChoose={() => set({ confirms: false, everyRow: "withdrawn" })}
        label="No, all of them have unsubscribed"
      />
      <Choice
        name="consent"
        checked={draft.everyRow === "suppressed"}
        onChoose={() => set({ confirms: false, everyRow: "suppressed" })}
        label="No, all of these addresses bounced or complained"
        help="They are unsubscribed, and nothing is ever sent to these addresses."
      />
    </fieldset>
  );
}
