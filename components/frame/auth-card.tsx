import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

type Props = {
  title: string;
  description?: ReactNode;
  /** A line under the card, such as a link to another page. */
  footer?: ReactNode;
  children: ReactNode;
};

/** The page for somebody who is not signed in yet: one card in the middle. */
export function AuthCard({ title, description, footer, children }: Props) {
  return (
    <main className="ember-glow flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <Logo className="mb-7 scale-110" />
      <div className="w-full max-w-sm rounded-xl border bg-surface p-6 shadow-pop sm:p-7">
        <h1 className="text-xl">{title}</h1>
        {description && <p className="mt-1.5 text-sm text-muted">{description}</p>}
        <div className="mt-6">{children}</div>
      </div>
      {footer && <div className="mt-5 text-center text-sm text-muted">{footer}</div>}
    </main>
  );
}
