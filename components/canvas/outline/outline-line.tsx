"use client";

import { Fragment } from "react";
import { EndRow } from "./end-row.tsx";
import { InsertHere } from "./insert-here.tsx";
import type { OutlineLine as Line, OutlinePath, OutlineStep } from "./outline.ts";
import { PathName } from "./path-name.tsx";
import { stepKey } from "./rows.ts";
import { StepRow } from "./step-row.tsx";

type Props = {
  line: Line;
  /** The key of the row that the Tab key comes to. */
  current: string | null;
  selected: readonly string[];
};

/** Steps that follow one another, each with its paths, and what stands at their end. */
export function OutlineLine({ line, current, selected }: Props) {
  const { steps, end } = line;
  const closes = end.kind !== "over" && end.kind !== "divided";
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => (
        <li key={step.node.id}>
          {index > 0 && <InsertHere step={step} current={current === stepKey(step.node.id)} />}
          <StepRow
            node={step.node}
            number={step.number}
            current={current === stepKey(step.node.id)}
            selected={selected.includes(step.node.id)}
            via={step.via?.id ?? null}
          />
          <Paths step={step} current={current} selected={selected} />
        </li>
      ))}
      {closes && (
        <li>
          {steps.length > 0 && <Gap />}
          <EndRow end={end} current={current} />
        </li>
      )}
    </ol>
  );
}

function Paths({ step, current, selected }: { step: OutlineStep } & Omit<Props, "line">) {
  if (step.paths.length === 0) return null;
  return (
    <ul className="mt-1.5 ml-3 flex flex-col gap-2 border-l-2 border-line pl-3 sm:ml-6 sm:pl-5">
      {step.paths.map((path) => (
        <li key={pathKey(path)}>
          <Path path={path} current={current} selected={selected} />
        </li>
      ))}
    </ul>
  );
}

function Path({ path, current, selected }: { path: OutlinePath } & Omit<Props, "line">) {
  const { line, port } = path;
  if (line.steps.length === 0) {
    return (
      <div className="flex flex-wrap items-center gap-x-2">
        <PathName label={port.label} />
        <EndRow end={line.end} current={current} />
      </div>
    );
  }
  return (
    <Fragment>
      <PathName label={port.label} />
      {line.steps[0] && (
        <InsertHere step={line.steps[0]} current={current === stepKey(line.steps[0].node.id)} />
      )}
      <OutlineLine line={line} current={current} selected={selected} />
    </Fragment>
  );
}

/** A port may have several connections in a file that was imported. */
function pathKey({ port, line }: OutlinePath): string {
  const first = line.steps[0]?.via ?? ("edge" in line.end ? line.end.edge : null);
  return `${port.id} ${first?.id ?? ""}`;
}

function Gap() {
  return <span aria-hidden="true" className="ml-6 block h-3 w-px bg-line-strong/50" />;
}
