import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title, such as a badge with the state. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
};

/** The head of a page: its only h1, a sentence and the page's actions. */
export function PageHeader({ title, description, aside, actions, back }: Props) {
  return (
    <header className="mb-6 flex flex-col gap-4 sm:flex-row sm:items-end sm:justify-between">
      <div className="min-w-0">
        {back && (
          <Link
            href={back.href}
            className="-ml-1 mb-1 inline-flex min-h-control-sm items-center gap-1.5 rounded-sm px-1 text-sm text-muted hover:text-ink"
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            {back.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="min-w-0 text-2xl tracking-[-0.025em] [overflow-wrap:anywhere] sm:text-[1.75rem]">
            {title}
          </h1>
          {aside}
        </div>
        {description && <p className="mt-1.5 max-w-2xl text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
