import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Page not found" };

/** For what does not exist any more; navigation stays. */
export default function NotFoundInside() {
  return (
    <EmptyState
      icon={<SearchX />}
      title="This page does not exist"
      action={<ButtonLink href="/">Go to the overview</ButtonLink>}
    >
      The address may be mistyped, or what was here has been removed.
    </EmptyState>
  );
}
