"use client";

import { FastForward, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { inventedPerson } from "#workflows/invented-person.ts";
import type { TrialPerson } from "#workflows/trial.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { SidePanel } from "../side-panel.tsx";
import { useChoices } from "../use-choices.ts";
import { BeginForm, NO_BEGINNING, trialStartOf } from "./begin-form.tsx";
import { PersonChooser } from "./person-chooser.tsx";
import type { Trail } from "./playback.ts";
import { RunningTest, type Started } from "./running-test.tsx";
import { type KeptPerson, usablePerson, useKeptPerson } from "./use-kept-person.ts";

type Props = {
  workflowId: number;
  graph: Graph;
  sheet: boolean;
  onTrail(trail: Trail | null): void;
  onClose(): void;
};

/** Runs what is on the canvas for one person on a fast clock. Nothing is sent and nothing is stored. */
export function SimulationPanel({ workflowId, graph, sheet, onTrail, onClose }: Props) {
  const t = useTranslations("simulation");
  const profileName = useProfileName();
  const [kept, keep] = useKeptPerson();
  const [profile, setProfile] = useState<ProfileSummary | null>(null);
  const [beginning, setBeginning] = useState(NO_BEGINNING);
  const [started, setStarted] = useState<Started | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const choices = useChoices(graph);
  const compiled = useMemo(() => compileGraph(graph), [graph]);
  const runnable = isPublishable(validateGraph(graph));
  const person = personOf(kept, profile);

  function close() {
    onTrail(null);
    onClose();
  }
  function start() {
    if (!person) return;
    const name =
      person.kind === "invented"
        ? t("person.summary", { name: person.person.name || t("person.nameless") })
        : profileName(profile ?? { id: person.profileId, name: null, email: null });
    setStarted({ person, start: trialStartOf(beginning), name });
    // The keys that play and step belong to the panel from now on.
    panel.current?.focus();
  }
  function change() {
    onTrail(null);
    setStarted(null);
  }

  return (
    <SidePanel
      label={t("panel.label")}
      title={t("panel.title")}
      description={t("panel.description")}
      icon={
        <span
          aria-hidden="true"
          className="flex size-9 shrink-0 items-center justify-center rounded-md border border-success-line bg-success-soft text-success [&_svg]:size-4.5"
        >
          <FastForward />
        </span>
      }
      sheet={sheet}
      onClose={close}
    >
      <div ref={panel} tabIndex={-1} className="flex flex-col gap-4 outline-none">
        {!runnable && <Banner tone="warning">{t("panel.notReady")}</Banner>}
        <FormChoicesProvider choices={choices}>
          {started === null ? (
            <>
              <PersonChooser
                kept={kept}
                onKeep={keep}
                profile={profile}
                onProfile={setProfile}
                draws={compiled.assigns}
              />
              <BeginForm trigger={compiled.trigger} value={beginning} onChange={setBeginning} />
              <Button
                variant="primary"
                icon={<Play />}
                className="sticky bottom-0 w-full"
                disabled={!runnable || person === null}
                onClick={start}
              >
                {t("panel.start")}
              </Button>
            </>
          ) : (
            <>
              <div className="flex items-center justify-between gap-3">
                <p className="min-w-0 truncate text-sm font-medium">{started.name}</p>
                <Button size="sm" onClick={change}>
                  {t("panel.change")}
                </Button>
              </div>
              {runnable && (
                <RunningTest
                  workflowId={workflowId}
                  started={started}
                  graph={graph}
                  trigger={compiled.trigger}
                  panel={panel}
                  onTrail={onTrail}
                  onOther={change}
                />
              )}
            </>
          )}
        </FormChoicesProvider>
      </div>
    </SidePanel>
  );
}

/** Null while nobody is chosen, or the invented person is not one that can be tried with. */
function personOf(kept: KeptPerson, profile: ProfileSummary | null): TrialPerson | null {
  if (kept.kind === "stored") return profile && { kind: "stored", profileId: profile.id };
  const parsed = inventedPerson.safeParse(usablePerson(kept.person));
  return parsed.success ? { kind: "invented", person: parsed.data } : null;
}
