import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";

/** What is to be done, in its order; holds `Step`s. */
export function Steps({ description, children }: { description: string; children: ReactNode }) {
  const t = useTranslations("connect");
  return (
    <Card>
      <CardHeader title={t("steps.title")} description={description} />
      <CardBody>
        <ol aria-label={t("steps.label")} className="flex flex-col">
          {children}
        </ol>
      </CardBody>
    </Card>
  );
}

/** One step: a short heading and what belongs to it. */
export function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="relative flex gap-4 pb-7 last:pb-0 before:absolute before:top-9 before:bottom-1 before:left-3.75 before:w-px before:bg-line last:before:hidden max-sm:gap-3">
      <span
        data-figures
        aria-hidden="true"
        className="flex size-8 shrink-0 items-center justify-center rounded-full border bg-surface text-sm font-semibold text-muted"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-stretch gap-3 pt-1 text-sm">
        <h3 className="text-[0.9375rem]">{title}</h3>
        {children}
      </div>
    </li>
  );
}
