import Image from "next/image";

type Props = { src: string; alt: string; width: string; className?: string };

/** A picture of the email, as it is: it may come from anywhere, so nothing makes it smaller on the way. */
export function Picture({ src, alt, width, className }: Props) {
  return (
    <Image
      unoptimized
      src={src}
      alt={alt}
      width={0}
      height={0}
      draggable={false}
      className={className}
      style={{ width, height: "auto" }}
    />
  );
}
