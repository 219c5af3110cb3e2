import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OneOffPage } from "#components/one-offs/one-off-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export const metadata: Metadata = { title: "One-off message" };

export default async function OneOffMessagePage({ params }: { params: Promise<{ oneOffId: string }> }) {
  const oneOffId = readId((await params).oneOffId);
  if (oneOffId === null) notFound();
  return <OneOffPage oneOffId={oneOffId} />;
}
