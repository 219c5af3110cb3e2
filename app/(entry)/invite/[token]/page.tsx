import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitationForm } from "#components/accounts/accept-invitation-form.tsx";
import { SignOutHereButton } from "#components/accounts/sign-out-here-button.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { hashInvitationToken } from "#server/accounts/invitation-token.ts";
import { PASSWORD_MIN_CHARS } from "#server/accounts/password.ts";
import { services } from "#server/services.ts";
import { findInvitation, type InvitationState } from "#server/store/invitations.ts";
import { ProperAddressBanner } from "../../proper-address-banner.tsx";
import { visit } from "../../visit.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("invitation"), referrer: "no-referrer" };
}

const MAY = { owner: "mayOwner", editor: "mayEditor", viewer: "mayViewer" } as const satisfies Record<
  Extract<InvitationState, { kind: "open" }>["role"],
  string
>;
const CLOSED = {
  used: "invitationUsed",
  expired: "invitationExpired",
  unknown: "invitationUnknown",
} as const satisfies Record<Exclude<InvitationState["kind"], "open">, string>;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { person, properAddress } = await visit();
  const { token } = await params;
  const t = await getTranslations("first-run.entry");
  const { db, clock } = services();
  const invitation = await findInvitation(db, hashInvitationToken(token), clock.now());

  if (invitation.kind !== "open") {
    return (
      <AuthCard title={t("invitationClosed")} description={t(CLOSED[invitation.kind])}>
        <ButtonLink href="/sign-in" size="lg" className="w-full">
          {t("goToSignIn")}
        </ButtonLink>
      </AuthCard>
    );
  }
  if (person) {
    return (
      <AuthCard title={t("signedInAlready")} description={t("signedInAs", { email: person.email })}>
        <SignOutHereButton />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t("invites", { name: invitation.invitedBy })} description={t(MAY[invitation.role])}>
      <ProperAddressBanner address={properAddress} />
      <AcceptInvitationForm token={token} passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
