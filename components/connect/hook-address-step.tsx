"use client";

import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { AddressToCopy } from "./address-to-copy.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { Step } from "./steps.tsx";

/** The first step of every source with a hook: make the address that it sends to. */
export function HookAddressStep({ name, hook, address, onStart, isStarting }: HookStepsProps) {
  const mayEdit = useMay("editor");
  return (
    <Step number={1} title={hook ? "Copy the address" : "Make the address"}>
      {address !== null && (
        <>
          <AddressToCopy label={`Address for ${name}`} address={address} />
          <p className="text-muted">Keep it to yourself: it is where {name} reports what happens.</p>
        </>
      )}
      {hook && address === null && (
        <p className="text-muted">The address is there. Only editors and owners can see it.</p>
      )}
      {!hook && (
        <>
          <p className="text-muted">An address is made here for {name} alone, ready to take in its events.</p>
          {mayEdit && (
            <Button variant="primary" className="self-start" loading={isStarting} onClick={onStart}>
              Make the address
            </Button>
          )}
        </>
      )}
    </Step>
  );
}
