"use client";

import { useSay } from "#components/say.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { cappedChannels, capWindows, capWords } from "#workflows/caps.ts";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { readNumber } from "./number-control.tsx";
import { RowList, readRows } from "./row-list.tsx";

const WINDOWS = capWindows.map((window) => ({ value: window, label: `per ${window}` }));

/** "At most 2 emails per week". */
export function CapRulesControl({ field, value, problems, onChange }: ControlProps) {
  const say = useSay();
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        noun="limit"
        addLabel="Add a limit"
        newRow={() => ({ channel: "email", max: 2, per: "week" })}
        problems={problems}
        onChange={onChange}
        head={(rule, change) => (
          <div className="flex items-center gap-1.5">
            <span className="shrink-0 text-sm text-muted">At most</span>
            <Input
              aria-label="At most"
              type="number"
              inputMode="numeric"
              min={1}
              className="w-18 shrink-0"
              value={textOf(rule.max)}
              onChange={(event) => change({ ...rule, max: readNumber(event.target.value) })}
            />
            <Select
              aria-label="Messages"
              options={cappedChannels.map((value) => ({ value, label: say(capWords[value]) }))}
              value={textOf(rule.channel)}
              onValueChange={(channel) => change({ ...rule, channel })}
            />
          </div>
        )}
        body={(rule, change) => (
          <Select
            aria-label="In each"
            options={WINDOWS}
            value={textOf(rule.per)}
            onValueChange={(per) => change({ ...rule, per })}
          />
        )}
      />
    </ControlGroup>
  );
}
