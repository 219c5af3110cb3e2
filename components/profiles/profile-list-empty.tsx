"use client";

import { SearchX, Users } from "lucide-react";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import { TrackExample } from "#components/settings/track-example.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** What the list shows when it has nobody: another search, or the two ways to the first profile. */
export function ProfileListEmpty({ search, onClear }: { search: string; onClear: () => void }) {
  if (search) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={`Nobody found for “${search}”`}
        action={<Button onClick={onClear}>Clear the search</Button>}
      >
        Names, email addresses and customer numbers are looked at.
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState
        icon={<Users />}
        title="No profiles yet"
        action={<LoadSampleShopButton variant="primary" />}
        className="pb-6"
      >
        Look around with the sample shop, or send your first event: the customer it names appears here.
      </EmptyState>
      <div className="mx-auto max-w-2xl px-5 pb-8">
        <TrackExample />
      </div>
    </>
  );
}
