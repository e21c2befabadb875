import { useState } from "react";

import { Signpost } from "./Signpost.jsx";

export function Questions() {
  const [routes, setRoutes] = useState([]);
  const [isBelow, setIsBelow] = useState(false);

  const signpost = (
    <Signpost key="signpost" language="en" page-title onOutcome={setRoutes}>
      <p>
        Write to the{" "}
        <a href="https://go.microsoft.com/fwlink/?LinkId=321116">
          Microsoft Privacy Response Center
        </a>
        , or to the organisation whose account you use.
      </p>
    </Signpost>
  );
  const note = (
    <p key="note" role="status">
      Places found to write to: {routes.length}
    </p>
  );

  return (
    <>
      <h1>Where to send a privacy request</h1>
      <p>
        <button type="button" onClick={() => setIsBelow(!isBelow)}>
          Swap
        </button>
      </p>
      {isBelow ? [note, signpost] : [signpost, note]}
    </>
  );
}
