import type { ReactNode } from "react";

/** A page that a customer reaches from a message: the shop's, with one thing on it. */
export function ShopCard({ shopName, children }: { shopName: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <p className="mb-6 max-w-full truncate text-lg font-semibold tracking-[-0.02em]">{shopName}</p>
      <div className="flex w-full max-w-sm flex-col items-center rounded-xl border bg-surface p-6 text-center shadow-pop sm:p-8">
        {children}
      </div>
    </main>
  );
}

/** The picture over its heading; `done` when there is nothing left to do. */
export function Sign({ done = false, children }: { done?: boolean; children: ReactNode }) {
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
