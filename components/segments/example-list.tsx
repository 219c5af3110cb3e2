"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { examples } from "./examples.ts";

type Props = {
  /** Takes the rule of an example; without it, the examples lead to the page where a segment is made. */
  onChoose?: (id: (typeof examples)[number]["id"]) => void;
};

const CARD =
  "flex h-full w-full flex-col rounded-md border bg-raised px-3.5 py-3 text-left transition-colors hover:border-line-strong hover:bg-hover";

/** Rules to begin with, each with what it is good for. */
export function ExampleList({ onChoose }: Props) {
  const t = useTranslations("segments.examples");
  return (
    <ul aria-label={t("label")} className="grid gap-2.5 text-left sm:grid-cols-2 lg:grid-cols-3">
      {examples.map(({ id }) => {
        const words = (
          <>
            <span className="text-sm font-medium">{t(`${id}.name`)}</span>
            <span className="mt-1 text-sm text-muted">{t(`${id}.hint`)}</span>
          </>
        );
        return (
          <li key={id}>
            {onChoose ? (
              <button type="button" className={CARD} onClick={() => onChoose(id)}>
                {words}
              </button>
            ) : (
              <Link href={`/segments/new?example=${id}`} className={CARD}>
                {words}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
