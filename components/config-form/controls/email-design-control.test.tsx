import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import configForm from "#locales/en/config-form.json";
import ui from "#locales/en/ui.json";
import { EmailDesignControl } from "./email-design-control.tsx";

const field = {
  ...{ key: "design", label: "Design", control: "email-design" as const, options: [], required: false },
  ...{ fallback: null, section: "" },
};

it("shows the words of the blocks as they read, whether they are kept as text or as HTML", () => {
  const blocks = [
    { type: "heading", text: "Tea & <more>" },
    { type: "text", html: "<p>Hearth &amp; Home</p><p>{{ profile.name | default: &quot;you&quot; }}</p>" },
    { type: "divider" },
    { type: "button", label: "Shop now" },
  ];
  const queryClient = new QueryClient();
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "config-form": configForm, ui }}>
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <EmailDesignControl field={field} value={{ blocks }} problems={[]} onChange={() => {}} />
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  const lines = [...html.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map((line) => line[1]);
  expect(html).toContain("Continue in code");
  expect(lines).toEqual([
    "Tea &amp; &lt;more&gt;",
    "Hearth &amp; Home {{ profile.name | default: &quot;you&quot; }}",
    "Shop now",
    "4 blocks",
  ]);
});
