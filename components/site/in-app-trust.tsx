"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";

/** Whether an id without proof is enough, with what that risks. */
export function InAppTrust({ trustIds }: { trustIds: boolean }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const save = useMutation(
    api.inApp.save.mutationOptions({
      onSuccess: async (_, { trustIds: trusted }) => {
        await queryClient.invalidateQueries(api.inApp.get.queryFilter());
        if (trusted) toast.warning("Ids are trusted without proof now");
        else toast.success("A proof is asked for again");
      },
      onError: showError,
    }),
  );
  // While it is being saved the switch already stands where it was put.
  const isOn = save.isPending ? save.variables.trustIds : trustIds;
  return (
    <section className="flex flex-col gap-3">
      <Switch
        label="Trust customer ids without proof"
        help="For shops whose server cannot make one."
        checked={isOn}
        disabled={!isOwner || save.isPending}
        onCheckedChange={(trusted) => save.mutate({ trustIds: trusted })}
      />
      {isOn && (
        <Banner
          tone="warning"
          title="Whoever knows or guesses a customer’s id can read that customer’s messages"
        >
          Leave this on only if your ids are long and random, and nothing in your messages is private: no
          names, orders, addresses or vouchers of one’s own.
        </Banner>
      )}
    </section>
  );
}
