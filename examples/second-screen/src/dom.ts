type Child = Node | string | undefined;

/** An element with its attributes and children; what is undefined is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page lacks #${id}`);
  }
  return found;
}

/** Shows a view, and moves the focus to its heading, so that a screen reader goes along. */
export function show(title: string, ...content: Child[]): void {
  document.title = `${title} · Activate your TV`;
  const heading = element("h1", { tabindex: "-1" }, title);
  byId("view").replaceChildren(heading, ...content.filter((child) => child !== undefined));
  heading.focus();
}

/** Says something to a screen reader that others see elsewhere. */
export function say(text: string): void {
  byId("status").textContent = text;
}

/** Settles at a click. */
export function clicked(button: HTMLElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => button.addEventListener("click", () => resolve(), { once: true, signal }));
}
