import { services } from "#server/services.ts";

export function POST(request: Request): Promise<Response> {
  return services().auth.handle(request);
}
