"use client";

import { CalendarX2, FileQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Message } from "#components/shell/outputs.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EmailView } from "./email-view.tsx";
import { InAppView } from "./in-app-view.tsx";
import { PushView } from "./push-view.tsx";
import { TextView } from "./text-view.tsx";
import { WebhookView } from "./webhook-view.tsx";

/** The very message, in the form of its channel. */
export function MessageContent({ message }: { message: Message }) {
  const t = useTranslations("messages.empty");
  const { rendered } = message;
  switch (rendered?.channel) {
    case "email":
      return <EmailView email={rendered} />;
    case "web-push":
      return <PushView push={rendered} />;
    case "sms":
    case "whatsapp":
      return <TextView text={rendered} />;
    case "in-app":
      return <InAppView inApp={rendered} waits={!message.captured} />;
    case "webhook":
      return <WebhookView webhook={rendered} />;
    default:
      if (message.contentRemoved) return <NoLongerKept />;
      return (
        <Card>
          <EmptyState icon={<FileQuestion />} title={t("notWritten")}>
            {t("notWrittenHelp")}
          </EmptyState>
        </Card>
      );
  }
}

function NoLongerKept() {
  const t = useTranslations("messages.empty");
  return (
    <Card>
      <EmptyState icon={<CalendarX2 />} title={t("notKept")}>
        {t("notKeptHelp")}
      </EmptyState>
    </Card>
  );
}
