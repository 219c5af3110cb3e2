"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { retentionOptions } from "./retention-options.ts";

type Retention = Settings["retention"];

const FIELDS: { key: keyof Retention; label: string; help: string }[] = [
  {
    key: "contentDays",
    label: "What messages said",
    help: "The text of emails and pushes, what webhooks carried, which links were clicked, and delivery attempts. That a message was sent, when and to whom, stays.",
  },
  {
    key: "historyDays",
    label: "What happened to each person, and why",
    help: "The entries on a profile’s page, who opened and clicked, and carts that nobody touches any more. Events and consent stay.",
  },
  {
    key: "runDays",
    label: "The way each person took through a workflow",
    help: "Counted from when they left it. How many people passed each step stays. What a run carried is kept for up to a year, as long as it can still reach its goal.",
  },
];

/** For how long what is over is kept. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [kept, setKept] = useState(retention);
  const changed = FIELDS.some(({ key }) => kept[key] !== retention[key]);
  const save = useMutation(
    api.settings.saveRetention.mutationOptions({
      onSuccess: async () => {
        toast.success("How long things are kept is saved");
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate(kept);
  }

  return (
    <form onSubmit={submit} className="border-t pt-5">
      <h3 className="mb-3 text-sm font-semibold">How long things are kept</h3>
      <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
        {FIELDS.map(({ key, label, help }) => (
          <Field key={key} label={label} help={help}>
            <Select
              className="max-w-48"
              options={retentionOptions(retention[key])}
              value={String(kept[key])}
              onValueChange={(days) => setKept({ ...kept, [key]: Number(days) })}
            />
          </Field>
        ))}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            Save changes
          </Button>
          {changed && <p className="text-sm text-muted">What is removed cannot be brought back.</p>}
        </div>
      </fieldset>
    </form>
  );
}
