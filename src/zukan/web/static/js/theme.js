// The theme switch. The choice goes into a cookie, so that the server writes the next page in the right theme.
const choice = document.querySelector("#theme-choice");

function wear(theme) {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
    document.cookie = "theme=; path=/; max-age=0; samesite=lax";
  } else {
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  }
}

choice.addEventListener("change", () => wear(choice.value));
choice.closest("[hidden]").hidden = false;
