import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PropertyList } from "./property-list.tsx";

/** What the shop told about the person, as it told it. */
export function ProfileAttributes({ attributes }: { attributes: Record<string, unknown> }) {
  return (
    <Card>
      <CardHeader title="Attributes" />
      <CardBody>
        <PropertyList properties={attributes} empty="Nothing has been sent yet." />
      </CardBody>
    </Card>
  );
}
