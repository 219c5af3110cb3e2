import { variablePath, wordName } from "./variable-path.ts";
import type { Variable, VariableWords } from "./variables.ts";

/** An attribute that people really have. */
export interface SeenAttribute {
  name: string;
  /** Null while nobody has counted. */
  people: number | null;
  /** A value that somebody has. */
  example: string | null;
}

/** What the newest events of a name carried. */
export interface SeenProperties {
  /** How many events were looked at. */
  events: number;
  properties: { name: string; count: number; example: string | null }[];
}

/** What really occurs in the shop's data. */
export interface Seen {
  attributes: SeenAttribute[];
  /** Of the event that starts the workflow; null where none does, or while it is not known. */
  event: SeenProperties | null;
}

/** Names are whatever programs send; those with these signs cannot be written into a template. */
const UNWRITABLE = /["{}%\\\p{Cc}]/u;
const PRODUCT_LINES =
  "{% for item in event.products %}{{ item.quantity | default: 1 }} × {{ item.name }}\n{% endfor %}";

export function attributeVariables(attributes: SeenAttribute[], t: VariableWords): Variable[] {
  return attributes
    .filter(({ name }) => !UNWRITABLE.test(name))
    .map(({ name, people, example }) => ({
      path: name,
      label: name,
      insert: `{{ ${variablePath("profile", name)} | default: "" }}`,
      ...(example === null ? {} : { example }),
      ...(people === null ? {} : { note: t("people", { count: people }) }),
    }));
}

/** The event's values: those that its trigger tells of, and those that events of that name really had. */
export function eventVariables(told: Variable[], seen: SeenProperties | null, t: VariableWords): Variable[] {
  if (seen === null || seen.events === 0) return told;
  const known = new Map(seen.properties.map((property) => [`event.${property.name}`, property]));
  const noteOf = (count: number) => t("inSoMany", { count, events: seen.events });
  const toldPaths = new Set(told.map(({ path }) => path));
  return [
    ...told.map((variable) => {
      const found = known.get(variable.path);
      if (!found) return variable.path.startsWith("event.") ? { ...variable, note: t("notSeen") } : variable;
      return { ...variable, example: found.example ?? variable.example, note: noteOf(found.count) };
    }),
    ...seen.properties.flatMap(({ name, count, example }): Variable[] => {
      const path = `event.${name}`;
      if (toldPaths.has(path) || UNWRITABLE.test(name)) return [];
      const common = { path, label: t("ofEvent", { name: wordName(name) }), note: noteOf(count) };
      if (example !== null) return [{ ...common, insert: `{{ ${variablePath("event", name)} }}`, example }];
      if (name !== "products") return [];
      return [{ ...common, label: t("eventProducts"), insert: PRODUCT_LINES }];
    }),
  ];
}
