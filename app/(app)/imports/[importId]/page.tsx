import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportPage } from "#components/imports/import-page.tsx";

export const metadata: Metadata = { title: "Import" };

type Props = { params: Promise<{ importId: string }> };

export default async function OneImportPage({ params }: Props) {
  const id = Number((await params).importId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <ImportPage id={id} />;
}
