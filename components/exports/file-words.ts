import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

export type ExportFile = inferRouterOutputs<ApiRouter>["exports"]["list"][number];

interface Words {
  label: string;
  /** What stands in it, for somebody who wonders if it is the one they need. */
  says: string;
  /** What one row is: "1 customer", "2 customers". */
  row: [one: string, many: string];
  formats: readonly ("csv" | "jsonl" | "json")[];
}

const ROWS = ["csv", "jsonl"] as const;

export const FILE_WORDS: Record<ExportFile["file"], Words> = {
  profiles: {
    label: "Profiles",
    says: "Everybody, with their attributes and what they agreed to. The CSV file can be imported again as it is, except for people with neither an email address nor a customer number; of consents, it brings those to emails.",
    row: ["profile", "profiles"],
    formats: ROWS,
  },
  events: {
    label: "Events",
    says: "What everybody did, and when. The CSV file can be imported again as it is, except for people with neither a confirmed email address nor a customer number.",
    row: ["event", "events"],
    formats: ROWS,
  },
  consents: {
    label: "Consents",
    says: "What each person has agreed to now, by channel and topic.",
    row: ["consent", "consents"],
    formats: ROWS,
  },
  "consent-log": {
    label: "Consent history",
    says: "Every yes and no, with where it came from: your proof, if anybody asks.",
    row: ["change", "changes"],
    formats: ROWS,
  },
  messages: {
    label: "Messages",
    says: "What went to whom and what became of it. The JSON file has the messages in full.",
    row: ["message", "messages"],
    formats: ROWS,
  },
  runs: {
    label: "Runs",
    says: "Each person’s way through a workflow.",
    row: ["run", "runs"],
    formats: ROWS,
  },
  carts: {
    label: "Carts",
    says: "What is, or was, in people’s carts.",
    row: ["cart", "carts"],
    formats: ROWS,
  },
  history: {
    label: "History",
    says: "Why something did or did not happen to a person, in words.",
    row: ["entry", "entries"],
    formats: ROWS,
  },
  suppressions: {
    label: "Suppressions",
    says: "Addresses that must not be written to. They are kept scrambled, so this tells nobody’s address.",
    row: ["address", "addresses"],
    formats: ROWS,
  },
  workflows: {
    label: "Workflows",
    says: "Every workflow with all its versions. Passwords of other programs are left out.",
    row: ["workflow", "workflows"],
    formats: ["json"],
  },
};

/** "1,204 profiles" */
export function wordRows({ file, rows }: ExportFile): string {
  const [one, many] = FILE_WORDS[file].row;
  return `${rows.toLocaleString("en")} ${rows === 1 ? one : many}`;
}
