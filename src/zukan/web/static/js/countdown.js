// Keeps the wait for the next episode true while the page is open. The server has written it once.
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function words(seconds) {
  const parts = [];
  for (const [unit, size] of UNITS) {
    const number = Math.floor(seconds / size);
    seconds -= number * size;
    if (number) parts.push(`${number} ${unit}${number === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" ") || "less than a minute";
}

for (const place of document.querySelectorAll("[data-countdown]")) {
  const refresh = () => {
    place.textContent = words(Math.max(0, Number(place.dataset.countdown) - Date.now() / 1000));
  };
  refresh();
  setInterval(refresh, 30000);
}
