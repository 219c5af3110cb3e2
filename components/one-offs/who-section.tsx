"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useMemo, useRef } from "react";
import * as z from "zod/mini";
import { useApi } from "#components/api.ts";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { usePeopleChoices } from "#components/config-form/rules/use-rule-names.ts";
import { Choice } from "#components/ui/choice.tsx";
import type { Problem } from "#workflows/validate.ts";
import { whomRule } from "#workflows/whom.ts";
import { ListPeople } from "./list-people.tsx";
import type { AudienceDraft } from "./one-off-draft.ts";
import type { ListedPeople } from "./outputs.ts";

/** `label` is in the reader's language. */
const ruleForm = (label: string) =>
  z.object({ rule: whomRule.check(z.meta({ label, control: "condition" })) });

type Props = {
  audience: AudienceDraft;
  /** How many people its list names. */
  listed: number;
  viewing: boolean;
  onChange(audience: AudienceDraft): void;
  /** Makes the people that these lines name the list; null while the message itself cannot be saved. */
  onList(lines: string[]): Promise<ListedPeople | null>;
};

/** Whom the message goes to. */
export function WhoSection({ audience, listed, viewing, onChange, onList }: Props) {
  const t = useTranslations("one-offs.who");
  const api = useApi();
  const name = useId();
  const profiles = useQuery(api.profiles.list.queryOptions({ limit: 1 }));
  const total = profiles.data?.total;
  // Whoever looks at another choice finds their rule when they come back.
  const rule = useRef<unknown>(audience.kind === "condition" ? audience.condition : null);
  return (
    <fieldset disabled={viewing} className="flex min-w-0 flex-col gap-5">
      <legend className="sr-only">{t("legend")}</legend>
      <div className="flex max-w-xl flex-col gap-1.5">
        <Choice
          name={name}
          checked={audience.kind === "everybody"}
          onChoose={() => onChange({ kind: "everybody" })}
          label={t("everybody")}
          help={total === undefined ? t("everybodyHint") : t("everybodyCount", { count: total })}
        />
        <Choice
          name={name}
          checked={audience.kind === "condition"}
          onChoose={() => onChange({ kind: "condition", condition: rule.current })}
          label={t("condition")}
          help={t("conditionHint")}
        />
        <Choice
          name={name}
          checked={audience.kind === "list"}
          onChoose={() => onChange({ kind: "list" })}
          label={t("list")}
          help={t("listHint")}
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
  const t = useTranslations("one-offs.who");
  const choices = usePeopleChoices(rule);
  const label = t("rule");
  const schema = useMemo(() => ruleForm(label), [label]);
  const problems = rule === null ? [] : problemsOf(schema, rule, t("finishRule"));
  return (
    <FormChoicesProvider choices={choices}>
      <ConfigForm
        schema={schema}
        config={{ rule }}
        problems={problems}
        onChange={(config) => onChange(config.rule)}
      />
    </FormChoicesProvider>
  );
}

function problemsOf(schema: ReturnType<typeof ruleForm>, rule: unknown, unfinished: string): Problem[] {
  const { error } = schema.safeParse({ rule });
  return (error?.issues ?? []).map(({ path, message }) => ({
    severity: "error",
    code: "rule.unfinished",
    message: /^(Invalid|Too )/.test(message) ? unfinished : message,
    field: path.join("."),
  }));
}
