"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { linksOf } from "./email-html.ts";

/** The links of an email as a list, since in its frame they do nothing. */
export function EmailLinks({ html }: { html: string }) {
  const t = useTranslations("messages.email");
  // A document made by the parser runs no scripts and loads nothing.
  const links = useMemo(
    () => linksOf(html, (source) => new DOMParser().parseFromString(source, "text/html")),
    [html],
  );
  if (links.length === 0) return null;
  return (
    <section aria-labelledby="email-links" className="px-5 py-4">
      <h3 id="email-links" className="text-sm">
        {t("links")}
      </h3>
      <ul className="mt-2 flex flex-col gap-1.5 text-sm">
        {links.map(({ url, text }) => (
          <li key={url} className="min-w-0">
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex max-w-full items-center gap-1.5 font-medium text-ember-ink hover:underline"
            >
              <span className="truncate">{text}</span>
              <ExternalLink aria-label={t("newWindow")} className="size-3.5 shrink-0" />
            </a>
            {text !== url && <span className="block truncate text-muted">{url}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
