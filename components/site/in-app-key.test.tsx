import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import { SessionProvider } from "#components/shell/session.tsx";
import settings from "#locales/en/settings.json";
import shell from "#locales/en/shell.json";
import site from "#locales/en/site.json";
import ui from "#locales/en/ui.json";
import { InAppKey } from "./in-app-key.tsx";

const KEY = "5f2c9a";

function draw(role: "owner" | "editor", value: string | null, isShown: boolean): string {
  const queryClient = new QueryClient();
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <ApiContextProvider trpcClient={client} queryClient={queryClient}>
        <SessionProvider person={{ id: "p", name: "Ana", email: "ana@example.com", role }} serverNow={0}>
          <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings, shell, site, ui }}>
            <InAppKey value={value} isShown={isShown} onShow={() => {}} />
          </NextIntlClientProvider>
        </SessionProvider>
      </ApiContextProvider>
    </QueryClientProvider>,
  );
}

it("shows an owner the key only when asked to", () => {
  expect(draw("owner", KEY, false)).not.toContain(KEY);
  expect(draw("owner", KEY, false)).toContain("Show key");
  expect(draw("owner", KEY, true)).toContain(KEY);
});

it("tells everybody else who can see it", () => {
  expect(draw("editor", null, false)).toContain("Only owners can see the key");
});
