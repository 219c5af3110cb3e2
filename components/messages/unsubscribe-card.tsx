import { CircleCheck, LinkIcon, MailX } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { channelTexts, customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { type CardShop, Said, ShopCard } from "./shop-card.tsx";

type View =
  | { kind: "invalid" }
  | {
      kind: "valid";
      /** The address of this page, which takes the answer. */
      action: string;
      /** The page of all topics and channels. */
      preferences: string;
      channel: string;
      /** The topic's name, in the customer's language. */
      topic: string;
      state: ConsentState;
      /** Whether the person has just pressed the button. */
      justNow: boolean;
    };
type Props = { shop: CardShop; language: CustomerLanguage; view: View };

/** The page a customer reaches from a message. It is the shop's, works without scripts and asks one question. */
export function UnsubscribeCard({ shop, language, view }: Props) {
  const { link } = customerTexts(language);
  return (
    <ShopCard shop={shop} language={language}>
      {view.kind === "invalid" ? (
        <Said sign={<LinkIcon />} {...link} />
      ) : (
        <Answer shopName={shop.name} language={language} view={view} />
      )}
    </ShopCard>
  );
}

function Answer({
  shopName,
  language,
  view,
}: {
  shopName: string;
  language: CustomerLanguage;
  view: Extract<View, { kind: "valid" }>;
}) {
  const { action, channel, topic, state, justNow } = view;
  const texts = customerTexts(language);
  const words = texts.unsubscribe;
  const messages = channelTexts(texts, channel).some;
  const others = (
    <a href={view.preferences} className="mt-5 text-sm text-muted underline underline-offset-2">
      {words.choose}
    </a>
  );
  if (state === "withdrawn") {
    return (
      <>
        <Said
          sign={<CircleCheck />}
          done
          title={justNow ? words.done : words.doneBefore}
          text={words.stopped(shopName, messages, topic)}
        />
        <Form action={action} change="subscribe" className={buttonStyle("secondary", "lg", "w-full")}>
          {words.again}
        </Form>
        {others}
      </>
    );
  }
  if (state === "granted" && justNow) {
    return (
      <>
        <Said
          sign={<CircleCheck />}
          done
          title={words.back}
          text={words.mayCome(shopName, messages, topic)}
        />
        <Form action={action} change="unsubscribe" className={buttonStyle("secondary", "lg", "w-full")}>
          {words.button}
        </Form>
      </>
    );
  }
  return (
    <>
      <Said sign={<MailX />} title={words.ask} text={words.willStop(shopName, messages, topic)} />
      <Form action={action} change="unsubscribe" className={buttonStyle("primary", "lg", "w-full")}>
        {words.button}
      </Form>
      {others}
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
