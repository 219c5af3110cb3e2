"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { languageName } from "#workflows/languages.ts";
import { useClockWords } from "./clock-words.ts";

/** What a step of a test is in words; empty for one that is only seen on the canvas. */
export function useStepWords(timeZone: string): (step: SimulatedStep) => string {
  const t = useTranslations("simulation.log");
  const say = useSay();
  const locale = useLocale();
  const words = useClockWords(timeZone);
  return (step) => {
    switch (step.kind) {
      case "arrive":
      case "leave":
        return "";
      case "wait":
        return step.untilAt === null ? "" : t("waits", { until: words.moment(step.untilAt) });
      case "event":
        return t("event", { event: step.event ?? "" });
      case "change": {
        const { attribute, value } = step.change ?? { attribute: "", value: null };
        return value === null ? t("changeGone", { attribute }) : t("change", { attribute, value });
      }
      case "failed":
        return t("fails", { what: wordSending(step) });
      case "note":
      case "held":
      case "skipped":
        return say(step.text);
      case "message":
        return step.message === null ? say(step.text) : wordSending(step);
    }
  };
  function wordSending({ sending }: SimulatedStep): string {
    const { channel = "email", team, language } = sending ?? {};
    const what = t(team ? "sends.team" : `sends.${channel}`);
    return language ? t("inLanguage", { what, language: languageName(language, locale) }) : what;
  }
}
