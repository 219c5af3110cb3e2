import { type Facts, type ProfileFacts, zoneOf } from "./facts.ts";
import { withEvent } from "./measure.ts";
import type { Change } from "./node.ts";

/** The attribute in which programs and files bring a profile's tags, and in which workflows note theirs: a list of texts. */
export const TAGS_ATTRIBUTE = "tags";

/** Every tag of a profile, each once: those that it was given here, and those among its attributes. */
export function allTags(given: readonly string[], attributes: ProfileFacts["attributes"]): string[] {
  const own = attributes[TAGS_ATTRIBUTE];
  const texts = Array.isArray(own) ? own.filter((tag): tag is string => typeof tag === "string") : [];
  return [...new Set([...given, ...texts])].sort();
}

/** The attributes after a change; what was no number counts as 0 before an increment. An undefined value removes. */
export function changeAttributes(
  attributes: ProfileFacts["attributes"],
  change: Change,
): ProfileFacts["attributes"] {
  switch (change.kind) {
    case "set": {
      const { [change.attribute]: _, ...others } = attributes;
      return change.value === undefined || change.value === null
        ? others
        : { ...others, [change.attribute]: change.value };
    }
    case "increment": {
      const before = Number(attributes[change.attribute] ?? 0);
      return { ...attributes, [change.attribute]: (Number.isFinite(before) ? before : 0) + change.by };
    }
    case "add-tag":
      return { ...attributes, [TAGS_ATTRIBUTE]: [...tagsWithout(attributes, change.tag), change.tag] };
    case "remove-tag":
      return { ...attributes, [TAGS_ATTRIBUTE]: tagsWithout(attributes, change.tag) };
    case "record-event":
      return attributes;
  }
}

/** What the steps after a change know: it is written with them, and they must not read what was before it. */
export function withChange(facts: Facts, change: Change, now: number): Facts {
  return withChanges(facts, [change], now);
}

/** Like `withChange`, one after the other. A person may have thousands of attributes: they are copied once. */
export function withChanges(facts: Facts, changes: readonly Change[], now: number): Facts {
  if (changes.length === 0) return facts;
  let attributes = { ...facts.profile.attributes };
  let { measures, tags } = facts;
  for (const change of changes) {
    tags = changeTags(tags, change);
    if (change.kind === "record-event") measures = withEvent(measures, change, now, zoneOf(facts));
    else if (change.kind === "set" && change.value !== undefined && change.value !== null)
      // An attribute may have the name of something that every object inherits.
      Object.defineProperty(attributes, change.attribute, { ...OWN, value: change.value });
    else attributes = changeAttributes(attributes, change);
  }
  return { ...facts, profile: { ...facts.profile, attributes }, measures, tags };
}

function changeTags(tags: Facts["tags"], change: Change): Facts["tags"] {
  if (change.kind !== "add-tag" && change.kind !== "remove-tag") return tags;
  const others = tags.filter((tag) => tag !== change.tag);
  return change.kind === "add-tag" ? [...others, change.tag] : others;
}

const OWN = { enumerable: true, configurable: true, writable: true };

function tagsWithout(attributes: ProfileFacts["attributes"], tag: string): unknown[] {
  const tags = attributes[TAGS_ATTRIBUTE];
  return Array.isArray(tags) ? tags.filter((known) => known !== tag) : [];
}
