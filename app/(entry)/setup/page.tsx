import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "#components/accounts/setup-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { PASSWORD_MIN_CHARS } from "#server/accounts/password.ts";
import { ProperAddressBanner } from "../proper-address-banner.tsx";
import { visit } from "../visit.ts";

export const metadata: Metadata = { title: "Welcome" };

export default async function SetupPage() {
  const { hasOwner, properAddress } = await visit();
  if (hasOwner) redirect("/sign-in");
  return (
    <AuthCard
      title="Welcome to Rekindle"
      description="You are the first here, so this account owns the shop. You can invite others later."
    >
      <ProperAddressBanner address={properAddress} />
      <SetupForm passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
