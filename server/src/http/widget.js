// Puts the widget of this site behind its own element, in a frame. Asks nothing of the page around it, keeps nothing.
(() => {
  const script = document.currentScript;
  const { lieu = "", langue, hauteur } = script.dataset;
  const languages = new Map(LANGUAGES);
  const [path, title] = languages.get(langue) ?? languages.get("fr");
  const address = new URL(path, script.src);
  if (lieu) address.searchParams.set("lieu", lieu.slice(0, 100));
  const height = Number(hauteur);
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = title;
  frame.width = "100%";
  frame.height = height >= 300 && height <= 2000 ? Math.round(height) : HEIGHT;
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.sandbox = "SANDBOX";
  frame.style.border = "0";
  script.after(frame);
})();
