"use client";

import { useId } from "react";
import type { Settings } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";

type Rule = Settings["consentRule"];

const RULES: { value: Rule; label: string; help: string }[] = [
  {
    value: "granted",
    label: "Only people who agreed",
    help: "Marketing goes to those who said yes. Right for most shops, and the safest.",
  },
  {
    value: "soft",
    label: "Everybody who has not unsubscribed",
    help: "Marketing goes to all customers until they say no.",
  },
];

/** Whom marketing may go to, with what the law says about the wider choice. */
export function ConsentRuleChoice({ value, onChange }: { value: Rule; onChange: (rule: Rule) => void }) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">Who may get marketing</legend>
      <div className="flex flex-col gap-2">
        {RULES.map((rule) => (
          <label
            key={rule.value}
            className="flex cursor-pointer items-start gap-3 rounded-md border bg-raised p-3 text-sm has-checked:border-ember-line has-checked:bg-ember-soft has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-ember"
          >
            <input
              type="radio"
              name={name}
              value={rule.value}
              checked={value === rule.value}
              onChange={() => onChange(rule.value)}
              className="mt-0.5 size-4 shrink-0 accent-ember outline-none"
            />
            <span>
              <span className="block font-medium">{rule.label}</span>
              <span className="mt-0.5 block text-muted">{rule.help}</span>
            </span>
          </label>
        ))}
      </div>
      {value === "soft" && (
        <Banner
          tone="warning"
          title="Check that the law where your customers live allows this"
          className="mt-3"
        >
          In the EU and the UK it holds only for people who bought from you, only for similar goods of your
          own, and only if they could say no when they gave you their address and can say no in every message.
          Germany, Canada and others are stricter. This is no legal advice.
        </Banner>
      )}
    </fieldset>
  );
}
