"use client";

import { type Say, useSay } from "#components/say.tsx";
import { Fact, Facts } from "#components/settings/facts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { plainPhrase } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import { wordCondition } from "#workflows/condition.ts";
import { type Phrase, phrase, verbatim } from "#workflows/phrase.ts";
import { wordCount, wordPeople } from "./one-off-words.ts";
import type { OneOff } from "./outputs.ts";
import { PersonPreview } from "./person-preview.tsx";
import { wordTiming } from "./schedule-draft.ts";

/** What a message says, to whom it goes and when, when nothing of it can be changed any more. */
export function SentContent({ oneOff }: { oneOff: OneOff }) {
  const say = useSay();
  const { id, message, schedule, timezone } = oneOff;
  if (!message) return null;
  return (
    <Card>
      <CardHeader title="The message" />
      <CardBody className="flex flex-col gap-5">
        <Facts>
          <Fact name="What">
            <span className="[overflow-wrap:anywhere]">{say(wordMessage(message))}</span>
          </Fact>
          <Fact name="Who">{wordAudience(oneOff, say)}</Fact>
          <Fact name="When">
            {schedule.at === null ? "As soon as it was sent" : capitalised(wordTiming(schedule, timezone))}
          </Fact>
          <Fact name="How fast">
            {schedule.perHour === null
              ? "As fast as possible"
              : `At most ${wordCount(schedule.perHour)} people an hour`}
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

function wordAudience({ audience, listed }: OneOff, say: Say): string {
  switch (audience.kind) {
    case "everybody":
      return "Everybody";
    case "condition":
      return say(phrase("Whoever {rule}", { rule: phrase(wordCondition(audience.condition)) }));
    case "list":
      return `${wordPeople(listed)} of a list`;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
