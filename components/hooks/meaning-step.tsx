"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CardBody, CardFooter } from "#components/ui/card.tsx";
import { StepCard } from "#components/ui/step-card.tsx";
import { toast } from "#components/ui/toast.ts";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { EventPart } from "./event-part.tsx";
import { draftOf, type MappingDraft, mappingOf, mappingProblems } from "./mapping-draft.ts";
import { MappingPreview } from "./mapping-preview.tsx";
import type { Hook } from "./outputs.ts";
import { IdPart, PersonPart } from "./person-part.tsx";
import { SampleChoice } from "./sample-choice.tsx";
import { useHookRefresh } from "./use-hook-refresh.ts";
import { useSamples } from "./use-samples.ts";
import { WaitingOffer } from "./waiting-offer.tsx";

/** By a real sample: whom requests are about, which event they make, and what that comes to. */
export function MeaningStep({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const samples = useSamples(hook.id);
  // Null follows what is saved; once something was entered, looking again must not overwrite it.
  const [edited, setEdited] = useState<MappingDraft | null>(null);
  const [submitted, setSubmitted] = useState(false);
  const saved = draftOf(hook);
  const draft = edited ?? saved;
  const isUnsaved = edited !== null && JSON.stringify(edited) !== JSON.stringify(saved);
  const problems = mappingProblems(draft, t);
  const shownProblems = (submitted ? problems : null) ?? { rows: {} };
  const leaveDialog = useLeaveGuard(isUnsaved);
  const { save, switchOn } = useMappingActions(hook, draft, () => {
    setSubmitted(false);
    // Unless more was entered meanwhile.
    setEdited((current) => (current === edited ? null : current));
  });
  const failure = save.error ?? switchOn.error;
  const part = { samples, draft, problems: shownProblems, onChange: setEdited };

  function submit(run: () => void) {
    setSubmitted(true);
    if (problems !== null || save.isPending || switchOn.isPending) return;
    save.reset();
    switchOn.reset();
    run();
  }

  return (
    <StepCard number={3} title={t("meaning.title")} description={t("meaning.description")}>
      <CardBody className="flex flex-col gap-6">
        <SampleChoice samples={samples} />
        <PersonPart {...part} />
        <EventPart {...part} ownName={hook.eventName} />
        <IdPart {...part} scheme={hook.scheme} />
        <MappingPreview sample={samples.chosen} draft={draft} />
        {failure && (
          <Banner tone="danger" role="alert">
            {failure.message}
          </Banner>
        )}
        {submitted && problems && (
          <Banner tone="danger" role="alert">
            {t("meaning.missing")}
          </Banner>
        )}
        <WaitingOffer hook={hook} isUnsaved={isUnsaved} />
      </CardBody>
      {(isUnsaved || !hook.isOn) && (
        <CardFooter>
          {isUnsaved && (
            <>
              <Button variant="ghost" onClick={() => setEdited(null)}>
                {t("meaning.discard")}
              </Button>
              <Button
                variant={hook.isOn ? "primary" : "secondary"}
                loading={save.isPending && !switchOn.isPending}
                onClick={() =>
                  submit(() => save.mutate(undefined, { onSuccess: () => toast.success(t("meaning.saved")) }))
                }
              >
                {t("meaning.save")}
              </Button>
            </>
          )}
          {!hook.isOn && (
            <Button
              variant="primary"
              loading={switchOn.isPending}
              onClick={() => submit(() => switchOn.mutate())}
            >
              {isUnsaved ? t("meaning.saveAndOn") : t("meaning.switchOn")}
            </Button>
          )}
        </CardFooter>
      )}
      {leaveDialog}
    </StepCard>
  );
}

/** Saving the draft, and switching on with it saved. */
function useMappingActions(hook: Hook, draft: MappingDraft, onSaved: () => void) {
  const t = useTranslations("hooks");
  const api = useApi();
  const refresh = useHookRefresh();
  const { id } = hook;
  const store = useMutation(api.hooks.setMapping.mutationOptions());
  const open = useMutation(api.hooks.switchOn.mutationOptions());
  const storeDraft = async () => {
    await store.mutateAsync({ id, ...mappingOf(draft) });
    await refresh();
    onSaved();
  };
  const save = useMutation({ mutationFn: storeDraft });
  const switchOn = useMutation({
    mutationFn: async () => {
      await storeDraft();
      await open.mutateAsync({ id });
      await refresh();
    },
    onSuccess: () => toast.success(t("meaning.isOn"), { description: t("meaning.isOnHelp") }),
  });
  return { save, switchOn };
}
