import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HookPage } from "#components/hooks/hook-page.tsx";

export const metadata: Metadata = { title: "Incoming hook" };

type Props = { params: Promise<{ hookId: string }> };

export default async function OneHookPage({ params }: Props) {
  const id = Number((await params).hookId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <HookPage id={id} />;
}
