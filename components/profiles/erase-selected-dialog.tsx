"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi, useApiClient } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Chosen } from "./start-workflow-dialog.tsx";

type Props = { people: Chosen[]; onErased: () => void; onClose: () => void };

/** Asks for their number before erasing several people, since nothing brings them back. */
export function EraseSelectedDialog({ people, onErased, onClose }: Props) {
  const api = useApi();
  const client = useApiClient();
  const t = useTranslations("profiles.eraseMany");
  const one = useTranslations("profiles.erase");
  const common = useTranslations("ui.common");
  const queries = useQueryClient();
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState(0);
  const matches = typed.trim() === String(people.length);
  const erase = useMutation({
    mutationFn: async () => {
      // One after the other: each is a person's whole history.
      for (const { id } of people.slice(done)) {
        await client.profiles.erase.mutate({ id });
        setDone((before) => before + 1);
      }
    },
    onSuccess: () => {
      toast.success(t("erased", { count: people.length }));
      onErased();
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(api.profiles.pathFilter()),
        queries.invalidateQueries(api.profileLists.pathFilter()),
      ]),
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (matches && !erase.isPending) erase.mutate();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { count: people.length })}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={!matches}
            loading={erase.isPending || erase.isSuccess}
          >
            {one("confirm")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <p className="mb-4 text-sm text-muted">{one("details")}</p>
        <Field label={t("type", { count: people.length })}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {erase.isPending && (
          <p role="status" data-figures className="mt-3 text-sm text-muted">
            {t("progress", { done, count: people.length })}
          </p>
        )}
        {erase.error && (
          <Banner tone="danger" role="alert" className="mt-4">
            {erase.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
