"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { type Asked, STEPS_MAX, writeSteps } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import { EventSetting, useEventNames } from "./event-setting.tsx";
import { NumberSetting } from "./number-setting.tsx";

const STEPS_MIN = 2;
const HOURS_MAX = 365 * 24;

/** The steps in their order, and how long people may take for all of them. */
export function FunnelSettings({ asked, set }: { asked: Asked; set: SetAsked }) {
  const t = useTranslations("retention.settings");
  const names = useEventNames();
  const { steps, windowHours } = asked;
  // One event may stand at several places.
  const keys = steps.map(
    (event, place) => `${event} ${steps.slice(0, place).filter((one) => one === event).length}`,
  );
  const change = (next: string[]) => set({ steps: writeSteps(next) });

  function swap(place: number, other: number) {
    const next = [...steps];
    const [one, another] = [next[place], next[other]];
    if (one === undefined || another === undefined) return;
    next[place] = another;
    next[other] = one;
    change(next);
  }
  return (
    <>
      <fieldset className="w-full min-w-0">
        <legend className="mb-1.5 text-sm font-medium">{t("steps")}</legend>
        <ol className="flex flex-col gap-2">
          {steps.map((event, place) => (
            <li key={keys[place]} className="flex min-w-0 items-end gap-1">
              <EventSetting
                className="max-w-80 min-w-0 flex-1"
                label={t("step", { number: place + 1 })}
                value={event}
                onChange={(value) => change(steps.with(place, value))}
              />
              <IconButton
                label={t("stepUp", { number: place + 1 })}
                disabled={place === 0}
                onClick={() => swap(place, place - 1)}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={t("stepDown", { number: place + 1 })}
                disabled={place === steps.length - 1}
                onClick={() => swap(place, place + 1)}
              >
                <ArrowDown />
              </IconButton>
              <IconButton
                label={t("stepRemove", { number: place + 1 })}
                disabled={steps.length <= STEPS_MIN}
                onClick={() => change(steps.toSpliced(place, 1))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ol>
        {steps.length < STEPS_MAX && (
          <Button
            size="sm"
            variant="ghost"
            className="mt-2"
            icon={<Plus />}
            onClick={() => change([...steps, nextStep(steps, names)])}
          >
            {t("stepAdd")}
          </Button>
        )}
      </fieldset>
      <NumberSetting
        label={t("within")}
        value={windowHours}
        least={1}
        most={HOURS_MAX}
        onChange={(value) => set({ within: String(value) })}
      />
    </>
  );
}

/** Something that is no step yet, where there is such an event. */
function nextStep(steps: readonly string[], names: readonly string[]): string {
  return names.find((name) => !steps.includes(name)) ?? names[0] ?? steps[0] ?? "";
}
