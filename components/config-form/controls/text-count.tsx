import { useLocale, useTranslations } from "next-intl";
import { wordCharacters, wordSegments, wordUnits } from "#components/messages/length-words.ts";
import { TEXT_MAX_CHARS } from "#workflows/actions/text-options.ts";
import type { CustomerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { saysHowToLeave, withOptOutHint } from "#workflows/opt-out-hint.ts";
import { textLength } from "#workflows/text-length.ts";

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
  const t = useTranslations("config-form.textCount");
  const written = text.trim();
  const whole =
    hasOptOut && written !== "" && !saysHowToLeave(written) ? withOptOutHint(written, language) : written;
  const notes = useNotes(written, whole, channel);
  const smsLength = useSmsLength(whole);
  return (
    <span className="flex flex-col gap-1" data-figures>
      <span>
        {channel === "sms" ? smsLength : t("ofAtMost", { count: whole.length, max: TEXT_MAX_CHARS })}
      </span>
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </span>
  );
}

function useSmsLength(text: string): string {
  const t = useTranslations("config-form.textCount");
  const words = useTranslations("messages");
  const locale = useLocale();
  const length = textLength(text);
  const units = wordUnits(length, words);
  return length.segments === 0 ? units : t("sms", { units, segments: wordSegments(length, words, locale) });
}

function useNotes(written: string, whole: string, channel: Props["channel"]): string[] {
  const t = useTranslations("config-form.textCount");
  const words = useTranslations("messages");
  const locale = useLocale();
  const { twice } = textLength(whole);
  const notes: string[] = [];
  if (whole.length > TEXT_MAX_CHARS) notes.push(t("tooLong", { max: TEXT_MAX_CHARS }));
  if (whole !== written) {
    const line = whole.slice(written.length).trim();
    notes.push(t(channel === "sms" ? "addedAndCounted" : "added", { line }));
  }
  if (channel === "sms" && twice.length > 0)
    notes.push(t("twice", { count: twice.length, characters: wordCharacters(twice, words, locale) }));
  if (/\{\{|\{%/.test(written)) notes.push(t("placeholders"));
  return notes;
}
