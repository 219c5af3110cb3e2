"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import type { Role } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { roleOf, roleOptions } from "./role-words.ts";
import { SecretOnce } from "./secret-once.tsx";

/** Makes a link that lets one person in, and shows it the one time that it can be seen. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queryClient = useQueryClient();
  const { formatDateTime } = useTimeFormat();
  const [role, setRole] = useState<Role>("editor");
  const invite = useMutation(
    api.people.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.people.list.queryFilter()),
    }),
  );

  if (invite.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title={t("people.sendLink")}
        description={t("people.joinsAs", { role })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {common("done")}
          </Button>
        }
      >
        <SecretOnce label={t("people.link")} value={invite.data.url} />
        <p className="mt-3 text-sm text-muted">
          {t("people.worksUntil", { time: formatDateTime(invite.data.expiresAt, readerZone()) })}
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("people.invite")}
      description={t("people.inviteHelp")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            loading={invite.isPending}
            onClick={() => invite.mutate({ role, origin: window.location.origin })}
          >
            {t("people.makeLink")}
          </Button>
        </>
      }
    >
      <Field label={t("people.role")} help={t(`people.${role}.may`)}>
        <Select
          options={roleOptions(t)}
          value={role}
          onValueChange={(value) => setRole(roleOf(value, role))}
        />
      </Field>
      {invite.error && (
        <Banner tone="danger" role="alert" className="mt-4">
          {invite.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
