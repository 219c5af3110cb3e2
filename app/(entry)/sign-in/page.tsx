import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/accounts/sign-in-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { nextPage } from "#server/accounts/next-page.ts";
import { ProperAddressBanner } from "../proper-address-banner.tsx";
import { visit } from "../visit.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { person, hasOwner, properAddress } = await visit();
  const search = await searchParams;
  const next = nextPage(search.next);
  if (!hasOwner) redirect("/setup");
  if (person) redirect(next);
  return (
    <AuthCard title="Sign in" footer="No account yet? Ask an owner for an invitation.">
      <ProperAddressBanner address={properAddress} />
      {search.reset === "done" && (
        <Banner tone="success" role="status" title="Your new password is set" className="mb-4">
          You were signed out everywhere else. Sign in with it now.
        </Banner>
      )}
      <SignInForm next={next} />
    </AuthCard>
  );
}
