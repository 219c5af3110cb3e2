import type { ReactNode } from "react";

/** Short facts below the picture of a message. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [overflow-wrap:anywhere] max-sm:grid-cols-1 max-sm:gap-y-0.5 max-sm:[&_dd]:mb-2">
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Where something leads. */
export function Goal({ url }: { url: string }) {
  // An address without a host is one of the shop's site, which is not here.
  if (!/^https?:\/\//i.test(url)) return url;
  return (
    <a href={url} target="_blank" rel="noreferrer" className="text-ember-ink hover:underline">
      {url}
    </a>
  );
}
