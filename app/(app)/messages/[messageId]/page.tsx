import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MessagePage } from "#components/messages/message-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("messages.one") };
}

type Props = { params: Promise<{ messageId: string }> };

export default async function OneMessagePage({ params }: Props) {
  const id = Number((await params).messageId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <MessagePage id={id} />;
}
