import type { ReactNode } from "react";

/** Names with what they are, in two columns; one below the other on a phone. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd data-figures className="max-sm:-mt-2.5">
        {children}
      </dd>
    </>
  );
}
