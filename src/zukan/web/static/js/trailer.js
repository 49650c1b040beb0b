// Puts the player in the place of the link that asks for it. Nothing is loaded from its site before the click.
for (const link of document.querySelectorAll("[data-embed]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.className = "trailer__player";
    player.src = link.dataset.embed;
    player.title = link.dataset.title;
    player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // The page itself tells no other site where its readers come from; YouTube's player refuses to run without.
    player.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(player);
    player.focus();
  });
}
