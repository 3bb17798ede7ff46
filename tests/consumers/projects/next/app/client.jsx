"use client";

import { useEffect, useState } from "react";
import { checkJson, load } from "tvpass";

/** In the browser the module is another file, which the bundler has to take along. */
export function Client() {
  const [kind, setKind] = useState("waiting");
  useEffect(() => {
    load().then(
      () => setKind(checkJson("[1,]").kind),
      (error) => setKind(String(error)),
    );
  }, []);
  return <p id="client">{kind}</p>;
}
