"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { HookBadge } from "./hook-badge.tsx";
import { LastReceived } from "./hook-rows.tsx";
import type { Hook } from "./outputs.ts";
import { RenameHookDialog } from "./rename-hook-dialog.tsx";
import { useHookRefresh } from "./use-hook-refresh.ts";
import { useHookRemoval } from "./use-hook-removal.ts";

const HOOKS_PAGE = "/settings/hooks";

/** The name of a hook, its state, and what can be done with it as a whole. */
export function HookHead({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const mayEdit = useMay("editor");
  return (
    <header className="mb-5">
      <BackToHooks />
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h2 className="min-w-0 text-xl [overflow-wrap:anywhere]">{hook.name}</h2>
            <HookBadge hook={hook} />
          </div>
          <p className="mt-1 text-sm text-muted">
            <LastReceived hook={hook} />
            {" · "}
            <a href="#inbox" className="underline underline-offset-3 hover:text-ink">
              {t("inbox.title")}
            </a>
          </p>
        </div>
        {mayEdit && (
          <div className="flex items-center gap-1.5">
            {hook.isOn && <SwitchOff hook={hook} />}
            <Menu hook={hook} />
          </div>
        )}
      </div>
    </header>
  );
}

export function BackToHooks() {
  const t = useTranslations("hooks");
  return (
    <Link
      href={HOOKS_PAGE}
      className="-ml-1 mb-1 inline-flex min-h-control-sm items-center gap-1.5 rounded-sm px-1 text-sm text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      {t("list.title")}
    </Link>
  );
}

/** It can be undone, so it does not ask. */
function SwitchOff({ hook: { id } }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const refresh = useHookRefresh();
  const on = useMutation(api.hooks.switchOn.mutationOptions({ onError: showError, onSettled: refresh }));
  const off = useMutation(
    api.hooks.switchOff.mutationOptions({
      onSuccess: () =>
        toast(t("head.isOff"), {
          description: t("head.isOffHelp"),
          action: { label: common("undo"), onClick: () => on.mutate({ id }) },
        }),
      onError: showError,
      onSettled: refresh,
    }),
  );
  return (
    <Button loading={off.isPending} onClick={() => off.mutate({ id })}>
      {t("head.switchOff")}
    </Button>
  );
}

function Menu({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);
  const removal = useHookRemoval(() => router.push(HOOKS_PAGE));
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={t("head.actions", { name: hook.name })} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Pencil />} onSelect={() => setRenaming(true)}>
          {t("head.rename")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id: hook.id })}>
          {common("remove")}
        </DropdownMenuItem>
      </DropdownMenu>
      {renaming && <RenameHookDialog hook={hook} onClose={() => setRenaming(false)} />}
    </>
  );
}
