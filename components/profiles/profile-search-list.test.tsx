import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import profiles from "#locales/en/profiles.json";
import ui from "#locales/en/ui.json";
import { PEOPLE_SHOWN_MAX, ProfileSearchList } from "./profile-search-list.tsx";

const queryKey = [["profiles", "list"], { input: { search: "", limit: PEOPLE_SHOWN_MAX }, type: "query" }];

async function draw(answer: () => unknown): Promise<string> {
  const queries = { staleTime: Number.POSITIVE_INFINITY, retry: false, retryOnMount: false };
  const queryClient = new QueryClient({ defaultOptions: { queries } });
  await queryClient.prefetchQuery({ queryKey, queryFn: answer });
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ profiles, ui }}>
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <ProfileSearchList
            firstLine={{ name: "Somebody invented", onChoose: () => {} }}
            onChoose={() => {}}
          />
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

it("calls people what they are called everywhere, behind the line before them all", async () => {
  const people = [
    { id: 3, name: null, email: "ana@example.com", externalId: "c-1" },
    { id: 2, name: "", email: null, externalId: "c-2" },
    { id: 1, name: null, email: null, externalId: null },
  ];
  const html = await draw(() => ({ profiles: people }));
  expect([...html.matchAll(/<button[^>]*><span>([^<]*)/g)].map(([, name]) => name)).toEqual([
    "Somebody invented",
    "ana@example.com",
    "c-2",
    "Visitor 1",
  ]);
  expect(html).toContain("No email address");
  expect(html).not.toContain("Nobody fits that.");
});

it("says that nobody fits", async () => {
  expect(await draw(() => ({ profiles: [] }))).toContain("Nobody fits that.");
});

it("says why the people could not be asked for, and offers to try again", async () => {
  const html = await draw(() => Promise.reject(new Error("The server did not answer")));
  expect(html).toContain("The server did not answer");
  expect(html).toContain("Try again");
  expect(html).not.toContain("Nobody fits that.");
});
