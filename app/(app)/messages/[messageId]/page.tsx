import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MessagePage } from "#components/messages/message-page.tsx";

export const metadata: Metadata = { title: "Message" };

type Props = { params: Promise<{ messageId: string }> };

export default async function OneMessagePage({ params }: Props) {
  const id = Number((await params).messageId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <MessagePage id={id} />;
}
