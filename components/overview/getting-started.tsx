"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import type { Overview } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { doneSteps } from "./getting-started-steps.ts";

/** The first three steps, from an empty server to the first message; the next one is open. */
export function GettingStarted({ overview }: { overview: Overview }) {
  const done = doneSteps(overview);
  const mayEdit = useMay("editor");
  const current = !done.customers ? "customers" : !done.workflow ? "workflow" : "message";
  return (
    <Card>
      <CardHeader title="Getting started" description="Three steps to the first message." />
      <CardBody>
        <ol className="flex flex-col">
          <Step number={1} done={done.customers} current={current === "customers"} title="Let customers in">
            <p>Take the sample shop to look around, or connect your own shop and let it send its events.</p>
            <div className="mt-3 flex flex-wrap gap-2">
              <LoadSampleShopButton variant="primary" />
              <ButtonLink href="/connect">Connect your shop</ButtonLink>
            </div>
          </Step>
          <Step number={2} done={done.workflow} current={current === "workflow"} title="Publish a workflow">
            <p>
              {mayEdit
                ? "Start from a recipe, change its words, and publish it."
                : "An editor can start from a recipe and publish it."}
            </p>
            <div className="mt-3 flex flex-wrap gap-2">
              <ButtonLink variant="primary" href="/recipes">
                See the recipes
              </ButtonLink>
              <ButtonLink href="/workflows">All workflows</ButtonLink>
            </div>
          </Step>
          <Step number={3} done={done.message} current={current === "message"} title="See the first message">
            <p>
              Open a customer and record an event such as “Product Added”. What the workflow writes appears
              under Messages.
            </p>
            <div className="mt-3 flex flex-wrap gap-2">
              <ButtonLink variant="primary" href="/profiles">
                Choose a customer
              </ButtonLink>
            </div>
          </Step>
        </ol>
      </CardBody>
    </Card>
  );
}

type StepProps = { number: number; done: boolean; current: boolean; title: string; children: ReactNode };

function Step({ number, done, current, title, children }: StepProps) {
  return (
    <li
      aria-current={current ? "step" : undefined}
      className="relative flex gap-4 pb-6 last:pb-0 before:absolute before:top-9 before:bottom-1 before:left-3.75 before:w-px before:bg-line last:before:hidden"
    >
      <span
        className={cn(
          "flex size-8 shrink-0 items-center justify-center rounded-full border text-sm font-semibold",
          done && "border-success-line bg-success-soft text-success",
          current && "border-ember-line bg-ember-soft text-ember-ink",
          !done && !current && "text-muted",
        )}
      >
        {done ? <Check aria-label="Done" className="size-4" /> : number}
      </span>
      <div className="min-w-0 pt-1 text-sm">
        <h3 className={cn("text-[0.9375rem]", done && "text-muted")}>{title}</h3>
        {current && <div className="mt-1 text-muted">{children}</div>}
      </div>
    </li>
  );
}
