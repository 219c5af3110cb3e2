"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Something to copy into a terminal or a file. `label` names it for screen readers. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const t = useTranslations("settings");
  return (
    <figure aria-label={label} className="relative min-w-0 rounded-md border bg-sunken">
      <pre className="p-3.5 pr-14 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
        {code}
      </pre>
      <CopyButton
        iconOnly
        size="sm"
        variant="secondary"
        text={code}
        label={t("copyLabel", { label })}
        className="absolute top-1.5 right-1.5"
      />
    </figure>
  );
}
