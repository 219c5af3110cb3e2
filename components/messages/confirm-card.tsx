import { CircleCheck, LinkIcon, MailCheck } from "lucide-react";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import { type CardShop, Said, ShopCard } from "./shop-card.tsx";

type View =
  | { kind: "invalid" | "expired" | "over" }
  | {
      kind: "open";
      /** The address of this page, which takes the answer. */
      action: string;
      email: string;
      /** The topic's name, in the customer's language. */
      topic: string;
    }
  | { kind: "confirmed"; email: string };
type Props = { shop: CardShop; language: CustomerLanguage; view: View };

/** The page that a mail leads to which asks for a confirmation. It works without scripts and has one button. */
export function ConfirmCard({ shop, language, view }: Props) {
  const words = customerTexts(language).confirm;
  return (
    <ShopCard shop={shop} language={language}>
      {view.kind === "open" && (
        <>
          <Said
            sign={<MailCheck />}
            title={words.title(shop.name)}
            text={words.text(shop.name, view.topic, view.email)}
          />
          <form method="post" action={view.action} className="mt-6 w-full">
            <button
              type="submit"
              name="do"
              value="confirm"
              className={buttonStyle("primary", "lg", "w-full")}
            >
              {words.button}
            </button>
          </form>
        </>
      )}
      {view.kind === "confirmed" && (
        <Said
          sign={<CircleCheck />}
          done
          title={words.confirmed}
          text={words.confirmedText(shop.name, view.email)}
        />
      )}
      {(view.kind === "invalid" || view.kind === "expired" || view.kind === "over") && (
        <Said sign={<LinkIcon />} title={words[view.kind]} text={words[`${view.kind}Text`]} />
      )}
    </ShopCard>
  );
}
