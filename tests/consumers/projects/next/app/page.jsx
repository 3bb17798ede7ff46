import { requestor } from "../call.js";
import { Client } from "./client.jsx";

export const dynamic = "force-dynamic";

export default async function Page() {
  return (
    <main>
      <p id="server">{await requestor(process.env.SIMULATOR)}</p>
      <Client />
    </main>
  );
}
