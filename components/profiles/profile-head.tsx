"use client";

import { Download, Ellipsis, Play, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useDownload } from "#components/exports/use-download.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EraseProfileDialog } from "./erase-profile-dialog.tsx";
import { profileName } from "./profile-name.ts";
import { SampleBadge } from "./profile-rows.tsx";
import { RecordEventDialog } from "./record-event-dialog.tsx";
import { StartWorkflowDialog } from "./start-workflow-dialog.tsx";

const BACK = { href: "/profiles", label: "Profiles" };

/** On phones the three stand in one line. */
const NARROW = "max-sm:px-3 max-sm:[&>svg]:hidden";

/** Who it is, and what can be done for them. */
export function ProfileHead({ profile }: { profile: Profile }) {
  const mayEdit = useMay("editor");
  const [dialog, setDialog] = useState<"record" | "start" | "erase" | null>(null);
  const download = useDownload();
  const close = () => setDialog(null);
  return (
    <>
      <PageHeader
        back={BACK}
        title={profileName(profile)}
        aside={profile.isSample && <SampleBadge />}
        description={profile.name ? (profile.email ?? "No email address") : undefined}
        actions={
          mayEdit && (
            <>
              <Button icon={<Plus />} className={NARROW} onClick={() => setDialog("record")}>
                Record an event
              </Button>
              <Button icon={<Play />} className={NARROW} onClick={() => setDialog("start")}>
                Start a workflow
              </Button>
              <DropdownMenu
                trigger={
                  <IconButton label="More actions" tooltip={false} variant="secondary">
                    <Ellipsis />
                  </IconButton>
                }
              >
                <DropdownMenuItem
                  icon={<Download />}
                  onSelect={() => download.mutate(`/exports/profile-${profile.id}.json`)}
                >
                  Export this person’s data
                </DropdownMenuItem>
                <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => setDialog("erase")}>
                  Erase this person
                </DropdownMenuItem>
              </DropdownMenu>
            </>
          )
        }
      />
      {dialog === "record" && <RecordEventDialog profileId={profile.id} onClose={close} />}
      {dialog === "start" && (
        <StartWorkflowDialog people={[{ id: profile.id, name: profileName(profile) }]} onClose={close} />
      )}
      {dialog === "erase" && <EraseProfileDialog profile={profile} onClose={close} />}
    </>
  );
}
