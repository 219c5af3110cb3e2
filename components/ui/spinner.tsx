import { LoaderCircle } from "lucide-react";
import { cn } from "./cn.ts";

/** Shows that something is under way. Without a `label` it is decoration and hidden from screen readers. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const circle = <LoaderCircle aria-hidden="true" className={cn("base:size-4 animate-spin", className)} />;
  if (!label) return circle;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-muted">
      {circle}
      <span>{label}</span>
    </span>
  );
}
