"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { EventNameInput } from "#components/config-form/controls/event-name-input.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.ts";
import { PropertiesInput } from "./properties-input.tsx";
import { usePropertiesDraft } from "./use-properties-draft.ts";

/** Records an event for a person as if the shop had sent it now, so that a workflow can be tried out. */
export function RecordEventDialog({ profileId, onClose }: { profileId: number; onClose: () => void }) {
  const t = useTranslations("profiles.record");
  const tUi = useTranslations("ui.common");
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const draft = usePropertiesDraft();
  const known = useQuery(api.events.names.queryOptions());
  const record = useMutation(
    api.profiles.recordEvent.mutationOptions({
      onSuccess: async () => {
        toast.success(t("recorded", { event: name.trim() }));
        onClose();
        await queryClient.invalidateQueries(api.profiles.pathFilter());
      },
    }),
  );

  function changeName(next: string) {
    setName(next);
    setError(null);
    draft.offerExample(next.trim());
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (name.trim() === "") {
      setError(t("noName"));
      return;
    }
    const properties = draft.read();
    if (properties) record.mutate({ id: profileId, name: name.trim(), properties });
  }

  const eventNames = known.data?.names.map((entry) => entry.name) ?? [];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{tUi("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={record.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5">
        <Field label={t("event")} error={error} required>
          <FormChoicesProvider choices={{ eventNames, attributeNames: [], variables: [], dataPaths: [] }}>
            <EventNameInput value={name} onChange={changeName} placeholder="Product Added" />
          </FormChoicesProvider>
        </Field>
        <PropertiesInput draft={draft} />
        {record.error && (
          <Banner tone="danger" role="alert">
            {record.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
