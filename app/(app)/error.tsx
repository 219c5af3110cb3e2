"use client";

import { ErrorState } from "#components/ui/error-state.tsx";

/** Stands in for a page that broke while it was drawn; navigation stays. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <ErrorState title="This page could not be shown" onRetry={reset}>
      Something went wrong while it was drawn. If trying again does not help, reload the page.
    </ErrorState>
  );
}
