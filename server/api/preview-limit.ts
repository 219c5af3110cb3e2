import type { Services } from "#server/services.ts";
import { phrase } from "#workflows/phrase.ts";
import { type Person, refusal } from "./trpc.ts";

/**
 * Counts one look at messages that are written only to be shown. Refused when somebody asks so often that colleagues would
 * wait for theirs.
 */
export function countPreview({
  senders,
  clock,
  person,
}: Pick<Services, "senders" | "clock"> & { person: Pick<Person, "id"> }): void {
  if (senders.previewLimit.allows(person.id, clock.now())) return;
  throw refusal("TOO_MANY_REQUESTS", phrase("You have looked at many previews at once. Wait a few seconds"));
}
