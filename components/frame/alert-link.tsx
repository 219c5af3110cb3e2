import { Bell } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Leads from every page to what the owner should know of; nothing when all is well. */
export function AlertLink({ count, compact = false }: { count: number; compact?: boolean }) {
  const t = useTranslations("frame");
  if (count === 0) return null;
  const words = t("alerts", { count });
  if (compact) {
    return (
      <Link
        href="/#alerts"
        aria-label={words}
        className="flex h-11 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm font-medium text-warning hover:bg-hover"
      >
        <Bell aria-hidden="true" className="size-4.5" />
        <span aria-hidden="true">{count}</span>
      </Link>
    );
  }
  return (
    <Link
      href="/#alerts"
      className="mb-2 flex h-control items-center gap-3 rounded-md border border-warning-line bg-warning-soft px-3 text-sm font-medium text-warning"
    >
      <Bell aria-hidden="true" className="size-4.5" />
      {words}
    </Link>
  );
}
