"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { CapRulesControl } from "#components/config-form/controls/cap-rules-control.tsx";
import type { FormField } from "#components/config-form/fields.ts";
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

const LIMITS_FIELD: FormField = {
  key: "caps",
  label: "Most messages per person",
  help: "A message over a limit is left out, and the person goes on in the workflow. Days, weeks and months are the customer’s own.",
  control: "cap-rules",
  options: [],
  required: false,
  fallback: [],
  section: "",
};

/** When customers are left in peace, and how many messages one of them gets. */
export function SendingRulesCard({ rules }: { rules: Settings["sendingRules"] }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [draft, setDraft] = useState<SendingRulesDraft>(() => draftOf(rules));
  const [checked, setChecked] = useState(false);
  const problems = checked ? readRules(draft).problems : null;
  const save = useMutation(
    api.settings.saveSendingRules.mutationOptions({
      onSuccess: async () => {
        toast.success("Quiet hours and limits are saved");
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );
  const change = (part: Partial<SendingRulesDraft>) => setDraft({ ...draft, ...part });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    const read = readRules(draft);
    if (read.rules && !save.isPending) save.mutate(read.rules);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader
          title="Quiet hours and limits"
          description="For the messages of every workflow that sets none of its own, on every channel. Messages marked as transactional, such as an order confirmation, are exempt."
        />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Switch
              label="Quiet hours"
              help="By the customer’s own clock, and the shop’s where their time zone is not known. What is due meanwhile goes out within 15 minutes of their end."
              checked={draft.on}
              onCheckedChange={(on) => change({ on })}
            />
            {draft.on && (
              <div className="grid grid-cols-2 gap-3 sm:max-w-xs">
                <Field label="From" error={problems?.from[0]?.message}>
                  <Input
                    type="time"
                    value={draft.from}
                    onChange={(event) => change({ from: event.target.value })}
                  />
                </Field>
                <Field label="To" error={problems?.to[0]?.message}>
                  <Input
                    type="time"
                    value={draft.to}
                    onChange={(event) => change({ to: event.target.value })}
                  />
                </Field>
              </div>
            )}
            <CapRulesControl
              field={LIMITS_FIELD}
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
              Save changes
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function Suggestion({ onTake }: { onTake: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-dashed px-3 py-2.5 text-sm">
      <p className="text-muted">
        Most shops do well with quiet hours from 21:00 to 09:00 and one email a day.
      </p>
      <Button size="sm" icon={<Sparkles />} onClick={onTake}>
        Use these
      </Button>
    </div>
  );
}
