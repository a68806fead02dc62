let serving = new AbortController();

/// Serves the content that the page has now.
function serve() {
  serving.abort();
  serving = new AbortController();
  followReader(serving.signal);
  serveFigures();
  serveScrolling();
  serveTables();
  exploreCuts(serving.signal);
}

document.addEventListener("asimov:renewed", serve);
serve();
