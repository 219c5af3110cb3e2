/** The day that weeks begin with, as ISO has it: 1 is Monday, 7 is Sunday. */
export type WeekStart = 1 | 7;

/** Languages of places where calendars begin with Sunday; elsewhere Monday is the rule (Unicode CLDR, weekData). */
const SUNDAY_LANGUAGES = new Set(["ja", "ko", "he", "hi", "th", "id", "pt-br", "zh-tw", "zh-hk", "zh-hant"]);

/** What a shop's week most likely begins with, by where it is, and where that says too little by its language. */
export function likelyWeekStart({ timezone, language }: { timezone: string; language: string }): WeekStart {
  const [part] = timezone.split("/");
  if (part === "Europe" || part === "Africa") return 1;
  if (part === "America" || part === "US" || part === "Canada") return 7;
  const tag = language.toLowerCase();
  const [base = ""] = tag.split("-");
  const tags = [tag, tag.split("-").slice(0, 2).join("-"), base];
  return tags.some((each) => SUNDAY_LANGUAGES.has(each)) ? 7 : 1;
}
