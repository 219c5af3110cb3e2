"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SaveIndicator } from "#components/canvas/save-indicator.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { NameForm } from "#components/workflows/name-form.tsx";
import { OneOffBadge } from "./one-off-badge.tsx";
import { OneOffMenu } from "./one-off-menu.tsx";
import type { OneOff } from "./outputs.ts";
import type { OneOffEditor } from "./use-one-off-draft.ts";

export const BACK = { href: "/one-offs", label: "One-off messages" };

type Props = {
  oneOff: OneOff;
  editor: OneOffEditor;
  viewing: boolean;
  /** Asks again whose message stays. */
  onDecide(): void;
};

/** The name of a draft, whether it is saved, and what can be done with it as a whole. */
export function DraftHead({ oneOff, editor, viewing, onDecide }: Props) {
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);
  const { draft, saver, saveState, change } = editor;
  return (
    <>
      <PageHeader
        back={BACK}
        title={draft.name}
        aside={
          <>
            {!viewing && (
              <IconButton
                size="sm"
                label="Rename message"
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
                onRemoved={() => router.push(BACK.href)}
              />
            </>
          )
        }
      />
      {renaming && (
        <NameForm
          title="Rename message"
          name={draft.name}
          submitLabel="Rename"
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
