"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { SECRET_NAME } from "#workflows/secret-references.ts";

const NAME_MAX_CHARS = 60;
const VALUE_MIN_CHARS = 4;
const VALUE_MAX_CHARS = 2_000;

/** Takes a new secret, or another value for the one of a name. */
export function SecretDialog({ replacing, onClose }: { replacing: string | null; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [name, setName] = useState(replacing ?? "");
  const [value, setValue] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const done = {
    onSuccess: async () => {
      toast.success(replacing ? t("secrets.replaced", { name: replacing }) : t("secrets.added", { name }));
      await queries.invalidateQueries(api.secrets.list.queryFilter());
      onClose();
    },
  };
  const create = useMutation(api.secrets.create.mutationOptions(done));
  const replace = useMutation(api.secrets.replace.mutationOptions(done));
  const save = replacing ? replace : create;
  const badName = !SECRET_NAME.test(name);
  const badValue = value.trim().length < VALUE_MIN_CHARS;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!badName && !badValue && !save.isPending) save.mutate({ name, value });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={replacing ? t("secrets.replaceTitle", { name: replacing }) : t("secrets.add")}
      description={replacing ? t("secrets.replaceHelp") : t("secrets.addHelp")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            {replacing ? t("secrets.replaceValue") : t("secrets.add")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {!replacing && (
          <Field
            label={t("secrets.name")}
            help={t("secrets.nameHelp", { reference: `{{ secrets.${badName ? "NAME" : name} }}` })}
            error={submitted && badName ? t("secrets.nameWrong") : undefined}
            required
          >
            <Input
              value={name}
              maxLength={NAME_MAX_CHARS}
              placeholder="CRM_TOKEN"
              autoComplete="off"
              className="font-mono"
              onChange={(event) => setName(event.target.value.trim())}
            />
          </Field>
        )}
        <Field
          label={t("secrets.value")}
          help={t("secrets.valueHelp")}
          error={submitted && badValue ? t("secrets.valueShort", { count: VALUE_MIN_CHARS }) : undefined}
          required
        >
          <Input
            type="password"
            value={value}
            maxLength={VALUE_MAX_CHARS}
            autoComplete="off"
            className="font-mono"
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
        {save.error && (
          <Banner tone="danger" role="alert">
            {save.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
