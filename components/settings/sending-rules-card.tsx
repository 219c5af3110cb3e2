"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { FieldProblem } from "#components/config-form/control.ts";
import { CapRulesControl } from "#components/config-form/controls/cap-rules-control.tsx";
import type { FormField } from "#components/config-form/fields.ts";
import { useSay } from "#components/say.tsx";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";
import {
  draftOf,
  isRecommended,
  RECOMMENDED_RULES,
  readRules,
  type SendingRulesDraft,
} from "./sending-rules-draft.ts";

const LIMITS_FIELD: Omit<FormField, "label"> = {
  ...{ key: "caps", control: "cap-rules", section: "" },
  ...{ options: [], required: false, fallback: [] },
};

/** When customers are left in peace, and how many messages one of them gets. */
export function SendingRulesCard({ rules }: { rules: Settings["sendingRules"] }) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [draft, setDraft] = useState<SendingRulesDraft>(() => draftOf(rules));
  const [checked, setChecked] = useState(false);
  const problems = checked ? readRules(draft, t).problems : null;
  const save = useMutation(
    api.settings.saveSendingRules.mutationOptions({
      onSuccess: async () => {
        toast.success(t("rules.saved"));
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );
  const said = (wrong?: FieldProblem[]) => wrong?.[0] && say(wrong[0].message);
  const change = (part: Partial<SendingRulesDraft>) => setDraft({ ...draft, ...part });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    const read = readRules(draft, t);
    if (read.rules && !save.isPending) save.mutate(read.rules);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader title={t("rules.title")} description={t("rules.description")} />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Switch
              label={t("rules.quietHours")}
              help={t("rules.quietHoursHelp")}
              checked={draft.on}
              onCheckedChange={(on) => change({ on })}
            />
            {draft.on && (
              <div className="grid grid-cols-2 gap-3 sm:max-w-xs">
                <Field label={t("rules.from")} error={said(problems?.from)}>
                  <Input
                    type="time"
                    value={draft.from}
                    onChange={(event) => change({ from: event.target.value })}
                  />
                </Field>
                <Field label={t("rules.to")} error={said(problems?.to)}>
                  <Input
                    type="time"
                    value={draft.to}
                    onChange={(event) => change({ to: event.target.value })}
                  />
                </Field>
              </div>
            )}
            <CapRulesControl
              field={{ ...LIMITS_FIELD, label: t("rules.caps"), help: t("rules.capsHelp") }}
              value={draft.caps}
              problems={problems?.caps ?? []}
              onChange={(caps) => change({ caps })}
            />
            {isOwner && !isRecommended(draft) && <Suggestion onTake={() => setDraft(RECOMMENDED_RULES)} />}
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {t("saveChanges")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function Suggestion({ onTake }: { onTake: () => void }) {
  const t = useTranslations("settings");
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-dashed px-3 py-2.5 text-sm">
      <p className="text-muted">{t("rules.suggestion")}</p>
      <Button size="sm" icon={<Sparkles />} onClick={onTake}>
        {t("rules.use")}
      </Button>
    </div>
  );
}
