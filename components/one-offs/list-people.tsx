"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { LISTED_MAX_PEOPLE } from "#workflows/one-off.ts";
import { linesOf } from "./list-lines.ts";
import { wordCount, wordPeople } from "./one-off-words.ts";
import type { ListedPeople } from "./outputs.ts";

const TYPED = {
  title: "Leave without looking the people up?",
  description: "What you have pasted is not on the list yet.",
};

type Props = {
  /** How many people are on the list. */
  listed: number;
  viewing: boolean;
  onList(lines: string[]): Promise<ListedPeople>;
};

/** The people of a list: pasted, looked up, and told who was not found. */
export function ListPeople({ listed, viewing, onList }: Props) {
  const [text, setText] = useState("");
  const lines = linesOf(text);
  const lookUp = useMutation({ mutationFn: onList, onSuccess: () => setText("") });
  const guard = useLeaveGuard(text.trim() !== "", TYPED);
  const tooMany = lines.length > LISTED_MAX_PEOPLE;
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <p data-figures className="text-sm">
        {listed === 0 ? "Nobody is on the list yet." : `${wordPeople(listed)} on the list.`}
      </p>
      {!viewing && (
        <>
          <Field
            label={listed === 0 ? "Email addresses or customer numbers" : "Another list instead"}
            help={`One a line, or separated by commas; up to ${wordCount(LISTED_MAX_PEOPLE)}.`}
            error={
              tooMany
                ? `These are ${wordCount(lines.length)}. At most ${wordCount(LISTED_MAX_PEOPLE)} people can be on a list: give them an attribute by an import, and choose them by a rule.`
                : undefined
            }
          >
            <Textarea
              code
              rows={6}
              value={text}
              placeholder={"ana@example.com\n10042"}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Button
            className="self-start"
            loading={lookUp.isPending}
            disabled={lines.length === 0 || tooMany}
            onClick={() => lookUp.mutate(lines)}
          >
            {listed === 0 ? "Put them on the list" : "Replace the list"}
          </Button>
        </>
      )}
      <div aria-live="polite" className="flex flex-col gap-3">
        {lookUp.error && (
          <Banner tone="danger" role="alert">
            {lookUp.error.message}
          </Banner>
        )}
        {lookUp.data && !lookUp.isPending && <ListOutcome people={lookUp.data} />}
      </div>
      {guard}
    </div>
  );
}

/** Who of a pasted list was found. */
export function ListOutcome({ people }: { people: ListedPeople }) {
  const { found, duplicates, unknownCount, unknown } = people;
  const twice = duplicates > 0 ? ` ${wordCount(duplicates)} named more than once.` : "";
  const more = unknownCount - unknown.length;
  return (
    <>
      <Banner tone={found > 0 ? "success" : "warning"}>
        {found === 0 ? "Nobody of these was found." : `${wordPeople(found)} found.`}
        {twice}
      </Banner>
      {unknownCount > 0 && (
        <Banner
          tone="warning"
          title={`${unknownCount === 1 ? "1 is" : `${wordCount(unknownCount)} are`} not among your profiles`}
        >
          They get nothing. To write to them, import them first.
          <ul aria-label="Not found" className="mt-2 max-h-48 overflow-y-auto font-mono text-[0.8125rem]">
            {[...new Set(unknown)].map((line) => (
              <li key={line} className="[overflow-wrap:anywhere]">
                {line}
              </li>
            ))}
          </ul>
          {more > 0 && <p className="mt-1">and {wordCount(more)} more</p>}
        </Banner>
      )}
    </>
  );
}
