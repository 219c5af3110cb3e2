import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HookPage } from "#components/hooks/hook-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("settings.oneHook") };
}

type Props = { params: Promise<{ hookId: string }> };

export default async function OneHookPage({ params }: Props) {
  const id = Number((await params).hookId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <HookPage id={id} />;
}
