import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProfilePage } from "#components/profiles/profile-page.tsx";

export const metadata: Metadata = { title: "Profile" };

type Props = { params: Promise<{ profileId: string }> };

export default async function OneProfilePage({ params }: Props) {
  const id = Number((await params).profileId);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return <ProfilePage id={id} />;
}
