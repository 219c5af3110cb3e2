"use client";

import type { ComponentType } from "react";
import type { ControlProps } from "./control.ts";
import { ChoiceControl } from "./controls/choice-control.tsx";
import { ConditionPathsControl } from "./controls/condition-paths-control.tsx";
import { DurationControl } from "./controls/duration-control.tsx";
import { EventNameControl } from "./controls/event-name-control.tsx";
import { HeadersControl } from "./controls/headers-control.tsx";
import { NumberControl } from "./controls/number-control.tsx";
import { SwitchControl } from "./controls/switch-control.tsx";
import { JsonTemplateControl, LongTemplateControl, TemplateControl } from "./controls/template-control.tsx";
import { LongTextControl, TextControl } from "./controls/text-control.tsx";
import type { ControlKind } from "./fields.ts";

/** Which component draws which kind of control. */
export const controls = {
  text: TextControl,
  "long-text": LongTextControl,
  template: TemplateControl,
  "long-template": LongTemplateControl,
  "json-template": JsonTemplateControl,
  "event-name": EventNameControl,
  duration: DurationControl,
  "condition-paths": ConditionPathsControl,
  headers: HeadersControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  number: NumberControl,
} satisfies Record<ControlKind, ComponentType<ControlProps>>;
