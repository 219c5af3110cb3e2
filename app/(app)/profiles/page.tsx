import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ProfileList } from "#components/profiles/profile-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("profiles.list") };
}

export default function ProfilesPage() {
  return (
    <Suspense>
      <ProfileList />
    </Suspense>
  );
}
