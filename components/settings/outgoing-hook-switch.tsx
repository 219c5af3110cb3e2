"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";

/** Tells a program what happens, or not for a while. */
export function OutgoingHookSwitch({ hook }: { hook: OutgoingHook }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queries = useQueryClient();
  const { host } = hook;
  const change = useMutation(
    api.outgoingHooks.switch.mutationOptions({
      onSuccess: (_, { on }) => {
        if (on) toast.success(t("outgoing.toldAgain", { host }));
        else
          toast(t("outgoing.notTold", { host }), {
            description: t("outgoing.notToldHelp"),
          });
      },
      onError: showError,
      onSettled: () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter()),
    }),
  );
  const isOn = change.isPending ? change.variables.on : hook.offAt === null;
  return (
    <Switch
      aria-label={t("outgoing.tell", { host })}
      checked={isOn}
      disabled={change.isPending}
      onCheckedChange={(on) => change.mutate({ id: hook.id, on })}
    />
  );
}
