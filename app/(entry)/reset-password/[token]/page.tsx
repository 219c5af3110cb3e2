import type { Metadata } from "next";
import { NewPasswordForm } from "#components/accounts/new-password-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PASSWORD_MIN_CHARS } from "#server/accounts/password.ts";
import { services } from "#server/services.ts";
import { visit } from "../../visit.ts";

export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer" };

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  await visit();
  const { token } = await params;
  if (!(await services().auth.isResetLinkOpen(token))) {
    return (
      <AuthCard
        title="This link does not work any more"
        description="A link from a mail works once, for one hour. Ask for a new one."
      >
        <ButtonLink href="/reset-password" variant="primary" size="lg" className="w-full">
          Ask for a new link
        </ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Set a new password" description="You will be signed out wherever you are signed in.">
      <NewPasswordForm token={token} passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
