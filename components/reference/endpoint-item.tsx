"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Endpoint, Schemas } from "./api-document.ts";
import { EndpointDetails } from "./endpoint-details.tsx";
import { MethodBadge } from "./method-badge.tsx";

type Props = { endpoint: Endpoint; schemas: Schemas; address: string };

/** One endpoint in the list; opened, with everything about it. A link to it opens it. */
export function EndpointItem({ endpoint, schemas, address }: Props) {
  const { operationId, method, path, summary } = endpoint;
  const [isOpen, setOpen] = useState(false);
  const item = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    function openWhenMeant() {
      if (window.location.hash !== `#${operationId}`) return;
      setOpen(true);
      item.current?.scrollIntoView({ block: "start" });
    }
    openWhenMeant();
    window.addEventListener("hashchange", openWhenMeant);
    return () => window.removeEventListener("hashchange", openWhenMeant);
  }, [operationId]);

  return (
    <details
      ref={item}
      id={operationId}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group scroll-mt-4"
    >
      <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
        <MethodBadge method={method} />
        <span className="min-w-0 flex-1 text-sm sm:flex sm:flex-wrap sm:items-baseline sm:justify-between sm:gap-x-4">
          <code className="block font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{path}</code>
          <span className="block text-muted">{summary}</span>
        </span>
      </summary>
      {isOpen && <EndpointDetails endpoint={endpoint} schemas={schemas} address={address} />}
    </details>
  );
}
