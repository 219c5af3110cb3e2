"use client";

import type { ComponentType } from "react";
import type { ControlProps } from "./control.ts";
import { AttributeNameControl } from "./controls/attribute-name-control.tsx";
import { CapRulesControl } from "./controls/cap-rules-control.tsx";
import { ChoiceControl } from "./controls/choice-control.tsx";
import { ConditionControl } from "./controls/condition-control.tsx";
import { ConditionPathsControl } from "./controls/condition-paths-control.tsx";
import { CronControl } from "./controls/cron-control.tsx";
import { DataPathControl } from "./controls/data-path-control.tsx";
import { DurationControl } from "./controls/duration-control.tsx";
import { EmailCodeControl } from "./controls/email-code-control.tsx";
import { EmailDesignControl } from "./controls/email-design-control.tsx";
import { EventFiltersControl } from "./controls/event-filters-control.tsx";
import { EventNameControl } from "./controls/event-name-control.tsx";
import { EventPropertiesControl } from "./controls/event-properties-control.tsx";
import { HeadersControl } from "./controls/headers-control.tsx";
import { HookControl } from "./controls/hook-control.tsx";
import { NumberControl } from "./controls/number-control.tsx";
import { PictureControl } from "./controls/picture-control.tsx";
import { ProfileChangesControl } from "./controls/profile-changes-control.tsx";
import { PropertyRulesControl } from "./controls/property-rules-control.tsx";
import { PushButtonsControl } from "./controls/push-buttons-control.tsx";
import { SegmentControl } from "./controls/segment-control.tsx";
import { SenderControl } from "./controls/sender-control.tsx";
import { SplitArmsControl } from "./controls/split-arms-control.tsx";
import { SwitchControl } from "./controls/switch-control.tsx";
import { JsonTemplateControl, LongTemplateControl, TemplateControl } from "./controls/template-control.tsx";
import { LongTextControl, TextControl } from "./controls/text-control.tsx";
import { TextMessageControl } from "./controls/text-message-control.tsx";
import { TextVariablesControl } from "./controls/text-variables-control.tsx";
import { LocalDateTimeControl, TimeOfDayControl, TimeZoneControl } from "./controls/time-controls.tsx";
import { TopicControl } from "./controls/topic-control.tsx";
import { WeekdaysControl } from "./controls/weekdays-control.tsx";
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
  "attribute-name": AttributeNameControl,
  "data-path": DataPathControl,
  condition: ConditionControl,
  "property-rules": PropertyRulesControl,
  "event-filters": EventFiltersControl,
  "time-of-day": TimeOfDayControl,
  weekdays: WeekdaysControl,
  "local-date-time": LocalDateTimeControl,
  "time-zone": TimeZoneControl,
  cron: CronControl,
  hook: HookControl,
  topic: TopicControl,
  segment: SegmentControl,
  sender: SenderControl,
  "split-arms": SplitArmsControl,
  "profile-changes": ProfileChangesControl,
  "event-properties": EventPropertiesControl,
  "cap-rules": CapRulesControl,
  picture: PictureControl,
  "push-buttons": PushButtonsControl,
  "text-message": TextMessageControl,
  "text-variables": TextVariablesControl,
  "email-design": EmailDesignControl,
  "email-code": EmailCodeControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  number: NumberControl,
} satisfies Record<ControlKind, ComponentType<ControlProps>>;
