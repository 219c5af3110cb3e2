import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useSay } from "#components/say.tsx";
import type { UnfinishedPart } from "./one-off-draft.ts";
import type { OneOffProblem } from "./outputs.ts";

/** Where the parts of a draft stand on its page. */
export const PART_IDS = { message: "part-message", audience: "part-who", schedule: "part-when" } as const;

const PART_WORDS = { message: "Message", audience: "Who", schedule: "When" } as const;

type Props = {
  problems: readonly OneOffProblem[];
  /** Parts that cannot even be saved yet. */
  unfinished: readonly UnfinishedPart[];
};

/** What has to be put right, errors first; each leads to its part of the page. */
export function OneOffProblems({ problems, unfinished }: Props) {
  const say = useSay();
  const lines = [
    ...unfinished.map((part) => ({
      part,
      severity: "error" as const,
      field: undefined,
      ...UNFINISHED[part],
    })),
    ...problems.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning")),
  ];
  if (lines.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
        Nothing has to be put right.
      </p>
    );
  }
  return (
    <ul aria-label="To be put right" className="max-w-2xl overflow-hidden rounded-md border text-sm">
      {lines.map((line) => (
        <li key={`${line.code} ${line.field} ${line.message}`} className="border-b last:border-b-0">
          <a
            href={`#${PART_IDS[line.part]}`}
            className="flex min-h-11 items-center gap-2.5 px-3 py-1.5 hover:bg-hover"
          >
            {line.severity === "error" ? (
              <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
            ) : (
              <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
            )}
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="block font-medium">{PART_WORDS[line.part]}</span>
              {say(line.message)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const UNFINISHED: Record<UnfinishedPart, Pick<OneOffProblem, "code" | "message">> = {
  audience: { code: "one-off.rule-unfinished", message: "Finish the rule. Until then it is not saved" },
  schedule: { code: "one-off.no-time", message: "Choose a date and a time" },
};
