"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useRef } from "react";
import * as z from "zod";
import { useApi } from "#components/api.ts";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { type FormChoices, FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { Choice } from "#components/ui/choice.tsx";
import type { Problem } from "#workflows/validate.ts";
import { whomRule } from "#workflows/whom.ts";
import { ListPeople } from "./list-people.tsx";
import type { AudienceDraft } from "./one-off-draft.ts";
import { wordPeople } from "./one-off-words.ts";
import type { ListedPeople } from "./outputs.ts";

const ruleForm = z.object({ rule: whomRule.meta({ label: "The rule", control: "condition" }) });

type Props = {
  audience: AudienceDraft;
  /** How many people its list names. */
  listed: number;
  viewing: boolean;
  onChange(audience: AudienceDraft): void;
  /** Makes the people that these lines name the list. */
  onList(lines: string[]): Promise<ListedPeople>;
};

/** Whom the message goes to. */
export function WhoSection({ audience, listed, viewing, onChange, onList }: Props) {
  const api = useApi();
  const name = useId();
  const profiles = useQuery(api.profiles.list.queryOptions({ limit: 1 }));
  const total = profiles.data?.total;
  // Whoever looks at another choice finds their rule when they come back.
  const rule = useRef<unknown>(audience.kind === "condition" ? audience.condition : null);
  return (
    <fieldset disabled={viewing} className="flex min-w-0 flex-col gap-5">
      <legend className="sr-only">Who gets it?</legend>
      <div className="flex max-w-xl flex-col gap-1.5">
        <Choice
          name={name}
          checked={audience.kind === "everybody"}
          onChoose={() => onChange({ kind: "everybody" })}
          label="Everybody"
          help={
            total === undefined
              ? "All your profiles, as far as they agreed to it."
              : `All your profiles, ${wordPeople(total)}, as far as they agreed to it.`
          }
        />
        <Choice
          name={name}
          checked={audience.kind === "condition"}
          onChoose={() => onChange({ kind: "condition", condition: rule.current })}
          label="Those for whom a rule holds"
          help="Such as a city, or what they have done. Looked at again when it goes out."
        />
        <Choice
          name={name}
          checked={audience.kind === "list"}
          onChoose={() => onChange({ kind: "list" })}
          label="A list of your own"
          help="Email addresses or customer numbers of people who are among your profiles."
        />
      </div>
      {audience.kind === "condition" && (
        <Rule
          rule={audience.condition}
          onChange={(condition) => {
            rule.current = condition;
            onChange({ kind: "condition", condition });
          }}
        />
      )}
      {audience.kind === "list" && <ListPeople listed={listed} viewing={viewing} onList={onList} />}
    </fieldset>
  );
}

function Rule({ rule, onChange }: { rule: unknown; onChange(rule: unknown): void }) {
  const choices = useRuleChoices();
  const problems = rule === null ? [] : problemsOf(rule);
  return (
    <FormChoicesProvider choices={choices}>
      <ConfigForm
        schema={ruleForm}
        config={{ rule }}
        problems={problems}
        onChange={(config) => onChange(config.rule)}
      />
    </FormChoicesProvider>
  );
}

function problemsOf(rule: unknown): Problem[] {
  const { error } = ruleForm.safeParse({ rule });
  return (error?.issues ?? []).map(({ path, message }) => ({
    severity: "error",
    code: "rule.unfinished",
    message: /^(Invalid|Too )/.test(message) ? "Finish this rule" : message,
    field: path.join("."),
  }));
}

/** What the rule can be about: nothing is known of a run yet. */
function useRuleChoices(): FormChoices {
  const api = useApi();
  const events = useQuery(api.events.names.queryOptions());
  const attributes = useQuery(api.attributes.names.queryOptions());
  return useMemo(
    () => ({
      eventNames: events.data?.names.map(({ name }) => name) ?? [],
      attributeNames: attributes.data?.names ?? [],
      variables: [],
      dataPaths: [],
    }),
    [events.data, attributes.data],
  );
}
