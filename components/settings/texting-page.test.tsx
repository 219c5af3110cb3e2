import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import type { Texting } from "#components/shell/outputs.ts";
import { type Role, SessionProvider } from "#components/shell/session.tsx";
import configForm from "#locales/en/config-form.json";
import settings from "#locales/en/settings.json";
import shell from "#locales/en/shell.json";
import ui from "#locales/en/ui.json";
import { TextingPage } from "./texting-page.tsx";

const service = {
  ...{ accountSid: "AC12", smsFrom: "+15551234567", whatsappFrom: "", baseUrl: "https://api.twilio.com" },
};
const callbackUrl = "https://shop.example/texts/secret-end";

function draw(texting: Texting, role: Role = "owner"): string {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queryClient.setQueryData([["texting", "get"], { type: "query" }], texting);
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  const person = { id: "1", name: "Ola", email: "ola@shop.example", role };
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ settings, shell, ui, "config-form": configForm }}
    >
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <SessionProvider person={person} serverNow={0}>
            <TextingPage />
          </SessionProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

describe("the settings of text messages", () => {
  it("before there is a service: asks for one, says that messages stay here and that it was never tried", () => {
    const html = draw({ service: null, callbackUrl: null, publicUrlProblem: null });
    expect(html).toContain("Text messages are kept here");
    expect(html).toContain("not tried with a real account here");
    expect(html).not.toContain("Stop using it");
    expect(html).not.toContain("Address for answers");
    expect(html).not.toMatch(/<details[^>]* open=""/);
  });

  it("with a service: shows where answers go, and asks for no token again", () => {
    const html = draw({ service, callbackUrl, publicUrlProblem: null });
    expect(html).toContain(callbackUrl);
    expect(html).toContain("Copy: Address for answers");
    expect(html).toContain("Leave it empty to keep the stored one.");
    expect(html).toMatch(/<input[^>]*type="password"[^>]*value=""/);
    expect(html).toContain("STOP, STOPALL");
  });

  it("says so when the service could not reach the address", () => {
    const html = draw({ service, callbackUrl, publicUrlProblem: "not-set" });
    expect(html).toContain("nobody here hears of a STOP");
  });

  it("shows another service's address unfolded", () => {
    const html = draw({
      service: { ...service, baseUrl: "https://texts.example" },
      callbackUrl,
      publicUrlProblem: null,
    });
    expect(html).toMatch(/<details[^>]* open=""/);
    expect(html).toContain('value="https://texts.example"');
  });

  it("lets others look, without a form or the address", () => {
    const html = draw({ service, callbackUrl: null, publicUrlProblem: null }, "editor");
    expect(html).toContain("+15551234567");
    expect(html).not.toContain("<form");
    expect(html).not.toContain("<input");
  });

  it("names every input", () => {
    const html = draw({ service, callbackUrl, publicUrlProblem: null });
    for (const [, id] of html.matchAll(/<input[^>]* id="([^"]+)"/g)) expect(html).toContain(`for="${id}"`);
    expect(html.match(/<input /g)?.length).toBe(html.match(/<input[^>]* id="/g)?.length);
  });
});
