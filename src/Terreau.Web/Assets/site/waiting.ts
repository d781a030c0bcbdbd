/** A page that waits for the server looks again by itself: its words and its bar change in place, until the wait is over. */
export function waiting() {
  if (document.querySelector("[data-waiting]")) setTimeout(look, 2000);
}

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("[data-waiting]")) {
      location.reload();
      return;
    }
    for (const part of ["[data-waiting] h2", "[data-waiting-words]"]) {
      const old = document.querySelector(part), fresh = page.querySelector(part);
      if (old && fresh && old.textContent !== fresh.textContent) old.textContent = fresh.textContent;
    }
    const bar = document.querySelector("[data-waiting] progress"), freshBar = page.querySelector("[data-waiting] progress");
    if (bar && freshBar) for (const name of ["max", "value"]) {
      const said = freshBar.getAttribute(name);
      if (said === null) bar.removeAttribute(name);
      else bar.setAttribute(name, said);
    }
  } catch {
    // The server does not answer for a moment: the next look will tell.
  }
  setTimeout(look, 2000);
}
