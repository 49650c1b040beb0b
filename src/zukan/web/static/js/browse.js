// While filters are written anew by htmx, what is unfolded stays unfolded and the list stays where it was scrolled to.
const rail = document.querySelector("#filters");
let unfolded = null;

document.addEventListener("htmx:beforeSwap", () => {
  unfolded = new Map(Array.from(rail.querySelectorAll("details"), (fold) => [fold.id, fold.open]));
  unfolded.scrolled = rail.scrollTop;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!unfolded) return;
  for (const fold of rail.querySelectorAll("details")) {
    if (unfolded.has(fold.id)) fold.open = unfolded.get(fold.id);
  }
  rail.scrollTop = unfolded.scrolled;
  unfolded = null;
});
