import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { CodeText } from "./code-text.tsx";
import type { SchemaField } from "./schema-fields.ts";

/** Fields or parameters, each with what it may be and what it means. */
export function FieldList({ title, fields }: { title: string; fields: SchemaField[] }) {
  const t = useTranslations("reference");
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-medium">{title}</h3>
      <dl className="divide-y divide-line rounded-md border text-sm">
        {fields.map(({ path, type, isRequired, description }) => (
          <div
            key={path}
            className="grid gap-x-4 gap-y-0.5 px-3.5 py-2.5 sm:items-baseline sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <dt className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{path}</code>
              {isRequired && <Badge tone="ember">{t("field.required")}</Badge>}
            </dt>
            <dd className="min-w-0">
              <span className="text-muted [overflow-wrap:anywhere]">{type}</span>
              {description && (
                <p className="[overflow-wrap:anywhere]">
                  <CodeText text={description} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
