import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import { showError } from "./show-error.ts";

/** The one switch that stops everything from going out: `mutate({ off })`. */
export function useSetSending() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.settings.setSending.mutationOptions({
      onSuccess: async (_, { off }) => {
        if (off) toast.warning("All sending is switched off");
        else toast.success("Sending is switched on again");
        // Every page that lists messages says which are held by the switch.
        await queryClient.invalidateQueries();
      },
      onError: showError,
    }),
  );
}
