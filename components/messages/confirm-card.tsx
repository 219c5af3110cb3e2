import { CircleCheck, LinkIcon, MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { ShopCard, Sign } from "./shop-card.tsx";

type View =
  | { kind: "invalid" | "expired" | "over" }
  | {
      kind: "open";
      /** The address of this page, which takes the answer. */
      action: string;
      email: string;
    }
  | { kind: "confirmed"; email: string };

const OUTDATED = {
  invalid: {
    title: "This link is not valid",
    text: "It may have been cut off, or the address has changed. Open the link from the newest email again.",
  },
  expired: {
    title: "This link is too old",
    text: "It could be used for 7 days. Sign up again for a new one.",
  },
  over: {
    title: "You have unsubscribed since",
    text: "This link is older than that. Sign up again if you have changed your mind.",
  },
};

/** The page that a mail leads to which asks for a confirmation. It works without scripts and has one button. */
export function ConfirmCard({ shopName, view }: { shopName: string; view: View }) {
  return (
    <ShopCard shopName={shopName}>
      {view.kind === "open" && <Question shopName={shopName} {...view} />}
      {view.kind === "confirmed" && (
        <Said
          sign={<CircleCheck />}
          done
          title="You are subscribed"
          text={`${shopName} may send emails to ${view.email}. Each has a link to unsubscribe.`}
        />
      )}
      {(view.kind === "invalid" || view.kind === "expired" || view.kind === "over") && (
        <Said sign={<LinkIcon />} {...OUTDATED[view.kind]} />
      )}
    </ShopCard>
  );
}

function Question({ shopName, action, email }: { shopName: string; action: string; email: string }) {
  return (
    <>
      <Said
        sign={<MailCheck />}
        title={`Emails from ${shopName}?`}
        text={`${shopName} asks whether it may send marketing emails to ${email}. If you did not ask for them, close this page.`}
      />
      <form method="post" action={action} className="mt-6 w-full">
        <button type="submit" name="do" value="confirm" className={buttonStyle("primary", "lg", "w-full")}>
          Yes, send me emails
        </button>
      </form>
    </>
  );
}

function Said({ sign, done, title, text }: { sign: ReactNode; done?: boolean; title: string; text: string }) {
  return (
    <>
      <Sign done={done}>{sign}</Sign>
      <h1 className="max-w-full text-xl [overflow-wrap:anywhere]">{title}</h1>
      <p className="mt-2 max-w-full text-sm text-muted [overflow-wrap:anywhere]">{text}</p>
    </>
  );
}
