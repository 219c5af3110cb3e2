import { eventCountKey, type Facts, type ProfileFacts } from "./facts.ts";
import type { Change } from "./node.ts";

/** The attribute that holds a profile's tags: a list of texts. */
export const TAGS_ATTRIBUTE = "tags";

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
export function withChange(facts: Facts, change: Change): Facts {
  const attributes = changeAttributes(facts.profile.attributes, change);
  const profile = { ...facts.profile, attributes };
  if (change.kind !== "record-event") return { ...facts, profile };
  const counted = Object.entries(facts.eventCounts).map(([key, count]) => {
    const [days] = key.split(":", 1);
    const isIt = key === eventCountKey({ event: change.name, withinDays: Number(days) });
    return [key, isIt ? count + 1 : count] as const;
  });
  return { ...facts, eventCounts: Object.fromEntries(counted) };
}

function tagsWithout(attributes: ProfileFacts["attributes"], tag: string): unknown[] {
  const tags = attributes[TAGS_ATTRIBUTE];
  return Array.isArray(tags) ? tags.filter((known) => known !== tag) : [];
}
