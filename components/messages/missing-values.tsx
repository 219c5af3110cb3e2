import { Banner } from "#components/ui/banner.tsx";

interface MissingVariable {
  path: string;
  /** What stands in its places; "" for nothing. Empty where it is only asked for in conditions. */
  shown: string[];
}

/** What a message asks for and this person has not, with what stands there instead. */
export function MissingValues({ missing }: { missing: MissingVariable[] }) {
  if (missing.length === 0) return null;
  return (
    <Banner tone="warning" title="Not known of this person">
      <ul>
        {missing.map(({ path, shown }) => (
          <li key={path} className="[overflow-wrap:anywhere]">
            <span className="font-medium">{variableName(path)}</span>: {standIn(shown)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

const names: Record<string, string> = {
  "profile.firstName": "First name",
  "profile.name": "Full name",
  "profile.email": "Email",
  "profile.phone": "Phone",
  "profile.externalId": "Your id of the profile",
  "profile.locale": "Language",
  unsubscribe_url: "Link to unsubscribe, which only marketing has",
  preferences_url: "Link to choose what one gets, which only marketing has",
};

/** A variable as people speak of it: an attribute by its own name, anything else as the message has it. */
export function variableName(path: string): string {
  return names[path] ?? path.replace(/^profile\./, "");
}

/** In words: what somebody sees where a value is missing. */
export function standIn(shown: string[]): string {
  const [only, ...others] = shown;
  if (only === undefined) return "the parts that depend on it are as for people without it";
  if (others.length > 0) return `in some places ${shown.map(quote).join(", in others ")}`;
  return only.trim() === "" ? "nothing is shown there" : `${quote(only)} is shown instead`;
}

function quote(text: string): string {
  return text.trim() === "" ? "nothing" : `“${text}”`;
}
