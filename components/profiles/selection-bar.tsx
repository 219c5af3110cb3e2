"use client";

import { Play, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProfileRow } from "#components/shell/outputs.ts";
import { Button } from "#components/ui/button.tsx";
import { useProfileName } from "./profile-name.ts";
import { type Chosen, StartWorkflowDialog } from "./start-workflow-dialog.tsx";
import type { Selection } from "./use-selection.ts";

/** As many as the API takes in one request. */
const START_MAX_PEOPLE = 200;

/** What can be done with the people who were ticked; nothing while nobody is. */
export function SelectionBar({ selection }: { selection: Selection<ProfileRow> }) {
  const t = useTranslations("profiles.selection");
  const profileName = useProfileName();
  const [starting, setStarting] = useState<Chosen[] | null>(null);
  const count = selection.rows.length;
  const tooMany = count > START_MAX_PEOPLE;
  const people = () => selection.rows.map((row) => ({ id: row.id, name: profileName(row) }));
  return (
    <>
      {count > 0 && (
        <div className="sticky top-2 z-20 mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-ember-line bg-raised px-4 py-2.5 shadow-pop">
          <p role="status" data-figures className="mr-auto text-sm font-medium">
            {t("count", { count })}
            {tooMany && (
              <span className="block font-normal text-muted">{t("tooMany", { max: START_MAX_PEOPLE })}</span>
            )}
          </p>
          <Button variant="ghost" icon={<X />} onClick={selection.clear}>
            {t("clear")}
          </Button>
          <Button variant="primary" icon={<Play />} disabled={tooMany} onClick={() => setStarting(people())}>
            {t("start")}
          </Button>
        </div>
      )}
      {starting && (
        <StartWorkflowDialog
          people={starting}
          onStarted={selection.clear}
          onClose={() => setStarting(null)}
        />
      )}
    </>
  );
}
