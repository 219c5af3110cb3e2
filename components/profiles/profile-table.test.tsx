import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import { SessionProvider } from "#components/shell/session.tsx";
import profiles from "#locales/en/profiles.json";
import ui from "#locales/en/ui.json";
import type { ListedProfile } from "./outputs.ts";
import { ProfileTable } from "./profile-table.tsx";
import { ROWS_PER_PAGE } from "./profile-table-page.tsx";

const filter = { search: "an", rule: null, sort: "newest" as const, columns: ["email", "attribute:plan"] };
const input = { ...filter, cursor: null, limit: ROWS_PER_PAGE };
const queryKey = [["profileLists", "page"], { input, type: "query" }];
const person = { id: "u", name: "Olga", email: "olga@example.com", role: "editor" as const };

function profile(id: number, fields: Partial<ListedProfile>): ListedProfile {
  return {
    ...{ id, externalId: null, email: null, emailClaimed: false, phone: null, name: null, timezone: null },
    ...{ locale: null, isSample: false, trackingOff: false, createdAt: 0, updatedAt: 0, lastSeenAt: null },
    ...{ tags: [], stage: null, orders: null, attributes: {} },
    ...fields,
  };
}

it("shows the people of the pages that are near, with the columns that were chosen, and ticks them", async () => {
  const queries = { staleTime: Number.POSITIVE_INFINITY, retry: false };
  const queryClient = new QueryClient({ defaultOptions: { queries } });
  const ana = profile(2, { name: "Ana", email: "ana@example.com", attributes: { plan: "gold" } });
  const answer = { profiles: [ana, profile(1, {})], nextCursor: null };
  await queryClient.prefetchQuery({ queryKey, queryFn: () => answer });
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  const selection = { rows: [ana], has: ({ id }: { id: number }) => id === 2, set() {}, clear() {} };
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ profiles, ui }}>
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <SessionProvider person={person} serverNow={0}>
            <ProfileTable filter={filter} columns={filter.columns} selection={selection} />
          </SessionProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  const cells = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}[ >].*?</${tag}>`, "g"))].map(([cell]) =>
      cell.replace(/<[^>]*>/g, ""),
    );
  expect(cells("th").filter(Boolean)).toEqual(["Name", "Email", "plan"]);
  expect(cells("td").filter(Boolean)).toEqual([
    ...["Anaana@example.com", "ana@example.com", "gold"],
    ...["Visitor 1", "–", "–"],
  ]);
  expect(html.match(/aria-checked="true"/g)).toHaveLength(1);
});
