import { CircleCheck, LinkIcon, MailX } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "./message-words.ts";
import { ShopCard, Sign } from "./shop-card.tsx";

type View =
  | { kind: "invalid" }
  | {
      kind: "valid";
      /** The address of this page, which takes the answer. */
      action: string;
      channel: Channel;
      topic: string;
      state: ConsentState;
      /** Whether the person has just pressed the button. */
      justNow: boolean;
    };

/** The page a customer reaches from a message. It is the shop's, works without scripts and asks one question. */
export function UnsubscribeCard({ shopName, view }: { shopName: string; view: View }) {
  return (
    <ShopCard shopName={shopName}>
      {view.kind === "invalid" ? <Invalid /> : <Answer shopName={shopName} view={view} />}
    </ShopCard>
  );
}

function Invalid() {
  return (
    <>
      <Sign>
        <LinkIcon />
      </Sign>
      <h1 className="text-xl">This link is not valid</h1>
      <p className="mt-2 text-sm text-muted">
        It may have been cut off. Open the link from the message again, or answer the message and ask to be
        taken off the list.
      </p>
    </>
  );
}

function Answer({ shopName, view }: { shopName: string; view: Extract<View, { kind: "valid" }> }) {
  const { action, channel, topic, state, justNow } = view;
  const what = wordMessages(channel, topic);
  if (state === "withdrawn") {
    return (
      <>
        <Sign done>
          <CircleCheck />
        </Sign>
        <h1 className="text-xl">{justNow ? "You are unsubscribed" : "You are already unsubscribed"}</h1>
        <p className="mt-2 text-sm text-muted">
          {shopName} sends you no more {what}. Messages about an order of yours may still come.
        </p>
        <Form action={action} change="subscribe" className={buttonStyle("secondary", "lg", "w-full")}>
          Changed your mind? Subscribe again
        </Form>
      </>
    );
  }
  if (state === "granted" && justNow) {
    return (
      <>
        <Sign done>
          <CircleCheck />
        </Sign>
        <h1 className="text-xl">You are subscribed again</h1>
        <p className="mt-2 text-sm text-muted">
          {shopName} may send you {what}.
        </p>
        <Form action={action} change="unsubscribe" className={buttonStyle("secondary", "lg", "w-full")}>
          Unsubscribe
        </Form>
      </>
    );
  }
  return (
    <>
      <Sign>
        <MailX />
      </Sign>
      <h1 className="text-xl">Unsubscribe?</h1>
      <p className="mt-2 text-sm text-muted">
        You will get no more {what} from {shopName}.
      </p>
      <Form action={action} change="unsubscribe" className={buttonStyle("primary", "lg", "w-full")}>
        Unsubscribe
      </Form>
    </>
  );
}

/** A plain form, so that it works without scripts. `from` tells a person's press from a mail program's. */
function Form({
  action,
  change,
  className,
  children,
}: {
  action: string;
  change: "subscribe" | "unsubscribe";
  className: string;
  children: ReactNode;
}) {
  return (
    <form method="post" action={action} className="mt-6 w-full">
      <input type="hidden" name="from" value="page" />
      <button type="submit" name="do" value={change} className={className}>
        {children}
      </button>
    </form>
  );
}

/** "marketing emails", "notifications about restocks". */
function wordMessages(channel: Channel, topic: string): string {
  const kind = { email: "emails", "web-push": "notifications", webhook: "messages" }[channel];
  return topic === "marketing" ? `marketing ${kind}` : `${kind} about ${topic}`;
}
