import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** A surface that groups what belongs together. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cn("min-w-0 rounded-lg border bg-surface shadow-card", className)} />;
}

/** The head of a card: a heading, a sentence and actions. */
export function CardHeader({
  title,
  description,
  actions,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header
      className={cn("flex flex-wrap items-start justify-between gap-3 base:px-5 base:pt-4.5", className)}
    >
      <div className="min-w-0">
        <h2 className="text-base">{title}</h2>
        {description && <p className="mt-1 text-sm text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The padded inside of a card. A table may stand in a card without it, edge to edge. */
export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={cn("base:px-5 base:py-4.5", className)} />;
}

/** The foot of a card, for its closing actions. */
export function CardFooter({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      {...rest}
      className={cn("flex flex-wrap items-center justify-end gap-2 border-t base:px-5 base:py-3", className)}
    />
  );
}
