"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SaveIndicator } from "#components/canvas/save-indicator.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { NameForm } from "#components/workflows/name-form.tsx";
import { OneOffBadge } from "./one-off-badge.tsx";
import { OneOffMenu } from "./one-off-menu.tsx";
import type { OneOff } from "./outputs.ts";
import type { OneOffEditor } from "./use-one-off-draft.ts";

export const LIST_HREF = "/one-offs";

type Props = {
  oneOff: OneOff;
  editor: OneOffEditor;
  viewing: boolean;
  /** Asks again whose message stays. */
  onDecide(): void;
};

/** The name of a draft, whether it is saved, and what can be done with it as a whole. */
export function DraftHead({ oneOff, editor, viewing, onDecide }: Props) {
  const t = useTranslations("one-offs");
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);
  const { draft, saver, saveState, change } = editor;
  return (
    <>
      <PageHeader
        back={{ href: LIST_HREF, label: t("list.title") }}
        title={draft.name}
        aside={
          <>
            {!viewing && (
              <IconButton
                size="sm"
                label={t("page.rename")}
                className="text-muted"
                onClick={() => setRenaming(true)}
              >
                <Pencil />
              </IconButton>
            )}
            <OneOffBadge status={oneOff.status} />
          </>
        }
        actions={
          !viewing && (
            <>
              <SaveIndicator state={saveState} saver={saver} onDecide={onDecide} />
              <OneOffMenu
                oneOff={{ id: oneOff.id, name: draft.name, status: oneOff.status }}
                onRemoved={() => router.push(LIST_HREF)}
              />
            </>
          )
        }
      />
      {renaming && (
        <NameForm
          title={t("page.rename")}
          name={draft.name}
          submitLabel={t("page.renameSubmit")}
          pending={false}
          onSubmit={(name) => {
            change({ name });
            setRenaming(false);
          }}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}
