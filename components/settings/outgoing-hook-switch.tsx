"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";

/** Tells a program what happens, or not for a while. */
export function OutgoingHookSwitch({ hook }: { hook: OutgoingHook }) {
  const api = useApi();
  const queries = useQueryClient();
  const change = useMutation(
    api.outgoingHooks.switch.mutationOptions({
      onSuccess: (_, { on }) => {
        if (on) toast.success(`${hook.host} is told again, and gets what was waiting for it`);
        else
          toast(`${hook.host} is told nothing for now`, {
            description: "What happens while it is off is not told later.",
          });
      },
      onError: showError,
      onSettled: () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter()),
    }),
  );
  const isOn = change.isPending ? change.variables.on : hook.offAt === null;
  return (
    <Switch
      aria-label={`Tell ${hook.host} what happens`}
      checked={isOn}
      disabled={change.isPending}
      onCheckedChange={(on) => change.mutate({ id: hook.id, on })}
    />
  );
}
