import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { showError } from "#components/shell/show-error.ts";
import { toast } from "#components/ui/toast.ts";
import { downloadFile } from "./download-file.ts";

/** Downloads files by their paths; `isPending` until the browser has taken over. */
export function useDownload() {
  const t = useTranslations("exports");
  return useMutation({
    mutationFn: (path: string) => downloadFile(path, t),
    onSuccess: () =>
      toast.success(t("toast.begun"), {
        description: t("toast.begunHint"),
      }),
    onError: showError,
  });
}
