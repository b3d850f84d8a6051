// The back office: shows the preview of a form while it is being filled. Sends what the preview button would send, and
// shows of the answer only the preview. Without it the button does the same. `form.action` would be its button of that name.
for (const form of document.querySelectorAll("form[data-preview]")) {
  const preview = document.getElementById(form.dataset.preview);
  let wait;
  let last = 0;
  const show = async () => {
    const mine = ++last;
    const body = new URLSearchParams(new FormData(form));
    body.append("action", "apercu");
    try {
      // Its buttons are called `action`, and hide the property of that name.
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.dataset.preview);
      // An answer that comes late is of a form that is no more.
      if (fresh && mine === last) preview.replaceChildren(...fresh.childNodes);
    } catch {
      // Signed out, or no network: the form is sent by its buttons, and what was typed is in it.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(show, 400);
  });
}
