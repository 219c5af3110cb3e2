import type { Metadata } from "next";
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

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

const MAY: Record<Extract<InvitationState, { kind: "open" }>["role"], string> = {
  owner: "As an owner you can change everything, also who else is here.",
  editor: "As an editor you can change workflows and profiles.",
  viewer: "As a viewer you can look at everything but change nothing.",
};
const CLOSED: Record<Exclude<InvitationState["kind"], "open">, string> = {
  used: "This invitation was used already. If it was you, sign in.",
  expired: "This invitation has expired. Ask for a new one.",
  unknown: "This invitation does not exist, or was withdrawn. Ask for a new one.",
};

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { person, properAddress } = await visit();
  const { token } = await params;
  const { db, clock } = services();
  const invitation = await findInvitation(db, hashInvitationToken(token), clock.now());

  if (invitation.kind !== "open") {
    return (
      <AuthCard title="This invitation is closed" description={CLOSED[invitation.kind]}>
        <ButtonLink href="/sign-in" size="lg" className="w-full">
          Go to sign in
        </ButtonLink>
      </AuthCard>
    );
  }
  if (person) {
    return (
      <AuthCard
        title="You are signed in already"
        description={`You are here as ${person.email}. To accept this invitation as somebody else, sign out first.`}
      >
        <SignOutHereButton />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={`${invitation.invitedBy} invites you`} description={MAY[invitation.role]}>
      <ProperAddressBanner address={properAddress} />
      <AcceptInvitationForm token={token} passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
