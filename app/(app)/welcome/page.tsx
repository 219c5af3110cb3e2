import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WhereToBegin } from "#components/overview/where-to-begin.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("welcome") };
}

export default function WelcomePage() {
  return <WhereToBegin />;
}
