import { type Phrase, type PhraseValues, phrase } from "./phrase.ts";

/** The wording of every statement about why somebody did, or did not, get something. */
const wordings = {
  "why.sent": "Yes: the message was sent on {at}",
  "why.delivered": "Yes: the message was delivered on {at}",
  "why.captured": "It was written on {at}, and kept here instead of being sent",
  "why.under-way": "The message is on its way right now",
  "why.unknown": "Nobody can tell: it was handed over on {at}, and the answer never came. {why}",
  "why.failed": "No: the message could not be delivered. {why}",
  "why.skipped": "No: {why}",
  "why.held": "Not yet: {why}",
  "why.queued": "Not yet: the message waits for its turn",
  "why.queued-until": "Not yet: the message is due on {at}",
  "why.holdout":
    "No: the person was drawn by lot into the group that gets nothing, so that the effect can be compared",
  "why.waits": "Not yet: the person is inside and waits at “{step}”",
  "why.waits-until": "Not yet: the person is inside and waits at “{step}” until {at}",
  "why.left": "No: the person left the workflow before that. {why}",
  "why.broke-off": "No: the workflow broke off for this person. {why}",
  "why.other-way": "No: the person took another way through the workflow",
  "why.no-message": "No: the way that the person took has no message on it",
  "why.never-live": "No: the workflow has never been switched on",
  "why.refused": "No: the person was not let in. {why}",
  "why.timer": "Not yet: the person may enter on {at}",
  "why.no-event": "No: “{event}”, which starts the workflow, has not happened to this person",
  "why.no-events": "No: none of what starts the workflow has happened to this person ({events})",
  "why.before-live": "No: “{event}” happened on {at}, before the workflow was switched on on {since}",
  "why.no-match": "No: “{event}” happened on {at}, but did not fit what the trigger asks for",
  "why.nobody-started": "No: this workflow is started by hand, and nobody has started it for this person",
  "why.no-occasion": "No: there has been no occasion for this person to enter",
  "why.entered": "Entered on {at}",
  "why.entered-before": "Had entered before, on {at}",
  "why.said": "{why}",
  "why.came-no-further": "Came as far as “{step}”",
  "why.goal": "Reached the goal on {at}",
  "why.paused": "The workflow is paused: nobody enters, and nothing is sent",
  "why.sending-off": "All sending is switched off",
} as const;

export type WhyCode = keyof typeof wordings;

/** The sentence for a statement. */
export function wordWhy(code: WhyCode, values: PhraseValues = {}): Phrase {
  return phrase(wordings[code], values);
}

/** The wording of every statement there is. */
export const whyTexts: readonly string[] = Object.values(wordings);
