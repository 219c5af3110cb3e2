import type { ConsentState } from "#workflows/facts.ts";
import { type PreferenceChannel, preferenceChannels } from "./switches.ts";

/** One switch, or one consent, in a form: "email.marketing". */
interface Place {
  channel: PreferenceChannel;
  topic: string;
}

/** What a customer asks for: their switches saved, everything withdrawn, or what they have just done taken back. */
export type ChoiceForm =
  | { kind: "save"; choices: (Place & { wasOn: boolean; on: boolean })[] }
  | { kind: "everything" }
  | { kind: "undo"; before: Before[] };

/** How a consent stood before it was changed. */
export type Before = Place & { state: ConsentState };

const ENTRIES_MAX = 100;
const entry = /^([a-z-]{1,20})\.([a-z][a-z0-9-]{0,39})(?:\.([a-z]{1,10}))?$/;
const states: readonly string[] = ["unknown", "pending", "granted", "withdrawn"] satisfies ConsentState[];

/** Reads what the page of preferences posts; null for anything else. */
export function readChoiceForm(form: URLSearchParams): ChoiceForm | null {
  switch (form.get("do")) {
    case "everything":
      return { kind: "everything" };
    case "undo":
      return { kind: "undo", before: readBefore(form.getAll("was")) };
    case "save": {
      const on = new Set(form.getAll("on"));
      const choices = entriesOf(form.getAll("seen")).map(({ channel, topic, word }) => ({
        ...{ channel, topic, wasOn: word === "on", on: on.has(`${channel}.${topic}`) },
      }));
      return choices.length > 0 ? { kind: "save", choices } : null;
    }
    default:
      return null;
  }
}

/** What the address of the page carries along after a change, so that it can be taken back. */
export function readBefore(values: readonly string[]): Before[] {
  return entriesOf(values).flatMap(({ channel, topic, word }) =>
    isState(word) ? { channel, topic, state: word } : [],
  );
}

export function writeBefore({ channel, topic, state }: Before): string {
  return `${channel}.${topic}.${state}`;
}

function entriesOf(values: readonly string[]): (Place & { word: string })[] {
  return values.slice(0, ENTRIES_MAX).flatMap((value) => {
    const [, name, topic, word = ""] = entry.exec(value) ?? [];
    const channel = preferenceChannels.find((known) => known === name);
    return channel && topic ? { channel, topic, word } : [];
  });
}

function isState(word: string): word is ConsentState {
  return states.includes(word);
}
