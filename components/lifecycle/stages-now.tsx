"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { type LifecycleStage, lifecycleStages } from "#workflows/lifecycle.ts";
import { wordStage } from "#workflows/word-condition.ts";
import type { Lifecycle } from "./outputs.ts";
import { StagePeopleSheet } from "./stage-people-sheet.tsx";

/** How many people are in each stage; each number opens them. */
export function StagesNow({ lifecycle: { counts, isWorkedOut } }: { lifecycle: Lifecycle }) {
  const t = useTranslations("lifecycle");
  const say = useSay();
  const [opened, setOpened] = useState<LifecycleStage | null>(null);
  return (
    <Card>
      <CardHeader
        title={t("now.title")}
        description={isWorkedOut ? t("now.description") : t("now.working")}
      />
      <CardBody>
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {lifecycleStages.map((stage) => (
            <li key={stage}>
              <button
                type="button"
                onClick={() => setOpened(stage)}
                className="flex h-full w-full flex-col rounded-md border px-3 py-2.5 text-left hover:bg-hover"
              >
                <span className="text-sm text-muted">{say(wordStage(stage))}</span>
                <span data-figures className="text-xl font-semibold">
                  {t("count", { count: counts[stage] })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </CardBody>
      {opened && (
        <StagePeopleSheet
          title={say(wordStage(opened))}
          description={t(`stage.${opened}`)}
          stages={[opened]}
          onClose={() => setOpened(null)}
        />
      )}
    </Card>
  );
}
