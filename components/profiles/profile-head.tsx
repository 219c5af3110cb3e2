"use client";

import { Download, Ellipsis, Merge, Play, Plus, Split, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDownload } from "#components/exports/use-download.ts";
import { WhyButton } from "#components/runs/why-button.tsx";
import type { Profile } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EraseProfileDialog } from "./erase-profile-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { useProfileName } from "./profile-name.ts";
import { SampleBadge } from "./profile-rows.tsx";
import { RecordEventDialog } from "./record-event-dialog.tsx";
import { StartWorkflowDialog } from "./start-workflow-dialog.tsx";

/** On phones the three stand in one line. */
const NARROW = "max-sm:px-3 max-sm:[&>svg]:hidden";

/** Who it is, and what can be done for them. */
export function ProfileHead({ profile, onSplit }: { profile: Profile; onSplit(): void }) {
  const t = useTranslations("profiles.head");
  const profileName = useProfileName();
  const mayEdit = useMay("editor");
  const [dialog, setDialog] = useState<"record" | "start" | "merge" | "erase" | null>(null);
  const download = useDownload();
  const close = () => setDialog(null);
  return (
    <>
      <PageHeader
        back={{ href: "/profiles", label: t("back") }}
        title={profileName(profile)}
        aside={profile.isSample && <SampleBadge />}
        description={profile.name ? (profile.email ?? t("noEmail")) : undefined}
        actions={
          <>
            <WhyButton
              workflow={null}
              person={{ id: profile.id, name: profileName(profile) }}
              className={NARROW}
            />
            {mayEdit && (
              <>
                <Button icon={<Plus />} className={NARROW} onClick={() => setDialog("record")}>
                  {t("record")}
                </Button>
                <Button icon={<Play />} className={NARROW} onClick={() => setDialog("start")}>
                  {t("start")}
                </Button>
                <DropdownMenu
                  trigger={
                    <IconButton label={t("more")} tooltip={false} variant="secondary">
                      <Ellipsis />
                    </IconButton>
                  }
                >
                  <DropdownMenuItem
                    icon={<Download />}
                    onSelect={() => download.mutate(`/exports/profile-${profile.id}.json`)}
                  >
                    {t("export")}
                  </DropdownMenuItem>
                  <DropdownMenuItem icon={<Merge />} onSelect={() => setDialog("merge")}>
                    {t("merge")}
                  </DropdownMenuItem>
                  <DropdownMenuItem icon={<Split />} onSelect={onSplit}>
                    {t("split")}
                  </DropdownMenuItem>
                  <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => setDialog("erase")}>
                    {t("erase")}
                  </DropdownMenuItem>
                </DropdownMenu>
              </>
            )}
          </>
        }
      />
      {dialog === "record" && <RecordEventDialog profileId={profile.id} onClose={close} />}
      {dialog === "start" && (
        <StartWorkflowDialog people={[{ id: profile.id, name: profileName(profile) }]} onClose={close} />
      )}
      {dialog === "merge" && <MergeDialog profile={profile} other={null} onClose={close} />}
      {dialog === "erase" && <EraseProfileDialog profile={profile} onClose={close} />}
    </>
  );
}
