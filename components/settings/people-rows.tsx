"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { People } from "#components/shell/outputs.ts";
import { usePerson } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { roleOf, roleOptions } from "./role-words.ts";

type User = People["users"][number];

/** Everybody who can sign in, with their role. */
export function PeopleRows({ users }: { users: readonly User[] }) {
  const t = useTranslations("settings");
  const owners = users.filter((user) => user.role === "owner").length;
  return (
    <ul aria-label={t("people.title")} className="divide-y divide-line">
      {users.map((user) => (
        <Row key={user.id} user={user} isOnlyOwner={user.role === "owner" && owners === 1} />
      ))}
    </ul>
  );
}

function Row({ user, isOnlyOwner }: { user: User; isOnlyOwner: boolean }) {
  const t = useTranslations("settings");
  const isSelf = usePerson().id === user.id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{user.name}</span>
          {isSelf && <Badge>{t("people.you")}</Badge>}
        </p>
        <p className="truncate text-sm text-muted">{user.email}</p>
      </div>
      {isOnlyOwner ? (
        <p className="text-sm text-muted">{t("people.onlyOwner")}</p>
      ) : (
        <div className="flex items-center gap-1.5">
          <RoleSelect user={user} />
          {!isSelf && <RemoveButton user={user} />}
        </div>
      )}
    </li>
  );
}

function RoleSelect({ user }: { user: User }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const person = usePerson();
  const setRole = useMutation(
    api.people.setRole.mutationOptions({
      onSuccess: async (_, { role }) => {
        toast.success(t("people.isNow", { name: user.name, role }));
        // Somebody who has stepped down must see what they may still do.
        if (user.id === person.id) window.location.reload();
        else await queryClient.invalidateQueries(api.people.list.queryFilter());
      },
      onError: showError,
    }),
  );
  return (
    <Select
      aria-label={t("people.roleOf", { name: user.name })}
      className="w-32"
      options={roleOptions(t)}
      disabled={setRole.isPending}
      value={setRole.isPending ? setRole.variables.role : user.role}
      onValueChange={(value) => setRole.mutate({ userId: user.id, role: roleOf(value, user.role) })}
    />
  );
}

function RemoveButton({ user }: { user: User }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.people.remove.mutationOptions({
      onSuccess: () => {
        toast.success(t("people.removed", { name: user.name }));
        return queryClient.invalidateQueries(api.people.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <IconButton label={t("people.remove", { name: user.name })} tooltip={false} className="text-muted">
          <Trash2 />
        </IconButton>
      }
      title={t("people.removeTitle", { name: user.name })}
      description={t("people.removeHelp")}
      confirmLabel={common("remove")}
      tone="danger"
      onConfirm={() => remove.mutateAsync({ userId: user.id })}
    />
  );
}
