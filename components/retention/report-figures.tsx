"use client";

import { useTranslations } from "next-intl";
import { Stat } from "#components/ui/stat.tsx";
import { OpenNumber } from "./open-number.tsx";
import type { Figure, Opened } from "./report.ts";

/** The few numbers that say it all. */
export function ReportFigures({
  figures,
  onOpen,
}: {
  figures: readonly Figure[];
  onOpen: (opened: Opened) => void;
}) {
  const t = useTranslations("retention.report");
  if (figures.length === 0) return null;
  return (
    <section
      aria-label={t("figures")}
      className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]"
    >
      {figures.map(({ label, text, hint, opens }) => (
        <Stat
          key={label}
          className="[overflow-wrap:anywhere]"
          label={label}
          value={<OpenNumber text={text} opens={opens} onOpen={onOpen} />}
          hint={hint}
        />
      ))}
    </section>
  );
}
