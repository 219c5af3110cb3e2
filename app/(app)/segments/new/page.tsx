import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NewSegment } from "#components/segments/new-segment.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("segments.new") };
}

export default function NewSegmentPage() {
  return (
    <Suspense>
      <NewSegment />
    </Suspense>
  );
}
