"use client";

import { Check, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Recipe } from "#components/workflows/outputs.ts";

type Need = Recipe["needs"][number];
type Words = ReturnType<typeof useTranslations<"recipes">>;

type Props = {
  needs: readonly Need[];
  /** Also says what each is for. */
  explained?: boolean;
};

/** What a recipe needs, whether it is there, and where to see to it when it is not. */
export function RecipeNeeds({ needs, explained = false }: Props) {
  const t = useTranslations("recipes");
  const say = useSay();
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {needs.map((need) => (
        <li key={`${need.kind} ${need.name}`} className="flex items-start gap-2">
          {need.ready ? (
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
          ) : (
            <CircleDashed aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          )}
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{nameOf(need, t)}</span>{" "}
            <span className={need.ready ? "text-muted" : "text-warning"}>{stateOf(need, t)}</span>
            {!need.ready && (
              <>
                {" · "}
                <Link href={mendingPage(need)} className="text-ember-ink underline underline-offset-2">
                  {mendingWords(need, t)}
                </Link>
              </>
            )}
            {explained && <span className="mt-0.5 block text-muted">{say(need.why)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ kind, name }: Need, t: Words): string {
  if (kind !== "channel") return name;
  return name === "web-push" ? t("channel.web-push") : t("channel.email");
}

function stateOf(need: Need, t: Words): string {
  const { ready, samples } = need;
  if (samples === 0) return plainStateOf(need, t);
  if (!ready) return t("need.samplesOnly");
  return t("need.withSamples", { state: plainStateOf(need, t), samples });
}

function plainStateOf({ kind, name, ready, count, more, known }: Need, t: Words): string {
  switch (kind) {
    case "event":
      if (!ready) return known ? t("need.timesKnown") : t("need.timesNone");
      return more ? t("need.timesMore", { count: count ?? 0 }) : t("need.times", { count: count ?? 0 });
    case "attribute":
      return ready ? t("need.people", { count: count ?? 0 }) : t("need.peopleNone");
    case "channel":
      if (name === "web-push")
        return ready ? t("need.browsers", { count: count ?? 0 }) : t("need.browsersNone");
      return ready ? t("need.emailReady") : t("need.emailKept");
    case "topic":
      return ready ? t("need.topicReady") : t("need.topicNone");
  }
}

function mendingPage({ kind, name }: Need): string {
  if (kind === "channel") return name === "web-push" ? "/settings/web-push" : "/settings/sending";
  return kind === "topic" ? "/settings/topics" : "/connect";
}

function mendingWords({ kind, name }: Need, t: Words): string {
  if (kind === "channel") return name === "web-push" ? t("mend.web-push") : t("mend.email");
  return t(`mend.${kind}`);
}
