/** The playground: a television, a phone, and the service between them. */
import { Clock } from "./clock.js";
import { byId } from "./dom.js";
import { Phone } from "./phone.js";
import { Screen } from "./screen.js";
import { Simulator } from "./simulator.js";
import { Television } from "./television.js";
import { Traffic } from "./traffic.js";
import { controls } from "./trouble.js";

const clock = new Clock();
const traffic = new Traffic(byId("traffic", HTMLElement));
const screen = new Screen(byId("television", HTMLElement), byId("activity", HTMLElement), () => clock.unix);

Simulator.start(clock, traffic.add)
  .then(async (simulator) => {
    controls(byId("trouble", HTMLElement), simulator, clock);
    const phone = await Phone.start(simulator, byId("browser", HTMLIFrameElement), byId("address-bar", HTMLFormElement));
    await Television.start(simulator, phone, clock, screen);
  })
  .catch((error: unknown) => {
    screen.trouble({ words: String(error), actor: undefined, again: () => location.reload(), home: () => location.reload() });
  });
