import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import { SessionProvider } from "#components/shell/session.tsx";
import configForm from "#locales/en/config-form.json";
import profiles from "#locales/en/profiles.json";
import en from "#locales/en/simulation.json";
import ui from "#locales/en/ui.json";
import { compileGraph } from "#workflows/compile.ts";
import { inventedSamples } from "#workflows/invented-samples.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { BeginForm, NO_BEGINNING } from "./begin-form.tsx";
import { HappenNow } from "./happen-now.tsx";
import { InventedForm } from "./invented-form.tsx";
import { Refusal } from "./running-test.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";
import { TestReport } from "./test-report.tsx";

const nothing = () => {};

function draw(children: React.ReactNode): string {
  const queryClient = new QueryClient();
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  const person = { id: "e", name: "Eve", email: "eve@example.com", role: "editor" as const };
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ simulation: en, profiles, ui, "config-form": configForm }}
    >
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <SessionProvider person={person} serverNow={0}>
            {children}
          </SessionProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

const begun = (type: string, config: Record<string, unknown>) => {
  const graph = drawGraph([
    { id: "start", type, config },
    { id: "mail", type: "send-email", config: { subject: "Hi", body: "There" } },
  ]);
  return draw(<BeginForm trigger={compileGraph(graph).trigger} value={NO_BEGINNING} onChange={nothing} />);
};

it("asks for what the trigger brings", () => {
  expect(begun("event", { event: "Product Viewed" })).toContain("The event “Product Viewed” comes with");
  expect(begun("event", { event: "Product Viewed" })).toContain('value="Linen throw"');
  expect(begun("cart-abandoned", { idle: { amount: 1, unit: "hours" } })).toContain("Add a product");
  expect(begun("date-attribute", { attribute: "birthday" })).toMatch(/type="date"/);
  const byHand = begun("manual", {});
  expect(byHand).toContain("The clock begins");
  expect(byHand).not.toContain("Add a value");
});

it("draws lots anew only where something draws them", () => {
  const person = inventedSamples[1]!.person;
  const form = (draws: boolean) => draw(<InventedForm person={person} draws={draws} onChange={nothing} />);
  expect(form(true)).toContain("Draw lots anew");
  expect(form(false)).not.toContain("Draw lots anew");
  expect(form(false)).toContain('value="Rita Regular"');
  expect(form(false)).toContain('value="vip"');
});

it("says that a workflow with faults cannot be tested, and keeps the start back", () => {
  const graph = { nodes: [], edges: [] };
  const html = draw(
    <SimulationPanel workflowId={1} graph={graph} sheet={false} onTrail={nothing} onClose={nothing} />,
  );
  expect(html).toContain("put right what is marked on the canvas");
  expect(html).toMatch(/<button(?=[^>]* disabled="")(?:(?!<\/button>).)*Start the test/);
});

it("offers what the workflow listens to and to change the person, and takes it back", () => {
  const world = {
    events: [{ name: "Order Completed", at: 0, properties: {} }],
    changes: [{ attribute: "tier", value: "gold", at: 0 }],
    ...{ failing: [], answers: {} },
  };
  const happen = (over: boolean) =>
    draw(
      <HappenNow
        names={["Order Completed", "Signed Up"]}
        {...{ at: 0, over, disabled: false, world, timeZone: "UTC" }}
        onWriting={nothing}
        onHappen={nothing}
        onTakeBack={nothing}
      />,
    );
  const html = happen(false);
  expect(html).toContain("“Signed Up” now");
  expect(html).toContain("Change it now");
  expect(html).toContain("Take back “Order Completed”");
  expect(html).toContain("Take back “tier”");
  expect(happen(true)).toContain("Go back to a wait to let something happen.");
  expect(happen(true)).not.toContain("“Signed Up” now");
  expect(happen(true)).toContain("Take back “Order Completed”");
});

it("says that somebody would not be let in, and when they were", () => {
  const refused = (lastAt: number | null) =>
    draw(<Refusal name="Ana" refusal={{ text: "Not entered again", lastAt }} timeZone="UTC" />);
  expect(refused(Date.UTC(2026, 4, 3, 10))).toContain("Ana would not enter");
  expect(refused(Date.UTC(2026, 4, 3, 10))).toContain("Sun, 3 May 2026, 10:00");
  expect(refused(null)).toContain("Not entered again.");
  expect(refused(null)).not.toContain("last time");
});

it("says at the end which limit stopped the clock", () => {
  const simulation = {
    ...{ profile: { id: 1, name: null, email: null, zone: "UTC" }, startAt: 0, starts: true, refusal: null },
    ...{ limits: { advances: 1000, steps: 5000, years: 10 }, steps: [], end: null },
  };
  const stopped = (cutOff: "advances" | "steps" | "time" | "years") =>
    draw(<TestReport simulation={{ ...simulation, cutOff }} onAgain={nothing} onOther={nothing} />);
  expect(stopped("advances")).toContain("Stopped after 1,000 waits and messages.");
  expect(stopped("steps")).toContain("Stopped after 5,000 steps of the test.");
  expect(stopped("time")).toContain("took too long");
  expect(stopped("years")).toContain("Stopped after 10 years on the clock.");
  expect(stopped("years")).toContain("No message would go out.");
});
