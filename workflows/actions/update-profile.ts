import * as z from "zod/mini";
import { TAGS_ATTRIBUTE } from "../change.ts";
import { formIssue } from "../form-issue.ts";
import { type Change, defineAction } from "../node.ts";
import { chain, type Phrase, phrase } from "../phrase.ts";
import type { RunData } from "../run.ts";
import { PROFILE_TAG_CHARS_MAX } from "../tag-limits.ts";
import { readValue, wordValue } from "./value-text.ts";

const CHANGES_MAX = 20;
/** They say who somebody is and where mail goes; whoever knows them changes them at their source. */
const PROFILE_FIELDS = ["externalId", "email", "phone", "name", "timezone", "locale"];

const profileChange = z
  .object({
    kind: z.enum(["set", "clear", "increment", "add-tag", "remove-tag"]),
    /** For set, clear and increment. */
    attribute: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
    /** The new value, the number to add (empty: 1), or the tag. May name values of the run. */
    value: z._default(z.string().check(z.maxLength(1000)), ""),
  })
  .check(
    z.superRefine((change, context) => {
      const problem = problemOf(change);
      if (problem) context.addIssue(formIssue([problem.field], problem.message));
    }),
  );
type ProfileChange = z.output<typeof profileChange>;

export const updateProfile = defineAction({
  type: "update-profile",
  label: "Update profile",
  icon: "user-pen",
  summary: "Changes attributes and tags of the person.",
  guide:
    "The changes are made from top to bottom, at once; steps after this one see them. {{ event.plan }} stands for a value of what started the run. Plain numbers, true and false are stored as such. A value that is not there changes nothing, and neither does adding what is not a number; the history says so. A text that is not a number counts as 0 before something is added to it.",
  config: z.object({
    changes: z.array(profileChange).check(
      z.minLength(1, "Add at least one change"),
      z.maxLength(CHANGES_MAX),
      z.meta({
        label: "Changes",
        help: "Made at once, from top to bottom; the steps behind this one see them.",
        control: "profile-changes",
      }),
    ),
  }),
  sample: { changes: [{ kind: "set", attribute: "stage", value: "welcomed" }] },
  describe: ({ changes }) => chain(changes.map(describeChange), "{a}; {b}"),
  ports: () => [{ id: "next", label: "Then" }],
  execute: (config, { data }) => {
    const made = config.changes.map((change) => make(change, data));
    return {
      kind: "go",
      port: "next",
      changes: made.flatMap(({ change }) => change ?? []),
      reason: {
        code: "profile.changed",
        values: {
          changes: phrase(
            chain(
              made.map(({ words }) => words),
              "{a}; {b}",
            ),
          ),
        },
      },
    };
  },
});

function problemOf({
  kind,
  attribute,
  value,
}: ProfileChange): { field: "attribute" | "value"; message: Phrase } | null {
  if (kind === "add-tag" || kind === "remove-tag") {
    return value.trim() === "" ? { field: "value", message: phrase("Enter a tag") } : null;
  }
  const name = attributeProblem(attribute);
  if (name) return { field: "attribute", message: name };
  if (kind !== "clear" && attribute === TAGS_ATTRIBUTE) {
    return { field: "attribute", message: phrase("Tags are added and removed one by one") };
  }
  if (kind === "set" && value.trim() === "") {
    return { field: "value", message: phrase("Enter a value, or choose to clear the attribute") };
  }
  const isNumber = value.trim() === "" || value.includes("{{") || numberOf(value) !== null;
  return kind === "increment" && !isNumber ? { field: "value", message: phrase("Enter a number") } : null;
}

function attributeProblem(name: string): Phrase | null {
  if (name === "") return phrase("Choose an attribute");
  if (PROFILE_FIELDS.includes(name)) return phrase("“{name}” cannot be changed by a workflow", { name });
  if (name.startsWith("__")) return phrase("An attribute's name cannot begin with two underscores");
  return name.includes(".") ? phrase("An attribute's name cannot have a dot in it") : null;
}

/** A change with its words, or only the words for why there is none. */
function make(
  { kind, attribute, value: text }: ProfileChange,
  data: RunData,
): { change: Change | null; words: Phrase } {
  if (kind === "clear") {
    const words = phrase("“{attribute}” was cleared", { attribute });
    return { change: { kind: "set", attribute, value: null }, words };
  }
  const value = kind === "increment" && text.trim() === "" ? 1 : readValue(text, data);
  if (kind === "set") {
    return value === undefined
      ? {
          change: null,
          words: phrase("“{attribute}” stays as it was, since there is no “{text}”", { attribute, text }),
        }
      : {
          change: { kind, attribute, value },
          words: phrase("“{attribute}” is now {value}", { attribute, value: wordValue(value) }),
        };
  }
  if (kind === "increment") {
    const by = numberOf(value);
    return by === null
      ? {
          change: null,
          words: phrase("“{attribute}” stays as it was, since “{text}” is not a number", { attribute, text }),
        }
      : { change: { kind, attribute, by }, words: wordStep(attribute, by) };
  }
  const tag = tagOf(value);
  return tag === ""
    ? { change: null, words: phrase("no tag, since there is no “{text}”", { text }) }
    : {
        change: { kind, tag },
        words:
          kind === "add-tag" ? phrase("tag “{tag}” added", { tag }) : phrase("tag “{tag}” removed", { tag }),
      };
}

function numberOf(value: unknown): number | null {
  const isEmpty = typeof value === "string" && value.trim() === "";
  const number = typeof value === "string" && !isEmpty ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function tagOf(value: unknown): string {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? String(value).replace(/\s+/g, " ").trim().slice(0, PROFILE_TAG_CHARS_MAX).trimEnd() : "";
}

function wordStep(attribute: string, by: number): Phrase {
  return by < 0
    ? phrase("“{attribute}” less {by}", { attribute, by: -by })
    : phrase("“{attribute}” plus {by}", { attribute, by });
}

function describeChange({ kind, attribute, value }: ProfileChange): Phrase {
  switch (kind) {
    case "set":
      return phrase("Set {attribute} to {value}", { attribute, value });
    case "clear":
      return phrase("Clear {attribute}", { attribute });
    case "increment":
      return phrase("Add {value} to {attribute}", { value: value.trim() || "1", attribute });
    case "add-tag":
      return phrase("Add the tag {tag}", { tag: value });
    case "remove-tag":
      return phrase("Remove the tag {tag}", { tag: value });
  }
}
