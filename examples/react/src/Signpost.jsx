/** The widget; `onOutcome` gets the ids of the routes that somebody is advised. */
export function Signpost({ onOutcome, children, ...attributes }) {
  // The events' names hold a colon, which JSX does not take in an attribute.
  const listeners = { "ondsr-signpost:outcome": (event) => onOutcome(event.detail.routes) };
  return (
    <dsr-signpost {...attributes} {...listeners}>
      {children}
    </dsr-signpost>
  );
}
