"use client";

import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

type Props = {
  /** What kind of thing the page is about; the page's heading, since the thing's own name is not known. */
  title: string;
  back: { href: string; label: string };
  query: { error: { message: string } | null; isFetching: boolean; refetch: () => unknown };
};

/** A whole page about one thing that could not be loaded, or does not exist. */
export function NotLoaded({ title, back, query }: Props) {
  return (
    <>
      <PageHeader back={back} title={title} />
      <Card>
        <ErrorState retrying={query.isFetching} onRetry={() => void query.refetch()}>
          {query.error?.message}
        </ErrorState>
      </Card>
    </>
  );
}
