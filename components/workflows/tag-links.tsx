import { Tag } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { readFilter, writeFilter } from "./workflow-filter.ts";

/** What a workflow is sorted under; each tag leads to all that have it. */
export function TagLinks({ tags }: { tags: string[] }) {
  const t = useTranslations("versions");
  const filter = readFilter(useSearchParams());
  if (tags.length === 0) return null;
  return (
    <ul aria-label={t("tags.label")} className="relative z-1 mt-1 flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag}>
          <Link
            href={`/workflows${writeFilter({ ...filter, tag })}`}
            className="inline-flex min-h-6 max-w-48 items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs text-muted hover:text-ink"
          >
            <Tag aria-hidden="true" className="size-3 shrink-0" />
            <span className="truncate">{tag}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
