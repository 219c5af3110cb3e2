"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { CodeBlock } from "./code-block.tsx";
import { hookCommand } from "./hook-command.ts";
import type { Hook } from "./hook-outputs.ts";

/** A hook's address to copy. */
export function HookAddress({ address, name }: { address: string; name: string }) {
  const shown = useReachable(address);
  return (
    <div className="flex items-center gap-2">
      <Field label={`Address of ${name}`} hideLabel className="flex-1">
        <Input readOnly value={shown} className="font-mono" onFocus={(event) => event.target.select()} />
      </Field>
      <CopyButton iconOnly variant="secondary" text={shown} label={`Copy the address of ${name}`} />
    </div>
  );
}

/** The address with a command that tries it out. */
export function HookExample({ address, hook }: { address: string; hook: Omit<Hook, "address" | "id"> }) {
  const shown = useReachable(address);
  return (
    <div className="flex flex-col gap-4">
      <HookAddress address={address} name={hook.name} />
      <p className="text-sm text-muted">
        Give the address to the other program as its webhook address. To try it yourself, run this in a
        terminal. It records “{hook.eventName}” for the person it names, whose profile is made when there is
        none.
      </p>
      <CodeBlock label="Command that posts to the hook" code={hookCommand(shown, hook)} />
    </div>
  );
}

/** Where the browser reaches this server is better than an address that is not set up. */
function useReachable(address: string): string {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return settings.data?.publicUrlProblem ? window.location.origin + new URL(address).pathname : address;
}
