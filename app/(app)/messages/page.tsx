import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { MessageList } from "#components/messages/message-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("messages.list") };
}

export default function MessagesPage() {
  return (
    <Suspense>
      <MessageList />
    </Suspense>
  );
}
