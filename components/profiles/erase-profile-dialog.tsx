"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useProfileName } from "./profile-name.ts";

/** Asks for the person's name before erasing them, since nothing brings them back. */
export function EraseProfileDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const api = useApi();
  const t = useTranslations("profiles");
  const tUi = useTranslations("ui.common");
  const profileName = useProfileName();
  const router = useRouter();
  const queryClient = useQueryClient();
  const formId = useId();
  const [typed, setTyped] = useState("");
  const asked = profile.email ?? profileName(profile);
  const matches = typed.trim().toLowerCase() === asked.toLowerCase();
  const erase = useMutation(
    api.profiles.erase.mutationOptions({
      onSuccess: async () => {
        toast.success(t("erase.erased", { name: profileName(profile) }));
        router.push("/profiles");
        await queryClient.invalidateQueries(api.profiles.list.pathFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (matches) erase.mutate({ id: profile.id });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("erase.title")}
      description={t("erase.description")}
      footer={
        <>
          <Button onClick={onClose}>{tUi("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={!matches}
            loading={erase.isPending || erase.isSuccess}
          >
            {t("erase.confirm")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <p className="mb-4 text-sm text-muted">{t("erase.details")}</p>
        <Field
          label={t.rich("erase.type", {
            asked,
            box: (chunks) => <span className="rounded-sm bg-sunken px-1 font-mono">{chunks}</span>,
          })}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        </Field>
        {erase.error && (
          <Banner tone="danger" role="alert" className="mt-4">
            {erase.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
