import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";

/** What to choose at a sender, each with what it is called here. */
export function EventTable({ events }: { events: readonly { there: string; here: string }[] }) {
  const t = useTranslations("connect");
  return (
    <ul aria-label={t("eventTable.label")} className="divide-y divide-line rounded-md border">
      {events.map(({ there, here }) => (
        <li key={there} className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 px-3.5 py-2">
          <span className="font-medium [overflow-wrap:anywhere]">{there}</span>
          <ArrowRight
            role="img"
            aria-label={t("eventTable.becomes")}
            className="size-4 shrink-0 text-muted"
          />
          <span className="text-muted">{here}</span>
        </li>
      ))}
    </ul>
  );
}
