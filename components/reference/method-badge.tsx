import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { Method } from "./api-document.ts";

const TONES: Record<Method, BadgeTone> = {
  GET: "info",
  POST: "success",
  PUT: "warning",
  PATCH: "warning",
  DELETE: "danger",
};

/** What is done at an address. */
export function MethodBadge({ method }: { method: Method }) {
  return (
    <Badge tone={TONES[method]} className="w-17 shrink-0 justify-center font-mono">
      {method}
    </Badge>
  );
}
