// The fields of search forms suggest while one types: a combobox with a list box, as the ARIA practices have it.
// htmx asks the server and puts the answer into the list; here it is opened, walked through, told of and closed.
for (const list of document.querySelectorAll(".suggestions")) {
  const form = list.closest("form");
  const field = form.querySelector("[name=q]");
  const told = form.querySelector("[data-count]");
  let chosen = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  }

  function choose(place) {
    chosen = place;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = options()[place];
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function tell() {
    const hits = list.querySelectorAll("[data-hit]").length;
    told.textContent = !field.value.trim() ? "" : hits ? `${hits} suggestion${hits === 1 ? "" : "s"}` : "No suggestions";
  }

  // The place after the last and before the first is the field itself.
  function step(by) {
    const places = options().length + 1;
    show(true);
    choose(((chosen + 1 + by + places) % places) - 1);
  }

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = !list.hidden;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length) step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape" && isOpen) show(false);
    else if (event.key === "Enter" && isOpen && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });

  // An answer to words that are no longer there comes too late.
  list.addEventListener("htmx:beforeSwap", (event) => {
    const asked = new URL(event.detail.xhr.responseURL).searchParams.get("q");
    if (asked !== field.value || !form.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
  list.addEventListener("htmx:afterSwap", () => {
    options().forEach((option, at) => { option.id = `${list.id}-${at}`; });
    choose(-1);
    show(options().length > 0);
    tell();
  });

  const stop = () => {
    field.dispatchEvent(new Event("htmx:abort"));
    show(false);
  };
  form.addEventListener("submit", stop);
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || stop());
  window.addEventListener("pageshow", () => show(false));
}
