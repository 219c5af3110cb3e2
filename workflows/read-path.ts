import type { ProfileFacts } from "./facts.ts";

/** What people and programs write into a profile beside its attributes. */
const givenFields = ["externalId", "email", "phone", "name", "timezone", "locale"] as const;
/** What a rule can ask of a profile beside its attributes; times are milliseconds since 1970. */
export const profileFields = [...givenFields, "createdAt", "lastSeenAt"] as const;
export type ProfileField = (typeof profileFields)[number];

export function findField(name: string): ProfileField | undefined {
  return profileFields.find((known) => known === name);
}

/** What a profile has under a name: one of its fields, else an attribute. */
export function readAttribute(profile: ProfileFacts, name: string): unknown {
  const field = findField(name);
  return field ? profile[field] : readPath(profile.attributes, name);
}

/**
 * What was given to a profile under a name. Unlike a rule, a trigger that follows what shops tell finds their own
 * attribute "createdAt" here.
 */
export function readGiven(profile: ProfileFacts, name: string): unknown {
  const field = givenFields.find((known) => known === name);
  return field ? profile[field] : readPath(profile.attributes, name);
}

/** The value at "a.b.c", own properties only: a path from a stored rule must not reach a prototype. */
export function readPath(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The number that an event has in a property; null for what is none. A text does not count, also when it looks like one. */
export function numberIn(properties: Record<string, unknown>, property: string): number | null {
  const value = readPath(properties, property);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
