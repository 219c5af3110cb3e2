"use client";

import { SecretOnce } from "./secret-once.tsx";

/** The secret of a webhook out, shown the one time that it can be seen. */
export function OutgoingHookSecret({ secret }: { secret: string }) {
  return (
    <div className="flex flex-col gap-3">
      <SecretOnce label="Signing secret" value={secret} />
      <p className="text-sm text-muted">
        Give it to the program that receives the notices. With it the program can check that a notice is from
        here and nobody has changed it. Notices are signed after Standard Webhooks, for which there are
        libraries in most languages.
      </p>
    </div>
  );
}
