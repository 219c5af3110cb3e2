import * as z from "zod/mini";
import { DEFAULT_TOPIC, topicKey } from "./actions/sending.ts";
import { type CustomerLanguage, customerLanguages } from "./customer-texts/customer-language.ts";

export const TOPICS_MAX = 30;
export const TOPIC_NAME_MAX_CHARS = 60;
export const TOPIC_DESCRIPTION_MAX_CHARS = 200;

/** One line that customers read. */
const line = (maxChars: number) =>
  z
    .string()
    .check(z.trim(), z.maxLength(maxChars), z.regex(/^[^\p{Cc}\u2028\u2029]*$/u, "Write it in one line"));
const perLanguage = (maxChars: number) => z.partialRecord(z.enum(customerLanguages), line(maxChars));

/** How a topic reads: in the shop's own words, and in the languages for which the owner wrote others. */
export const topicWords = z.object({
  name: line(TOPIC_NAME_MAX_CHARS).check(z.minLength(1, "Give the topic a name")),
  description: z._default(line(TOPIC_DESCRIPTION_MAX_CHARS), ""),
  names: z._default(perLanguage(TOPIC_NAME_MAX_CHARS), {}),
  descriptions: z._default(perLanguage(TOPIC_DESCRIPTION_MAX_CHARS), {}),
});
export type TopicWords = z.infer<typeof topicWords>;

/** Something that people can agree to be written to about. `key` stands in consents and links, and never changes. */
const topic = z.extend(topicWords, { key: topicKey, archived: z._default(z.boolean(), false) });
export type Topic = z.infer<typeof topic>;

const DEFAULT_TOPICS: Topic[] = [
  {
    key: DEFAULT_TOPIC,
    name: "News and offers",
    description: "What is new, and what costs less for a while.",
    names: { zh: "新品与优惠" },
    descriptions: { zh: "新品上架与限时优惠。" },
    archived: false,
  },
];

/** The shop's topics, in the order in which customers see them. The default one is always among them. */
export const topics = z._default(
  z.array(topic).check(
    z.maxLength(TOPICS_MAX, `There can be ${TOPICS_MAX} topics, archived ones included`),
    z.refine(
      (list) => new Set(list.map(({ key }) => key)).size === list.length,
      "Two topics have the same key",
    ),
    z.refine(
      (list) => list.some(({ key, archived }) => key === DEFAULT_TOPIC && !archived),
      "The default topic cannot be archived",
    ),
  ),
  DEFAULT_TOPICS,
);

/** A topic as customers read it, in their language where the owner wrote it. */
export function topicIn(
  { name, description, names, descriptions }: Topic,
  language: CustomerLanguage,
): { name: string; description: string } {
  return { name: names[language] || name, description: descriptions[language] || description };
}

/** The name of a topic by its key; the key itself when the shop has no such topic. */
export function topicNamed(list: readonly Topic[], key: string, language: CustomerLanguage): string {
  const found = list.find((topic) => topic.key === key);
  return found ? topicIn(found, language).name : key;
}

/** The names of several topics, as customers read them in a sentence. */
export function topicsNamed(
  list: readonly Topic[],
  keys: readonly string[],
  language: CustomerLanguage,
): string {
  const names = keys.map((key) => topicNamed(list, key, language));
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names);
}

/** A key for a new topic, made of its name: "Back in stock" becomes "back-in-stock", a second one "back-in-stock-2". */
export function newTopicKey(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 30)
    .replace(/-+$/, "");
  const base = plain || "topic";
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(key)) return key;
  }
}
