"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";

/** Whether an id without proof is enough, with what that risks. */
export function InAppTrust({ trustIds }: { trustIds: boolean }) {
  const t = useTranslations("site");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const save = useMutation(
    api.inApp.save.mutationOptions({
      onSuccess: async (_, { trustIds: trusted }) => {
        await queryClient.invalidateQueries(api.inApp.get.queryFilter());
        if (trusted) toast.warning(t("trust.on"));
        else toast.success(t("trust.off"));
      },
      onError: showError,
    }),
  );
  // While it is being saved the switch already stands where it was put.
  const isOn = save.isPending ? save.variables.trustIds : trustIds;
  return (
    <section className="flex flex-col gap-3">
      <Switch
        label={t("trust.label")}
        help={t("trust.help")}
        checked={isOn}
        disabled={!isOwner || save.isPending}
        onCheckedChange={(trusted) => save.mutate({ trustIds: trusted })}
      />
      {isOn && (
        <Banner tone="warning" title={t("trust.warning")}>
          {t("trust.warningHelp")}
        </Banner>
      )}
    </section>
  );
}
