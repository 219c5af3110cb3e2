"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Answer, askAccounts } from "./account-api.ts";
import { fieldText, useRefusalText } from "./refusal-text.ts";

type Props = {
  /** The endpoint below /api/auth. */
  path: string;
  /** What is sent beside the fields. */
  extra?: Record<string, string>;
  submitLabel: string;
  onDone: () => void;
  /** The fields; `errorOf` gives what is wrong with the one of that name. */
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
};

/** A form for an account: sends its fields, shows that it does, and says what was wrong. */
export function AccountForm({ path, extra, submitLabel, onDone, children }: Props) {
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const say = useSay();
  const refusal = useRefusalText()(answer);
  const errorOf = (field: string) => {
    const text = fieldText(answer, field);
    return text === undefined ? undefined : say(text);
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    setPending(true);
    setAnswer(null);
    const given = await askAccounts(path, { ...fields, ...extra });
    setAnswer(given);
    // After success the button keeps turning until the next page is there.
    if (given.kind === "done") onDone();
    else setPending(false);
  }

  return (
    // Sent before the scripts are there, a form without a method would put the password into the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {refusal && (
        <Banner tone="danger" role="alert">
          {refusal}
        </Banner>
      )}
      {children(errorOf)}
      <Button type="submit" variant="primary" size="lg" loading={pending} className="mt-2 w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
