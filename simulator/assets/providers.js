// Filters the list while somebody types; without this script the search button does the same.
const field = document.getElementById("q");
const items = [...document.querySelectorAll(".providers li")];
const count = document.getElementById("count");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of items) {
    const name = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => name.includes(word));
    shown += item.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${items.length} providers`;
});
