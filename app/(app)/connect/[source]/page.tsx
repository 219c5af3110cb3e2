import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isSourceId } from "#components/connect/source-ids.ts";
import { SourcePage } from "#components/connect/source-page.tsx";

type Props = { params: Promise<{ source: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { source } = await params;
  const t = await getTranslations("connect");
  return { title: isSourceId(source) ? t(`source.${source}.name`) : t("list.title") };
}

export default async function ConnectSource({ params }: Props) {
  const { source } = await params;
  if (!isSourceId(source)) notFound();
  return <SourcePage id={source} />;
}
