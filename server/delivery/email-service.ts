import type { ComposedEmail } from "./email.ts";
import type { DeliveryOutcome } from "./outcome.ts";

/** Whatever takes emails over: a mail server or the service of a provider. */
export interface EmailService {
  /** Hands one message over, and says what became of it. Never rejects for what the other side or the network does. */
  send(mail: ComposedEmail): Promise<DeliveryOutcome>;
  close(): void;
}
