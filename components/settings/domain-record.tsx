"use client";

import { useTranslations } from "next-intl";
import type { DomainFinding } from "#components/shell/outputs.ts";
import { CodeBlock } from "./code-block.tsx";

/** A record to publish, in the parts that the forms of domain providers ask for. */
export function DomainRecord({ record }: { record: NonNullable<DomainFinding["publish"]> }) {
  const t = useTranslations("settings");
  return (
    <dl className="mt-3 grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[4rem_minmax(0,1fr)] sm:items-baseline">
      <dt className="text-muted">{t("domain.record.type")}</dt>
      <dd className="font-mono text-[0.8125rem]">{record.type}</dd>
      <dt className="text-muted">{t("domain.record.name")}</dt>
      <dd>
        <CodeBlock code={record.name} label={t("domain.record.nameOf")} />
      </dd>
      <dt className="text-muted">{t("domain.record.value")}</dt>
      <dd>
        <CodeBlock code={record.value} label={t("domain.record.valueOf")} />
      </dd>
    </dl>
  );
}
