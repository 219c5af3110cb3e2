import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SourcePage } from "#components/connect/source-page.tsx";
import { isSourceId, SOURCE_WORDS } from "#components/connect/source-words.ts";

type Props = { params: Promise<{ source: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { source } = await params;
  return { title: isSourceId(source) ? SOURCE_WORDS[source].name : "Connect" };
}

export default async function ConnectSource({ params }: Props) {
  const { source } = await params;
  if (!isSourceId(source)) notFound();
  return <SourcePage id={source} />;
}
