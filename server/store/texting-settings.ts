import { z } from "zod";

/** The service that text messages and WhatsApp messages leave by. */
export const textingSettings = z.object({
  accountSid: z.string(),
  /** Encrypted with the installation's key, like the end of the callback's address. */
  sealedToken: z.string(),
  smsFrom: z.string(),
  whatsappFrom: z.string(),
  baseUrl: z.string(),
  /** The unguessable end of the address at which the service tells of answers and of what became of messages. */
  sealedCallback: z.string(),
});
export type TextingSettings = z.infer<typeof textingSettings>;
