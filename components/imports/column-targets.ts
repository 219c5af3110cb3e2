import type { useTranslations } from "next-intl";
import type { SelectOption } from "#components/ui/select.tsx";
import type { ImportKind } from "./outputs.ts";

export const LEFT_OUT = "left-out";

type Known = keyof typeof import("#locales/en/imports.json")["target"];

const PERSON = ["email", "email-confirmed", "external-id"] as const satisfies Known[];
const PROFILE = [
  "first-name",
  "last-name",
  "name",
  "phone",
  "timezone",
  "locale",
  "birthday",
  "created",
  "tags",
  "consent",
  "consent-time",
  "unsubscribed",
  "suppressed",
  "topics",
  "sms-consent",
  "sms-unsubscribed",
  "whatsapp-consent",
  "whatsapp-unsubscribed",
] as const satisfies Known[];
const EVENT = ["event", "time", "message-id"] as const satisfies Known[];
const EXPLAINED = [
  "email-confirmed",
  "external-id",
  "consent",
  "unsubscribed",
  "suppressed",
  "topics",
  "sms-consent",
  "sms-unsubscribed",
  "whatsapp-consent",
  "whatsapp-unsubscribed",
  "message-id",
] as const satisfies Known[];
const TYPES = ["text", "number", "yes-no", "date", "json"] as const;

/** What a column of a file of this kind can be. */
export function targetOptions(
  kind: ImportKind,
  t: ReturnType<typeof useTranslations<"imports">>,
): SelectOption[] {
  const option = (value: Known): SelectOption => {
    const explained = EXPLAINED.find((one) => one === value);
    const label = t(`target.${value}`);
    return explained ? { value, label, description: t(`targetHint.${explained}`) } : { value, label };
  };
  return [
    ...PERSON.map(option),
    ...(kind === "profiles" ? PROFILE : EVENT).map(option),
    ...TYPES.map((type) => ({ value: type, label: t(`values.${kind}.${type}`) })),
    {
      value: "values-json",
      label: t(`values.${kind}.values-json`),
      description: t("targetHint.values-json"),
    },
    option(LEFT_OUT),
  ];
}

/** A target as it is kept, in the two parts that are chosen: "number:Orders" is a number of the name Orders. */
export function splitTarget(target: string | null): { choice: string; name: string | null } {
  if (target === null) return { choice: LEFT_OUT, name: null };
  const colon = target.indexOf(":");
  return colon === -1
    ? { choice: target, name: null }
    : { choice: target.slice(0, colon), name: target.slice(colon + 1) };
}

export function joinTarget(choice: string, name: string): string | null {
  if (choice === LEFT_OUT) return null;
  return TYPES.some((type) => type === choice) ? `${choice}:${name}` : choice;
}
