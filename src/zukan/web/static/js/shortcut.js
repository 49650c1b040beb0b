// The key that a field names in data-shortcut puts the cursor there, unless the reader is writing.
const field = document.querySelector("[data-shortcut]");

document.addEventListener("keydown", (event) => {
  const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== field.dataset.shortcut || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});
