import { Skeleton } from "#components/ui/skeleton.tsx";

const WIDTHS = ["w-40", "w-56", "w-32", "w-48", "w-36", "w-52"];

/** The rows of a list that is loading; at most six. */
export function ListSkeleton({ rows = WIDTHS.length }: { rows?: number }) {
  return (
    <div className="divide-y divide-line">
      {WIDTHS.slice(0, rows).map((width) => (
        <div key={width} className="flex h-14 items-center justify-between gap-6 px-5">
          <Skeleton className={width} />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}
