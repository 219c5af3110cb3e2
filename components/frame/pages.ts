import {
  BookOpen,
  ChartNoAxesCombined,
  CircleDashed,
  House,
  Megaphone,
  Plug,
  Send,
  Settings,
  Users,
  Workflow,
} from "lucide-react";

/** The pages that can be gone to from anywhere. They are called what `frame.navigation` calls them. */
export const pages = [
  { name: "overview", href: "/", Icon: House },
  { name: "workflows", href: "/workflows", Icon: Workflow },
  { name: "oneOffs", href: "/one-offs", Icon: Megaphone },
  { name: "profiles", href: "/profiles", Icon: Users },
  { name: "segments", href: "/segments", Icon: CircleDashed },
  { name: "retention", href: "/retention", Icon: ChartNoAxesCombined },
  { name: "messages", href: "/messages", Icon: Send },
  { name: "connect", href: "/connect", Icon: Plug },
  { name: "recipes", href: "/recipes", Icon: BookOpen },
  { name: "settings", href: "/settings", Icon: Settings },
] as const;
