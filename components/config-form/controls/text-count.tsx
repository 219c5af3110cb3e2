import { TEXT_MAX_CHARS } from "#workflows/actions/text-options.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { saysHowToLeave, withOptOutHint } from "#workflows/opt-out-hint.ts";
import { textLength, wordCharacters, wordSegments, wordUnits } from "#workflows/text-length.ts";

type Props = {
  text: string;
  channel: "sms" | "whatsapp";
  /** A line that says how to leave is added to it. */
  hasOptOut: boolean;
  /** That of the line. */
  language: CustomerLanguage;
};

/** How long a text message will be, as it is being written, and what makes it so. */
export function TextCount({ text, channel, hasOptOut, language }: Props) {
  const written = text.trim();
  const whole =
    hasOptOut && written !== "" && !saysHowToLeave(written) ? withOptOutHint(written, language) : written;
  const notes = notesOf(written, whole, channel);
  return (
    <span className="flex flex-col gap-1" data-figures>
      <span>
        {channel === "sms" ? wordSms(whole) : `${whole.length} of at most ${TEXT_MAX_CHARS} characters`}
      </span>
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </span>
  );
}

function wordSms(text: string): string {
  const length = textLength(text);
  const characters = wordUnits(length);
  return length.segments === 0 ? characters : `${characters}: ${wordSegments(length)}.`;
}

function notesOf(written: string, whole: string, channel: Props["channel"]): string[] {
  const { twice } = textLength(whole);
  const notes: string[] = [];
  if (whole.length > TEXT_MAX_CHARS)
    notes.push(`It is not sent like this: at most ${TEXT_MAX_CHARS} characters are.`);
  if (whole !== written) {
    const line = whole.slice(written.length).trim();
    notes.push(
      `“${line}” is added below it, in the person’s language${channel === "sms" ? ", and counted here" : ""}.`,
    );
  }
  if (channel === "sms" && twice.length > 0)
    notes.push(`${wordCharacters(twice)} ${twice.length === 1 ? "counts" : "count"} as two characters.`);
  if (/\{\{|\{%/.test(written))
    notes.push("Placeholders are counted as they stand here; what is filled in may be longer or shorter.");
  return notes;
}
