"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { CONSENT_TONE } from "./consent-words.ts";
import type { ChosenField } from "./merge-dialog.tsx";
import type { MergePreview } from "./outputs.ts";

const FIELDS: readonly ChosenField[] = ["name", "email", "phone", "externalId", "timezone", "locale"];

type Props = {
  preview: MergePreview;
  /** What is taken from the profile that goes. */
  take: readonly ChosenField[];
  onTake(field: ChosenField, on: boolean): void;
};

/** What two profiles come to as one: where they differ there is a choice. */
export function MergeResult({ preview, take, onTake }: Props) {
  const t = useTranslations("profiles.merge");
  const consent = useTranslations("profiles.consent.state");
  const channelName = useTranslations("messages.channels");
  const name = useTranslations("profiles.table");
  const id = useId();
  const { from, into, result, consents, attributes, moved } = preview;
  const differing = FIELDS.filter(
    (field) => from[field] !== null && into[field] !== null && from[field] !== into[field],
  );
  const same = FIELDS.filter((field) => !differing.includes(field) && result[field] !== null);
  return (
    <div className="flex flex-col gap-5 text-sm [overflow-wrap:anywhere]">
      {differing.map((field) => (
        <fieldset key={field} className="flex min-w-0 flex-col gap-1.5">
          <legend className="mb-1.5 font-medium">{name(field)}</legend>
          <Choice
            name={`${id} ${field}`}
            checked={!take.includes(field)}
            onChoose={() => onTake(field, false)}
            label={into[field] ?? ""}
          />
          <Choice
            name={`${id} ${field}`}
            checked={take.includes(field)}
            onChoose={() => onTake(field, true)}
            label={from[field] ?? ""}
          />
        </fieldset>
      ))}
      {same.length > 0 && (
        <dl className="flex flex-col gap-1">
          {same.map((field) => (
            <div key={field} className="flex gap-2">
              <dt className="text-muted">{name(field)}</dt>
              <dd>{result[field]}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul aria-label={t("moves")} className="list-disc pl-5">
        <li>
          {t("moved", {
            events: moved.events,
            messages: moved.messages,
            runs: moved.runs,
            notes: moved.notes,
          })}
        </li>
        {moved.activeRuns > 0 && <li>{t("activeRuns", { count: moved.activeRuns })}</li>}
        {moved.carts > 0 && <li>{t("carts", { count: moved.carts })}</li>}
        {attributes.added > 0 && <li>{t("attributes", { count: attributes.added })}</li>}
        {attributes.leftOut.length > 0 && (
          <li>{t("leftOut", { names: attributes.leftOut.join(", "), count: attributes.leftOut.length })}</li>
        )}
        {from.externalId !== null && into.externalId !== null && <li>{t("bothKnown")}</li>}
      </ul>
      {consents.length > 0 && (
        <div>
          <p className="mb-2 font-medium">{t("consents")}</p>
          <ul className="flex flex-col gap-1.5">
            {consents.map(({ channel, topic, state }) => (
              <li key={`${channel} ${topic}`} className="flex items-center justify-between gap-3">
                <span>
                  {channelName(channel)} <span className="text-muted">· {topic}</span>
                </span>
                <Badge tone={CONSENT_TONE[state]}>{consent(state)}</Badge>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-muted">{t("consentsHint")}</p>
        </div>
      )}
      <Banner tone="warning">{t("forGood")}</Banner>
    </div>
  );
}
