import { toast } from "#components/ui/toast.ts";

/** For `onError` of a mutation: tells in the server's own words why it did not work. */
export function showError(error: { message: string }): void {
  toast.error("That did not work", { description: error.message });
}
