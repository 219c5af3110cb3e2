import { describe, expect, it } from "vitest";
import {
  type Command,
  type CommandGroup,
  offerCommands,
  offeredCommands,
  searchCommands,
} from "./commands.ts";

function command(group: CommandGroup, label: string, hint?: string): Command {
  return { id: label, group, label, hint, run() {} };
}

const commands = [
  command("workflows", "Winter sale"),
  command("pages", "Workflows"),
  command("canvas", "Tidy up"),
  command("steps", "Send email", "Email “A winter coat”"),
  command("add", "Wait for winter"),
  command("add", "Winter greeting"),
];

const found = (search: string) =>
  searchCommands(commands, search).map(
    (group) => `${group.group}: ${group.commands.map(({ label }) => label).join(", ")}`,
  );

describe("searching commands", () => {
  it("shows what the page can do and the other pages before anything is typed", () => {
    expect(found("  ")).toEqual(["canvas: Tidy up", "pages: Workflows"]);
  });

  it("finds by label and by what a step does, labels that begin with it first", () => {
    expect(found("WINTER")).toEqual([
      "add: Winter greeting, Wait for winter",
      "steps: Send email",
      "workflows: Winter sale",
    ]);
  });

  it("wants every word, in any order", () => {
    expect(found("coat email")).toEqual(["steps: Send email"]);
    expect(found("coat push")).toEqual([]);
  });

  it("asks a page for its commands only while the page is there", () => {
    const takeBack = offerCommands(() => [command("canvas", "Publish")]);
    expect(offeredCommands().map(({ label }) => label)).toEqual(["Publish"]);
    takeBack();
    expect(offeredCommands()).toEqual([]);
  });
});
