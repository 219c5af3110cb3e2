"use client";

import { type Say, useSay } from "#components/say.tsx";
import { Fact, Facts } from "#components/settings/facts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { plainPhrase } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import { type Phrase, phrase, verbatim } from "#workflows/phrase.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { useWords, type Words } from "./one-off-words.ts";
import type { OneOff } from "./outputs.ts";
import { PersonPreview } from "./person-preview.tsx";
import { wordLocal } from "./schedule-draft.ts";

/** What a message says, to whom it goes and when, when nothing of it can be changed any more. */
export function SentContent({ oneOff }: { oneOff: OneOff }) {
  const words = useWords();
  const { t } = words;
  const say = useSay();
  const { id, message, schedule, timezone } = oneOff;
  if (!message) return null;
  return (
    <Card>
      <CardHeader title={t("sent.title")} />
      <CardBody className="flex flex-col gap-5">
        <Facts>
          <Fact name={t("sent.what")}>
            <span className="[overflow-wrap:anywhere]">{say(wordMessage(message))}</span>
          </Fact>
          <Fact name={t("sent.who")}>{wordAudience(oneOff, say, t)}</Fact>
          <Fact name={t("sent.when")}>{wordWhen(schedule, timezone, words)}</Fact>
          <Fact name={t("sent.fast")}>
            {schedule.perHour === null ? t("sent.asFast") : t("sent.perHour", { perHour: schedule.perHour })}
          </Fact>
        </Facts>
        <PersonPreview oneOffId={id} message={message} whole stored />
      </CardBody>
    </Card>
  );
}

/** What the step that sends it does, in a sentence. */
function wordMessage({ type, config }: NonNullable<OneOff["message"]>): Phrase {
  const definition = findNode(type);
  const read = definition?.config.safeParse(config);
  return definition && read?.success ? plainPhrase(definition.describe(read.data)) : verbatim(type);
}

function wordAudience({ audience, listed }: OneOff, say: Say, t: Words["t"]): string {
  switch (audience.kind) {
    case "everybody":
      return t("sent.everybody");
    case "condition":
      return say(
        phrase("Everybody for whom this holds: {rule}", { rule: phrase(wordCondition(audience.condition)) }),
      );
    case "list":
      return t("sent.list", { count: listed });
  }
}

function wordWhen({ at, local }: OneOff["schedule"], zone: string, words: Words): string {
  const { t } = words;
  if (at === null) return t("sent.whenSent");
  const time = wordLocal(at, words);
  return local ? t("sent.whenLocal", { time }) : t("sent.whenShop", { time, zone });
}
