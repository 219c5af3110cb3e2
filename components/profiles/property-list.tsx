"use client";

import { useTranslations } from "next-intl";

type Props = {
  properties: Record<string, unknown>;
  empty: string;
  /** A word on each value, under its name. */
  aside?: (value: unknown) => string;
};

/** Names with their values, as they were sent. */
export function PropertyList({ properties, empty, aside }: Props) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return <p className="text-sm text-muted">{empty}</p>;
  return (
    <dl className="flex flex-col gap-2 text-sm [overflow-wrap:anywhere]">
      {entries.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[minmax(8rem,2fr)_minmax(0,3fr)] gap-x-3">
          <dt className="text-muted">
            {name}
            {aside && <span className="block text-xs">{aside(value)}</span>}
          </dt>
          <dd data-figures>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  const t = useTranslations("profiles.properties");
  const tUi = useTranslations("ui.common");
  if (value === null || value === undefined || value === "")
    return <span className="text-muted">{t("empty")}</span>;
  if (typeof value === "boolean") return value ? tUi("yes") : tUi("no");
  if (typeof value !== "object") return String(value);
  return (
    <pre className="rounded-sm bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
