import { Badge } from "#components/ui/badge.tsx";
import { CAPTURED_LABEL, type MessageStatus, STATUS_WORDS } from "./message-words.ts";

/** How a message stands. One that was captured is "kept here", so that nobody believes it went out. */
export function MessageBadge({ status, captured }: { status: MessageStatus; captured: boolean }) {
  if (captured && status === "sent") {
    return (
      <Badge tone="info" dot>
        {CAPTURED_LABEL}
      </Badge>
    );
  }
  const { label, tone } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}
