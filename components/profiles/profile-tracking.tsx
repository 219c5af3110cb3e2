"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/switch.tsx";

/** Whether this person's opens and clicks are noted. */
export function ProfileTracking({ profile }: { profile: Profile }) {
  const t = useTranslations("profiles.tracking");
  const api = useApi();
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const save = useMutation(
    api.profiles.setTracking.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(api.profiles.get.queryFilter({ id: profile.id })),
      onError: showError,
    }),
  );
  // What was just chosen shows at once, before the server has said so.
  const off = save.isPending ? save.variables.off : profile.trackingOff;
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody>
        <Switch
          label={t("label")}
          help={t("help")}
          checked={!off}
          disabled={!mayEdit || save.isPending}
          onCheckedChange={(on) => save.mutate({ id: profile.id, off: !on })}
          className="py-0"
        />
      </CardBody>
    </Card>
  );
}
