import type { ReactNode } from "react";
import { Card, CardHeader } from "#components/ui/card.tsx";

type Props = {
  number: number;
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  /** `CardBody` and `CardFooter`. */
  children: ReactNode;
};

/** One of the steps by which a hook is set up; they can be done in any order. */
export function StepCard({ number, title, description, actions, children }: Props) {
  return (
    <Card aria-label={title}>
      <CardHeader
        title={
          <span className="flex items-center gap-2.5">
            <span
              aria-hidden="true"
              data-figures
              className="flex size-6 shrink-0 items-center justify-center rounded-full border border-ember-line bg-ember-soft text-xs text-ember-ink"
            >
              {number}
            </span>
            {title}
          </span>
        }
        description={description}
        actions={actions}
      />
      {children}
    </Card>
  );
}
