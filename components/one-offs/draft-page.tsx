"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ComponentProps, useEffect, useState } from "react";
import { useApi } from "#components/api.ts";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { StepCard } from "#components/ui/step-card.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { holdWork } from "#components/unsaved-work.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DraftHead } from "./draft-head.tsx";
import { MessageSection } from "./message-section.tsx";
import { unfinishedParts } from "./one-off-draft.ts";
import { PART_IDS } from "./one-off-problems.tsx";
import type { OneOff } from "./outputs.ts";
import { SendSection } from "./send-section.tsx";
import { useOneOffDraft } from "./use-one-off-draft.ts";
import { WhenSection } from "./when-section.tsx";
import { WhoSection } from "./who-section.tsx";

/** A message that is being written: what, to whom, when, and sending it. It saves itself. */
export function DraftPage({ oneOff }: { oneOff: OneOff }) {
  const t = useTranslations("one-offs");
  const api = useApi();
  const queries = useQueryClient();
  const now = useNow();
  const viewing = !useMay("editor");
  const editor = useOneOffDraft(oneOff);
  const [putOff, setPutOff] = useState(false);
  const [checked, setChecked] = useState(false);
  const { draft, saver, saveState, change } = editor;
  const setPeople = useMutation(api.oneOffs.setPeople.mutationOptions());
  useAskBeforeClosing(saveState.kind !== "saved");
  const guard = useLeaveGuard(unfinishedParts(draft).includes("audience"), {
    title: t("leaveRule.title"),
    description: t("leaveRule.description"),
  });

  async function list(lines: string[]) {
    const people = await saver.between(() => setPeople.mutateAsync({ id: oneOff.id, lines }));
    if (people) await queries.invalidateQueries({ queryKey: api.oneOffs.pathKey() });
    return people;
  }

  return (
    <>
      <DraftHead oneOff={oneOff} editor={editor} viewing={viewing} onDecide={() => setPutOff(false)} />
      <NeedsRole atLeast="editor" what={t("page.needsRole")} />
      <div className="flex flex-col gap-5">
        <Part id={PART_IDS.message} number={1} title={t("part.message")} description={t("part.messageHint")}>
          <MessageSection
            oneOffId={oneOff.id}
            message={draft.message}
            viewing={viewing}
            checked={checked}
            onChange={(message) => change({ message })}
          />
        </Part>
        <Part
          id={PART_IDS.audience}
          number={2}
          title={t("part.audience")}
          description={t("part.audienceHint")}
        >
          <WhoSection
            audience={draft.audience}
            listed={oneOff.listed}
            viewing={viewing}
            onChange={(audience) => change({ audience })}
            onList={list}
          />
        </Part>
        <Part
          id={PART_IDS.schedule}
          number={3}
          title={t("part.schedule")}
          description={t("part.scheduleHint")}
        >
          <fieldset disabled={viewing} className="min-w-0">
            <WhenSection
              schedule={draft.schedule}
              zone={oneOff.timezone}
              now={now}
              onChange={(schedule) => change({ schedule })}
            />
          </fieldset>
        </Part>
        <Part id="part-send" number={4} title={t("part.send")} description={t("part.sendHint")}>
          <SendSection oneOff={oneOff} editor={editor} onCheck={() => setChecked(true)} />
        </Part>
      </div>
      <ConflictDialog editor={editor} putOff={putOff} onPutOff={setPutOff} />
      {guard}
    </>
  );
}

/** One of the parts of a message; they can be done in any order. */
function Part({ children, ...step }: Omit<ComponentProps<typeof StepCard>, "actions">) {
  return (
    <StepCard {...step}>
      <CardBody>{children}</CardBody>
    </StepCard>
  );
}

function useAskBeforeClosing(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const owner = {};
    holdWork(owner, true);
    return () => holdWork(owner, false);
  }, [unsaved]);
}
