import * as z from "zod/mini";

/** About ten segments: longer ones are no text messages any more, and services refuse them. */
export const TEXT_MAX_CHARS = 1600;

/** Marketing by text message has to say how to leave it in many places. */
export const optOutHint = z._default(z.boolean(), true).check(
  z.meta({
    label: "Say how to leave",
    help: "Adds a line like “Reply STOP to leave” in the person's language. Many countries ask for it in marketing.",
    when: { field: "transactional", is: [false] },
  }),
);
