/** Why a customer's id must not be a number that counts up. */
export function IdNote() {
  return (
    <p className="text-muted">
      Use customer ids that nobody can guess, such as your shop’s long internal ones: a web page can be made
      to speak for any id that somebody knows.
    </p>
  );
}
