// Live updates. The page says what it watches, the server says what changed, the page fetches it again.
//
//   <body data-socket-url="ws://host:8001">  from the context variable `socket_url`
//   <section data-live-topic="board:3" hx-get="…" hx-trigger="live:update">…</section>
//
// The client connects to socket_url?topics=board:3,order:… and connects anew when a swap brings other topics.
// The server sends {"topic": "board:3", "event": "order_placed", "id": "…", "version": 12}. Elements watching the topic get
// the DOM event live:update (detail: the message) at once. After every (re)connect each topic says {"event": "hello"} as
// soon as it is listened to, so nothing is missed while the line was down. A version that is not newer than the last one seen is ignored. Every [data-live-state] shows the
// state: data-live="on" | "poll" | "off". After three failed tries the page polls every five seconds (with jitter)
// while it goes on trying to connect, up to thirty seconds apart. {"event": "heartbeat"} comes now and then: a minute
// and a half of silence means a dead line. {"event": "paused"} and "resumed": the server itself misses news, so poll.
const POLL_MS = 5000;
const MAX_WAIT_MS = 30000;
const SILENCE_MS = 90000;
const versions = new Map();
let socket = null;
let failures = 0;
let poll = null;
let subscribed = "";
let retry = null;

const watchers = () => [...document.querySelectorAll("[data-live-topic]")];
const topics = () => [...new Set(watchers().flatMap((element) => element.dataset.liveTopic.split(/\s+/)))].filter(Boolean).sort();
const jitter = (ms) => ms * (0.7 + Math.random() * 0.6);

function show(state) {
  for (const element of document.querySelectorAll("[data-live-state]")) {
    element.hidden = topics().length === 0;
    element.dataset.live = state;
    const label = element.querySelector("[data-live-label]");
    if (label) label.textContent = label.dataset[state] ?? "";
  }
  document.dispatchEvent(new CustomEvent("live:state", { detail: { state } }));
}

function update(topic = null, message = {}) {
  for (const element of watchers()) {
    if (topic && !element.dataset.liveTopic.split(/\s+/).includes(topic)) continue;
    element.dispatchEvent(new CustomEvent("live:update", { bubbles: false, detail: message }));
  }
}

function startPolling() {
  if (poll) return;
  show("poll");
  const tick = () => {
    if (!document.hidden) update();
    poll = setTimeout(tick, jitter(POLL_MS));
  };
  tick();
}

function stopPolling() {
  clearTimeout(poll);
  poll = null;
}

function follow() {
  const wanted = topics().join();
  if (socket && wanted !== subscribed) socket.close(1000);
  else if (!retry) connect();
}

function connect() {
  clearTimeout(retry);
  retry = null;
  if (socket || !topics().length) return;
  const address = new URL(document.body.dataset.socketUrl, location.href);
  subscribed = topics().join();
  address.searchParams.set("topics", subscribed);
  if (address.pathname === "/") address.pathname = "/ws/live/";
  if (address.protocol.startsWith("http")) address.protocol = address.protocol.replace("http", "ws");
  const opened = new WebSocket(address);
  let wasOpen = false;
  let watchdog = null;
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => opened.close(), SILENCE_MS);
  };
  socket = opened;
  opened.addEventListener("open", () => {
    wasOpen = true;
    alive();
    failures = 0;
    stopPolling();
    show("on");
  });
  opened.addEventListener("message", (event) => {
    alive();
    const message = JSON.parse(event.data);
    if (message.event === "paused") startPolling();
    if (message.event === "resumed") {
      stopPolling();
      show("on");
      update();
    }
    if (!message.topic) return;
    const known = versions.get(message.topic) ?? -1;
    if (typeof message.version === "number") {
      if (message.version <= known) return;
      versions.set(message.topic, message.version);
    }
    update(message.topic, message);
  });
  opened.addEventListener("close", () => {
    clearTimeout(watchdog);
    socket = null;
    versions.clear();
    failures += topics().join() === subscribed ? 1 : 0;
    if (failures >= 3) startPolling();
    else if (wasOpen || !poll) show("off");
    retry = setTimeout(connect, failures ? jitter(Math.min(MAX_WAIT_MS, 500 * 2 ** failures)) : 0);
  });
}

export function installLive() {
  if (!topics().length && !document.querySelector("[data-live-state]")) {
    document.addEventListener("htmx:afterSettle", () => topics().length && begin(), { once: true });
    return;
  }
  begin();
}

function begin() {
  if (!document.body.dataset.socketUrl) {
    if (topics().length) startPolling();
    return;
  }
  show("off");
  connect();
  document.addEventListener("htmx:afterSettle", follow);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && poll) update();
  });
  addEventListener("online", connect);
}
