"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toaster.tsx";

/** The one switch that stops everything from going out. */
export function SendingSwitch({ off }: { off: boolean }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const setSending = useMutation(
    api.settings.setSending.mutationOptions({
      onSuccess: async (_, { off: nowOff }) => {
        if (nowOff) toast.warning("All sending is switched off");
        else toast.success("Sending is switched on again");
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );
  // While it is being saved the switch already stands where it was put.
  const shownOff = setSending.isPending ? setSending.variables.off : off;
  return (
    <Card>
      <CardBody>
        <Switch
          label="Send messages"
          help="Switched off, nothing leaves this server: no email, no web push, no webhook. Workflows go on, and what is due waits until you switch it on again."
          checked={!shownOff}
          disabled={!isOwner || setSending.isPending}
          onCheckedChange={(on) => setSending.mutate({ off: !on })}
        />
      </CardBody>
    </Card>
  );
}
