import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPasswordForm } from "#components/accounts/new-password-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PASSWORD_MIN_CHARS } from "#server/accounts/password.ts";
import { services } from "#server/services.ts";
import { visit } from "../../visit.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("setNew"), referrer: "no-referrer" };
}

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  await visit();
  const { token } = await params;
  const t = await getTranslations("first-run.entry");
  if (!(await services().auth.isResetLinkOpen(token))) {
    return (
      <AuthCard title={t("linkClosed")} description={t("linkClosedHelp")}>
        <ButtonLink href="/reset-password" variant="primary" size="lg" className="w-full">
          {t("newLink")}
        </ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t("setNew")} description={t("setNewHelp")}>
      <NewPasswordForm token={token} passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
