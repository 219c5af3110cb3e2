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
  return withChanges(facts, [change]);
}

/** Like `withChange`, one after the other. A person may have thousands of attributes: they are copied once. */
export function withChanges(facts: Facts, changes: readonly Change[]): Facts {
  if (changes.length === 0) return facts;
  let attributes = { ...facts.profile.attributes };
  let { eventCounts } = facts;
  for (const change of changes) {
    if (change.kind === "record-event") eventCounts = counted(eventCounts, change.name);
    else if (change.kind === "set" && change.value !== undefined && change.value !== null)
      // An attribute may have the name of something that every object inherits.
      Object.defineProperty(attributes, change.attribute, { ...OWN, value: change.value });
    else attributes = changeAttributes(attributes, change);
  }
  return { ...facts, profile: { ...facts.profile, attributes }, eventCounts };
}

const OWN = { enumerable: true, configurable: true, writable: true };

function counted(eventCounts: Facts["eventCounts"], name: string): Facts["eventCounts"] {
  const counts = Object.entries(eventCounts).map(([key, count]) => {
    const [days] = key.split(":", 1);
    const isIt = key === eventCountKey({ event: name, withinDays: Number(days) });
    return [key, isIt ? count + 1 : count] as const;
  });
  return Object.fromEntries(counts);
}

function tagsWithout(attributes: ProfileFacts["attributes"], tag: string): unknown[] {
  const tags = attributes[TAGS_ATTRIBUTE];
  return Array.isArray(tags) ? tags.filter((known) => known !== tag) : [];
}
