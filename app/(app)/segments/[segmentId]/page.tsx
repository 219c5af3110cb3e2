import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SegmentPage } from "#components/segments/segment-page.tsx";
import { readId } from "#components/workflows/read-id.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("segments.one") };
}

export default async function OneSegmentPage({ params }: { params: Promise<{ segmentId: string }> }) {
  const segmentId = readId((await params).segmentId);
  if (segmentId === null) notFound();
  return (
    <Suspense>
      <SegmentPage segmentId={segmentId} />
    </Suspense>
  );
}
