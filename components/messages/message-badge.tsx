import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { type MessageStatus, STATUS_TONES } from "./message-words.ts";

/** How a message stands. One that was captured is "kept here", so that nobody believes it went out. */
export function MessageBadge({ status, captured }: { status: MessageStatus; captured: boolean }) {
  const t = useTranslations("messages");
  if (captured && status === "sent") {
    return (
      <Badge tone="info" dot>
        {t("keptHere")}
      </Badge>
    );
  }
  return (
    <Badge tone={STATUS_TONES[status]} dot>
      {t(`status.${status}.label`)}
    </Badge>
  );
}
