import { ArrowRight } from "lucide-react";

/** What to choose at a sender, each with what it is called here. */
export function EventTable({ events }: { events: readonly { there: string; here: string }[] }) {
  return (
    <ul aria-label="Events to choose" className="divide-y divide-line rounded-md border">
      {events.map(({ there, here }) => (
        <li key={there} className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 px-3.5 py-2">
          <span className="font-medium [overflow-wrap:anywhere]">{there}</span>
          <ArrowRight role="img" aria-label="becomes" className="size-4 shrink-0 text-muted" />
          <span className="text-muted">{here}</span>
        </li>
      ))}
    </ul>
  );
}
