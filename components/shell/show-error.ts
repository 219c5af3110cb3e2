import { useTranslations } from "next-intl";
import { createElement } from "react";
import { toast } from "#components/ui/toast.ts";

/** For `onError` of a mutation: tells in the server's own words why it did not work. */
export function showError(error: { message: string }): void {
  toast.error(createElement(DidNotWork), { description: error.message });
}

/** Knows the reader's language by standing among the toasts: who calls is no component. */
function DidNotWork() {
  return useTranslations("shell")("didNotWork");
}
