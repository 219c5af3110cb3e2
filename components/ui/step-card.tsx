import type { ReactNode } from "react";
import { Card, CardHeader } from "./card.tsx";

type Props = {
  /** Where a link to it leads. */
  id?: string;
  number: number;
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  /** `CardBody` and `CardFooter`. */
  children: ReactNode;
};

/** One of the numbered steps by which something is set up or written; they can be done in any order. */
export function StepCard({ id, number, title, description, actions, children }: Props) {
  return (
    <Card id={id} aria-label={title} className="scroll-mt-4">
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
