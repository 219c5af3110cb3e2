"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  number: number;
  done: boolean;
  /** It is the next one: only that one says how it goes. */
  current: boolean;
  title: string;
  children: ReactNode;
};

/** One line of the first steps. */
export function FirstStep({ number, done, current, title, children }: Props) {
  const t = useTranslations("first-run.steps");
  return (
    <li
      aria-current={current ? "step" : undefined}
      className="relative flex gap-4 pb-6 last:pb-0 before:absolute before:top-9 before:bottom-1 before:left-3.75 before:w-px before:bg-line last:before:hidden"
    >
      <span
        className={cn(
          "flex size-8 shrink-0 items-center justify-center rounded-full border text-sm font-semibold",
          done && "border-success-line bg-success-soft text-success",
          current && "border-ember-line bg-ember-soft text-ember-ink",
          !done && !current && "text-muted",
        )}
      >
        {done ? <Check aria-label={t("done")} className="size-4" /> : number}
      </span>
      <div className="min-w-0 pt-1 text-sm">
        <h3 className={cn("text-[0.9375rem]", done && "text-muted")}>{title}</h3>
        {current && <div className="mt-1 text-muted">{children}</div>}
      </div>
    </li>
  );
}
