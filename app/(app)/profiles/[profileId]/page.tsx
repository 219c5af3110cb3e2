import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProfilePage } from "#components/profiles/profile-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("profiles.one") };
}

type Props = { params: Promise<{ profileId: string }> };

export default async function OneProfilePage({ params }: Props) {
  const id = Number((await params).profileId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <ProfilePage id={id} />;
}
