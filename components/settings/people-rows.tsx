"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useApi } from "#components/api.ts";
import type { People } from "#components/shell/outputs.ts";
import { usePerson } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { ROLE_OPTIONS, ROLE_WORDS, roleOf } from "./role-words.ts";

type User = People["users"][number];

/** Everybody who can sign in, with their role. */
export function PeopleRows({ users }: { users: readonly User[] }) {
  const owners = users.filter((user) => user.role === "owner").length;
  return (
    <ul aria-label="People" className="divide-y divide-line">
      {users.map((user) => (
        <Row key={user.id} user={user} isOnlyOwner={user.role === "owner" && owners === 1} />
      ))}
    </ul>
  );
}

function Row({ user, isOnlyOwner }: { user: User; isOnlyOwner: boolean }) {
  const isSelf = usePerson().id === user.id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{user.name}</span>
          {isSelf && <Badge>You</Badge>}
        </p>
        <p className="truncate text-sm text-muted">{user.email}</p>
      </div>
      {isOnlyOwner ? (
        <p className="text-sm text-muted">The only owner, so this role stays</p>
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
  const api = useApi();
  const queryClient = useQueryClient();
  const person = usePerson();
  const setRole = useMutation(
    api.people.setRole.mutationOptions({
      onSuccess: async (_, { role }) => {
        toast.success(`${user.name} is now ${ROLE_WORDS[role].label.toLowerCase()}`);
        // Somebody who has stepped down must see what they may still do.
        if (user.id === person.id) window.location.reload();
        else await queryClient.invalidateQueries(api.people.list.queryFilter());
      },
      onError: showError,
    }),
  );
  return (
    <Select
      aria-label={`Role of ${user.name}`}
      className="w-32"
      options={ROLE_OPTIONS}
      disabled={setRole.isPending}
      value={setRole.isPending ? setRole.variables.role : user.role}
      onValueChange={(value) => setRole.mutate({ userId: user.id, role: roleOf(value, user.role) })}
    />
  );
}

function RemoveButton({ user }: { user: User }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.people.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${user.name} was removed`);
        return queryClient.invalidateQueries(api.people.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Remove ${user.name}`} tooltip={false} className="text-muted">
          <Trash2 />
        </IconButton>
      }
      title={`Remove ${user.name}?`}
      description="They are signed out at once and cannot sign in again. What they made stays. Their open invitations are withdrawn."
      confirmLabel="Remove"
      tone="danger"
      onConfirm={() => remove.mutateAsync({ userId: user.id })}
    />
  );
}
