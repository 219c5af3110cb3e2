import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import { showError } from "./show-error.ts";

/** The one switch that stops everything from going out: `mutate({ off })`. */
export function useSetSending() {
  const t = useTranslations("shell.sendingOff");
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.settings.setSending.mutationOptions({
      onSuccess: async (_, { off }) => {
        if (off) toast.warning(t("title"));
        else toast.success(t("onAgain"));
        // Every page that lists messages says which are held by the switch.
        await queryClient.invalidateQueries();
      },
      onError: showError,
    }),
  );
}
