import { cn } from "./cn.ts";

/** A grey shape in place of what is loading. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("base:block base:h-4 animate-pulse base:rounded-sm bg-line", className)}
    />
  );
}
