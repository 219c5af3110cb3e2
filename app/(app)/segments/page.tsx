import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SegmentList } from "#components/segments/segment-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("segments.list") };
}

export default function SegmentsPage() {
  return <SegmentList />;
}
