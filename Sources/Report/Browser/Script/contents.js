/// The table of contents beside the text shows where the reader is.
function followReader(signal) {
  const contents = document.querySelector(".contents.beside");
  if (!contents) return;
  const places = [...contents.querySelectorAll("a")]
    .map(link => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ heading }) => heading);
  let shown;

  function show() {
    const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = places.filter(({ heading }) => heading.getBoundingClientRect().top < innerHeight * .3);
    const here = (isAtEnd ? places : passed).at(-1);
    if (here === shown) return;
    shown?.link.removeAttribute("aria-current");
    shown = here;
    if (!here) return;
    here.link.setAttribute("aria-current", "location");
    const [box, frame] = [here.link.getBoundingClientRect(), contents.getBoundingClientRect()];
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
      contents.scrollTop += (box.top + box.bottom - frame.top - frame.bottom) / 2;
    }
  }

  let isWaiting = false;
  function later() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; show(); });
  }

  addEventListener("scroll", later, { passive: true, signal });
  addEventListener("resize", later, { signal });
  show();
}
