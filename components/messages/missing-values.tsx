import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { MessageWords } from "./message-words.ts";

interface MissingVariable {
  path: string;
  /** What stands in its places; "" for nothing. Empty where it is only asked for in conditions. */
  shown: string[];
}

/** What a message asks for and this person has not, with what stands there instead. */
export function MissingValues({ missing }: { missing: MissingVariable[] }) {
  const t = useTranslations("messages");
  if (missing.length === 0) return null;
  return (
    <Banner tone="warning" title={t("missing.title")}>
      <ul>
        {missing.map(({ path, shown }) => (
          <li key={path} className="[overflow-wrap:anywhere]">
            {t.rich("missing.variable", {
              shown: standIn(shown, t),
              name: () => <span className="font-medium">{variableName(path, t)}</span>,
            })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

const names = {
  "profile.firstName": "firstName",
  "profile.name": "name",
  "profile.email": "email",
  "profile.phone": "phone",
  "profile.externalId": "externalId",
  "profile.locale": "locale",
  unsubscribe_url: "unsubscribe",
  preferences_url: "preferences",
} as const;

/** A variable as people speak of it: an attribute by its own name, anything else as the message has it. */
export function variableName(path: string, t: MessageWords): string {
  return isNamed(path) ? t(`missing.names.${names[path]}`) : path.replace(/^profile\./, "");
}

function isNamed(path: string): path is keyof typeof names {
  return Object.hasOwn(names, path);
}

/** In words: what somebody sees where a value is missing. */
export function standIn(shown: string[], t: MessageWords): string {
  const [only, ...others] = shown;
  if (only === undefined) return t("missing.conditions");
  if (others.length > 0)
    return others.reduce(
      (before, text) => t("missing.inOthers", { before, text: quote(text, t) }),
      t("missing.inSome", { text: quote(only, t) }),
    );
  return only.trim() === "" ? t("missing.nothingShown") : t("missing.instead", { text: quote(only, t) });
}

function quote(text: string, t: MessageWords): string {
  return text.trim() === "" ? t("missing.nothing") : t("missing.quoted", { text });
}
