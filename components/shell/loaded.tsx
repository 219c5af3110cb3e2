"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";

/** The part of a query's state that decides what is shown; every result of `useQuery` fits. */
type Loading<Data> = {
  data: Data | undefined;
  error: { message: string } | null;
  isFetching: boolean;
  refetch: () => unknown;
};

type Props<Data> = {
  query: Loading<Data>;
  /** Shapes in place of what is coming. */
  skeleton: ReactNode;
  /** What could not be loaded, as a title. */
  errorTitle?: string;
  children: (data: Data) => ReactNode;
};

/** What a query brought; until then its skeleton, and when it failed the reason and a way to try again. */
export function Loaded<Data>({ query, skeleton, errorTitle, children }: Props<Data>) {
  const { data, error, isFetching, refetch } = query;
  if (data !== undefined) return children(data);
  if (error) {
    return (
      <ErrorState title={errorTitle} retrying={isFetching} onRetry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  return (
    <div aria-busy="true">
      <span role="status" className="sr-only">
        <LoadingWord />
      </span>
      {skeleton}
    </div>
  );
}

function LoadingWord() {
  return useTranslations("ui.common")("loading");
}
