import { useMutation } from "@tanstack/react-query";
import { showError } from "#components/shell/show-error.ts";
import { toast } from "#components/ui/toast.ts";
import { downloadFile } from "./download-file.ts";

/** Downloads files by their paths; `isPending` until the browser has taken over. */
export function useDownload() {
  return useMutation({
    mutationFn: downloadFile,
    onSuccess: () =>
      toast.success("The download has begun", {
        description: "A large file takes a while. Your browser shows how far it is.",
      }),
    onError: showError,
  });
}
