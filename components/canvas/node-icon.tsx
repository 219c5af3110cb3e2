"use client";

import {
  Bell,
  Box,
  Cake,
  CalendarClock,
  CalendarHeart,
  CalendarPlus,
  Clock,
  Hand,
  HeartPulse,
  Hourglass,
  LogOut,
  type LucideIcon,
  Mail,
  Megaphone,
  MessageCircle,
  MessageSquare,
  Moon,
  PanelTop,
  ShoppingCart,
  Shuffle,
  Split,
  UserCog,
  UserPen,
  UserPlus,
  Users,
  Webhook,
  Zap,
} from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import type { NodeDefinition } from "#workflows/node.ts";

/** By name, one by one: taking an icon by a variable name would ship all of them. */
const icons: Record<string, LucideIcon> = {
  bell: Bell,
  cake: Cake,
  "calendar-clock": CalendarClock,
  "calendar-heart": CalendarHeart,
  "heart-pulse": HeartPulse,
  "calendar-plus": CalendarPlus,
  clock: Clock,
  hand: Hand,
  hourglass: Hourglass,
  "log-out": LogOut,
  mail: Mail,
  megaphone: Megaphone,
  "message-circle": MessageCircle,
  "message-square": MessageSquare,
  moon: Moon,
  "panel-top": PanelTop,
  shuffle: Shuffle,
  "shopping-cart": ShoppingCart,
  split: Split,
  "user-cog": UserCog,
  "user-pen": UserPen,
  "user-plus": UserPlus,
  users: Users,
  webhook: Webhook,
  zap: Zap,
};

const LOOK: Record<NodeDefinition["kind"], string> = {
  trigger: "bg-node-trigger-soft border-node-trigger-line text-node-trigger",
  action: "bg-node-action-soft border-node-action-line text-node-action",
  flow: "bg-node-flow-soft border-node-flow-line text-node-flow",
};

/** The icon of a node type on the colour of its kind. */
export function NodeIcon({ definition, className }: { definition?: NodeDefinition; className?: string }) {
  const Icon = icons[definition?.icon ?? ""] ?? Box;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "flex base:size-9 shrink-0 items-center justify-center rounded-md border base:[&_svg]:size-4.5",
        definition ? LOOK[definition.kind] : "bg-sunken text-muted",
        className,
      )}
    >
      <Icon />
    </span>
  );
}
