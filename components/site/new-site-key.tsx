"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const NAME_MAX_CHARS = 100;

/** Makes the first key, named after the site that it is for. */
export function NewSiteKey({ onMade }: { onMade: (id: number) => void }) {
  const t = useTranslations("site");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const create = useMutation(
    api.apiKeys.create.mutationOptions({
      onSuccess: async ({ id }) => {
        onMade(id);
        await queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
        await queryClient.invalidateQueries(api.overview.get.queryFilter());
        await queryClient.invalidateQueries(api.site.get.queryFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setMissing(name.trim() === "");
    if (name.trim() !== "" && !create.isPending)
      create.mutate({ name: name.trim(), kind: "write", source: "site" });
  }

  if (!isOwner) return <NeedsRole atLeast="owner" what={t("newKey.mayMake")} />;
  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-4">
      <Field
        label={t("newKey.label")}
        help={t("newKey.help")}
        error={missing ? t("newKey.missing") : undefined}
        required
        className="w-full max-w-md"
      >
        <Input
          value={name}
          maxLength={NAME_MAX_CHARS}
          placeholder="shop.example.com"
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      {create.error && (
        <Banner tone="danger" role="alert">
          {create.error.message}
        </Banner>
      )}
      <Button type="submit" variant="primary" loading={create.isPending}>
        {t("newKey.make")}
      </Button>
    </form>
  );
}
