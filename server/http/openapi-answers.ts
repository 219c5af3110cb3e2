import { z } from "zod";

/** What the doors for events and hooks answer with, for the document and for the tests that hold the doors to it. */
export const taken = z.strictObject({ success: z.literal(true) });

const errors = z.array(
  z.strictObject({
    index: z.int().describe("Its place in the list, from 0."),
    message: z
      .string()
      .describe("Why it cannot be used.")
      .meta({ examples: ["userId or anonymousId is missing"] }),
  }),
);

export const takenBatch = z.strictObject({
  success: z.literal(true),
  accepted: z.int().describe("How many events were taken."),
  errors: errors.describe("The others, by their place in the list.").meta({ examples: [[]] }),
});

/** The one refusal that says more than the others. */
export const refusedBatch = z.strictObject({
  error: z.strictObject({
    code: z.literal("invalid"),
    message: z.string().meta({ examples: ["No event in the batch can be used"] }),
  }),
  errors: errors.describe("What is wrong with each event, by its place in the list."),
});

export const takenRequest = z.strictObject({
  success: z.literal(true),
  duplicate: z.literal(true).optional().describe("It had come before, and counts once."),
  waiting: z
    .literal(true)
    .optional()
    .describe("The hook is off: it is kept, and used when the owner says so."),
  leftOut: z
    .literal(true)
    .optional()
    .describe(
      "It became no event, such as one that the hook's settings leave out; the hook's page says why.",
    ),
});

export const pushKey = z.strictObject({
  publicKey: z.string().describe("For `applicationServerKey` of the browser's `subscribe`."),
});
