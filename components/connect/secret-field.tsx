"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import type { SourceHook } from "./connect-outputs.ts";

type Props = { hook: SourceHook | null; from: string; placeholder?: string };

/** Takes the secret that the other side made. It cannot be read again, only replaced. */
export function SecretField({ hook, from, placeholder }: Props) {
  const t = useTranslations("connect");
  const api = useApi();
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const [secret, setSecret] = useState("");
  const [missing, setMissing] = useState(false);
  const save = useMutation(
    api.connect.setSecret.mutationOptions({
      onSuccess: async () => {
        setSecret("");
        toast.success(t("secret.saved"));
        await queryClient.invalidateQueries(api.connect.pathFilter());
        await queryClient.invalidateQueries(api.hooks.pathFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const value = secret.trim();
    setMissing(value === "");
    if (hook && value !== "" && !save.isPending) save.mutate({ hookId: hook.id, secret: value });
  }

  if (!mayEdit) return null;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col items-start gap-3">
      <Field
        label={t("secret.of", { name: from })}
        help={hook?.hasSecret ? t("secret.replaceHelp") : t("secret.help")}
        error={missing ? t("secret.missing") : save.error?.message}
        className="w-full max-w-lg"
      >
        <Input
          type="password"
          value={secret}
          disabled={!hook}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setSecret(event.target.value)}
        />
      </Field>
      <Button type="submit" disabled={!hook} loading={save.isPending}>
        {hook?.hasSecret ? t("secret.replace") : t("secret.save")}
      </Button>
    </form>
  );
}
