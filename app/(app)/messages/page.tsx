import type { Metadata } from "next";
import { Suspense } from "react";
import { MessageList } from "#components/messages/message-list.tsx";

export const metadata: Metadata = { title: "Messages" };

export default function MessagesPage() {
  return (
    <Suspense>
      <MessageList />
    </Suspense>
  );
}
