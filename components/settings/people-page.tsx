"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { InvitationRows } from "./invitation-rows.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { PeopleRows } from "./people-rows.tsx";
import { ROLES } from "./role-words.ts";

/** Who works with this shop, and what each of them may do. */
export function PeoplePage() {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what={t("people.needs")} />
      <div className="flex flex-col gap-6">
        {isOwner && <People />}
        <Roles />
      </div>
    </>
  );
}

function People() {
  const t = useTranslations("settings");
  const api = useApi();
  const people = useQuery(api.people.list.queryOptions());
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <Card>
        <CardHeader
          title={t("people.title")}
          description={t("people.description")}
          actions={
            <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
              {t("people.invite")}
            </Button>
          }
          className="pb-4"
        />
        <div className="border-t">
          <Loaded query={people} skeleton={<ListSkeleton rows={2} />} errorTitle={t("people.loadFailed")}>
            {(loaded) => <PeopleRows users={loaded.users} />}
          </Loaded>
        </div>
      </Card>
      {people.data && people.data.invitations.length > 0 && (
        <Card>
          <CardHeader title={t("people.open")} description={t("people.openHelp")} className="pb-4" />
          <div className="border-t">
            <InvitationRows invitations={people.data.invitations} />
          </div>
        </Card>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function Roles() {
  const t = useTranslations("settings");
  return (
    <Card>
      <CardHeader title={t("people.roles")} />
      <CardBody>
        <dl className="flex flex-col gap-2.5 text-sm">
          {ROLES.map((role) => (
            <div key={role} className="grid gap-x-4 sm:grid-cols-[6rem_minmax(0,1fr)]">
              <dt className="font-medium">{t(`people.${role}.label`)}</dt>
              <dd className="text-muted">{t(`people.${role}.may`)}</dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
