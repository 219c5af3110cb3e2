import { Skeleton } from "#components/ui/skeleton.tsx";

const WIDTHS = ["w-40", "w-56", "w-32", "w-48", "w-36", "w-52"];

/** The rows of a list that is loading. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        // The rows are all alike and never move.
        <div key={`row-${row + 1}`} className="flex h-14 items-center justify-between gap-6 px-5">
          <Skeleton className={WIDTHS[row % WIDTHS.length]} />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}
