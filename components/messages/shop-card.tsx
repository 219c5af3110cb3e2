import type { ReactNode } from "react";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";

/** Whose page it is. */
export interface CardShop {
  name: string;
  postalAddress: string;
}

type Props = { shop: CardShop; language: CustomerLanguage; children: ReactNode };

/** A page that a customer reaches from a message: the shop's, with one thing on it. */
export function ShopCard({ shop, language, children }: Props) {
  return (
    <main lang={LANG[language]} className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <p className="mb-6 max-w-full truncate text-lg font-semibold tracking-[-0.02em]">{shop.name}</p>
      <div className="flex w-full max-w-sm flex-col items-center rounded-xl border bg-surface p-6 text-center shadow-pop sm:p-8">
        {children}
      </div>
      {shop.postalAddress && (
        <p className="mt-6 max-w-sm text-center text-xs whitespace-pre-line text-muted [overflow-wrap:anywhere]">
          {shop.postalAddress}
        </p>
      )}
    </main>
  );
}

const LANG: Record<CustomerLanguage, string> = { en: "en", zh: "zh-Hans" };

/** What the page says; `sign` is the picture over it. */
export function Said({
  sign,
  done,
  title,
  text,
}: {
  sign: ReactNode;
  done?: boolean;
  title: string;
  text: string;
}) {
  return (
    <>
      <Sign done={done}>{sign}</Sign>
      <h1 className="max-w-full text-xl [overflow-wrap:anywhere]">{title}</h1>
      <p className="mt-2 max-w-full text-sm text-muted [overflow-wrap:anywhere]">{text}</p>
    </>
  );
}

/** The picture over its heading; `done` when there is nothing left to do. */
function Sign({ done = false, children }: { done?: boolean; children: ReactNode }) {
  const look = done
    ? "border-success-line bg-success-soft text-success"
    : "border-ember-line bg-ember-soft text-ember-ink";
  return (
    <span
      aria-hidden="true"
      className={`mb-4 flex size-13 items-center justify-center rounded-xl border [&_svg]:size-6 ${look}`}
    >
      {children}
    </span>
  );
}
