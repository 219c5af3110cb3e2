import type { LucideIcon } from "lucide-react";
import type { Press } from "#components/canvas/shortcuts/shortcuts.ts";

/** In this order. `canvas`, `add` and `steps` are there only where a workflow is drawn. */
export const commandGroups = ["canvas", "add", "steps", "pages", "workflows"] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** One line of the command palette. */
export interface Command {
  /** Unlike that of any other. */
  id: string;
  group: CommandGroup;
  label: string;
  /** Other words by which it is found, shown below the label. */
  hint?: string;
  Icon?: LucideIcon;
  /** The keys that do the same. */
  presses?: readonly Press[];
  run(): void;
}

const sources = new Set<() => Command[]>();

/** Adds what a page has to offer, asked for whenever the palette opens; answers with how to take it back. */
export function offerCommands(source: () => Command[]): () => void {
  sources.add(source);
  return () => {
    sources.delete(source);
  };
}

export function offeredCommands(): Command[] {
  return [...sources].flatMap((source) => source());
}

/** Without a search, only these: a list of every step and workflow would hide them. */
const SHOWN_AT_FIRST: CommandGroup[] = ["canvas", "pages"];
/** Of one group; whoever looks for more types more. */
const GROUP_SHOWN_MAX = 8;

/** What a search finds, group by group: every word has to occur, and labels that begin with the search come first. */
export function searchCommands(
  commands: readonly Command[],
  search: string,
): { group: CommandGroup; commands: Command[] }[] {
  const wanted = search.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const begins = ({ label }: Command) => Number(label.toLowerCase().startsWith(wanted));
  return commandGroups
    .filter((group) => wanted !== "" || SHOWN_AT_FIRST.includes(group))
    .map((group) => {
      const found = commands
        .filter((command) => command.group === group && speaksOf(command, words))
        .sort((a, b) => begins(b) - begins(a));
      return { group, commands: wanted === "" ? found : found.slice(0, GROUP_SHOWN_MAX) };
    })
    .filter(({ commands }) => commands.length > 0);
}

function speaksOf({ label, hint = "" }: Command, words: string[]): boolean {
  const text = `${label} ${hint}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
